import type { IncomingMessage } from 'node:http';
import { badRequest, FORBIDDEN, NOT_FOUND, type Answer } from './answers';
import { isJsonObject } from '../fleetio/json';
import { readPlan, type Faults } from './faults';
import { KEY_CHANGES, type SandboxKeys } from './keys';

/** What can be switched while a sandbox runs. */
export interface Controls {
  readonly faults: Faults;
  readonly keys: SandboxKeys;
}

type Switch = (controls: Controls, method: string, body: unknown) => Answer;

/** Each path outside of the API, and what it switches. */
const SWITCHES: Readonly<Record<string, Switch>> = {
  '/sandbox/faults': faultsAnswer,
  '/sandbox/keys': keysAnswer,
};

/** True for a path that switches something; such paths lie outside of the API. */
export function isControl(path: string): boolean {
  return path in SWITCHES;
}

/** Does what a control path is for. Only programs on this machine may. */
export function controlAnswer(
  controls: Controls,
  path: string,
  { method = 'GET', socket }: IncomingMessage,
  body: unknown,
): Answer {
  const isLocal = /^(?:::ffff:)?127\.|^::1$/.test(socket.remoteAddress ?? '');
  return isLocal ? (SWITCHES[path]?.(controls, method, body) ?? NOT_FOUND) : FORBIDDEN;
}

/** GET tells what is to go wrong, POST adds a plan (`{"kind":"reset","times":1}`), DELETE clears all of them. */
function faultsAnswer({ faults }: Controls, method: string, body: unknown): Answer {
  switch (method) {
    case 'GET':
      return { status: 200, body: faults.plans };
    case 'DELETE':
      faults.clear();
      return { status: 204 };
    case 'POST': {
      const plan = readPlan(body);
      if ('problem' in plan) {
        return badRequest(plan.field, plan.problem);
      }
      faults.add(plan);
      return { status: 201, body: plan };
    }
    default:
      return NOT_FOUND;
  }
}

/** GET tells all keys, POST changes one from the next request on: `{"label":"Owner","change":"revoke"}`. */
function keysAnswer({ keys }: Controls, method: string, body: unknown): Answer {
  if (method === 'GET') {
    return { status: 200, body: keys.all };
  }
  if (method !== 'POST') {
    return NOT_FOUND;
  }
  const given = isJsonObject(body) ? body : {};
  const change = KEY_CHANGES.find((known) => known === given['change']);
  if (change === undefined) {
    return badRequest('change', `is one of ${KEY_CHANGES.join(', ')}`);
  }
  const key = keys.change(String(given['label']), change);
  return key === undefined ? badRequest('label', 'is that of no key') : { status: 200, body: key };
}
