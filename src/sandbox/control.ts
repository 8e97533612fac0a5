import type { IncomingMessage } from 'node:http';
import { badRequest, FORBIDDEN, NOT_FOUND, type Answer } from './answers';
import { FAULT_KINDS, readPlan, type Faults } from './faults';

const CONTROL = '/sandbox/faults';

/** True for the path that switches faults; it lies outside of the API. */
export function isControl(path: string): boolean {
  return path === CONTROL;
}

/**
 * GET tells what is to go wrong, POST adds a plan (`{"kind":"reset","times":1}`), DELETE clears all of them. Only
 * programs on this machine may.
 */
export function controlAnswer(
  faults: Faults,
  { method = 'GET', socket }: IncomingMessage,
  body: unknown,
): Answer {
  if (!/^(?:::ffff:)?127\.|^::1$/.test(socket.remoteAddress ?? '')) {
    return FORBIDDEN;
  }
  switch (method) {
    case 'GET':
      return { status: 200, body: faults.plans };
    case 'DELETE':
      faults.clear();
      return { status: 204 };
    case 'POST': {
      const plan = readPlan(body);
      if (plan === undefined) {
        return badRequest('kind', `is one of ${FAULT_KINDS.join(', ')}`);
      }
      faults.add(plan);
      return { status: 201, body: plan };
    }
    default:
      return NOT_FOUND;
  }
}
