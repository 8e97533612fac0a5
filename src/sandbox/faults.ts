import type { ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { isJsonObject } from '../fleetio/json';
import { problem, tooManyRequests, type Answer } from './answers';

/** What can go wrong between a server and its client. */
export const FAULT_KINDS = [
  /** The answer comes late. */
  'latency',
  /** No answer comes at all; the connection stays open. */
  'hang',
  /** The connection is reset in place of an answer. */
  'reset',
  /** The connection ends in the middle of the body. */
  'truncated',
  /** The body comes a few bytes at a time. */
  'trickle',
  /** A 5xx, 500 by default. */
  'serverError',
  /** A 429, as when the account's requests are used up. */
  'rateLimit',
  /** An HTML page, as a proxy gives it. */
  'html',
  /** A redirect to another host. */
  'redirect',
] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

/** Something that is to go wrong. */
export interface FaultPlan {
  readonly kind: FaultKind;
  /** Only requests whose path holds this. */
  readonly path?: string;
  /** How many requests it hits; all from now on where missing. */
  readonly times?: number;
  /** How late an answer is, how long each piece of a trickle takes, or how long a 429 asks to wait: 2000, 200 and 1000 by default. */
  readonly milliseconds?: number;
  /** Of `serverError` and `html`: 500 and 502 by default. */
  readonly status?: number;
}

/** The plans that hold, and how often each still does. */
export class Faults {
  private pending: { readonly plan: FaultPlan; left: number }[] = [];

  constructor(plans: readonly FaultPlan[] = []) {
    plans.forEach((plan) => {
      this.add(plan);
    });
  }

  get plans(): readonly FaultPlan[] {
    return this.pending.map(({ plan }) => plan);
  }

  add(plan: FaultPlan): void {
    const left = plan.times ?? Infinity;
    if (left > 0) {
      this.pending.push({ plan, left });
    }
  }

  clear(): void {
    this.pending = [];
  }

  /** The fault that the next request to a path meets; it counts as used. */
  take(path: string): FaultPlan | undefined {
    const hit = this.pending.find(({ plan }) => path.includes(plan.path ?? ''));
    if (hit !== undefined && --hit.left <= 0) {
      this.pending = this.pending.filter((one) => one !== hit);
    }
    return hit?.plan;
  }
}

/** Answers that faults give in place of the right one. */
const ANSWERS: Readonly<Partial<Record<FaultKind, (plan: FaultPlan) => Answer>>> = {
  serverError: ({ status = 500 }) =>
    problem(status, 'Internal Server Error', 'Something went wrong on our side.'),
  rateLimit: ({ milliseconds = 1000 }) => tooManyRequests(Math.ceil(milliseconds / 1000)),
  html: ({ status = 502 }) => ({
    status,
    headers: { 'Content-Type': 'text/html; charset=utf-8' },
    body: '<!DOCTYPE html><title>Bad Gateway</title><h1>Bad Gateway</h1>',
  }),
  redirect: () => ({ status: 302, headers: { Location: 'https://elsewhere.example.test/api' } }),
};

/** What a fault makes of an answer. */
export function faultyAnswer(plan: FaultPlan | undefined, answer: Answer): Answer {
  return (plan && ANSWERS[plan.kind]?.(plan)) ?? answer;
}

/** Sends the body of an answer whose head is written, as a fault has it. */
export async function sendBody(
  response: ServerResponse,
  body: Buffer,
  plan: FaultPlan | undefined,
): Promise<void> {
  if (plan?.kind === 'truncated') {
    response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.destroy());
  } else if (plan?.kind === 'trickle') {
    await trickle(response, body, plan.milliseconds ?? 200);
  } else {
    response.end(body);
  }
}

const PIECES = 20;

async function trickle(response: ServerResponse, body: Buffer, milliseconds: number): Promise<void> {
  const size = Math.max(1, Math.ceil(body.length / PIECES));
  for (let at = 0; at < body.length && !response.destroyed; at += size) {
    response.write(body.subarray(at, at + size));
    await delay(milliseconds);
  }
  response.end();
}

/** The plan in the body of a request to the control path, or what is wrong with it. */
export function readPlan(body: unknown): FaultPlan | { readonly field: string; readonly problem: string } {
  const given = isJsonObject(body) ? body : {};
  const kind = FAULT_KINDS.find((known) => known === given['kind']);
  if (kind === undefined) {
    return { field: 'kind', problem: `is one of ${FAULT_KINDS.join(', ')}` };
  }
  const wrong = Object.entries(SHAPES).find(
    ([name, fits]) => given[name] !== undefined && !fits(given[name]),
  );
  if (wrong !== undefined) {
    return { field: wrong[0], problem: 'is not possible' };
  }
  const known = Object.keys(SHAPES).filter((name) => given[name] !== undefined);
  return { kind, ...Object.fromEntries(known.map((name) => [name, given[name]])) };
}

const SHAPES: Readonly<Record<Exclude<keyof FaultPlan, 'kind'>, (value: unknown) => boolean>> = {
  path: (value) => typeof value === 'string',
  times: (value) => isWhole(value, 1),
  milliseconds: (value) => isWhole(value, 0),
  status: (value) => isWhole(value, 400) && Number(value) < 600,
};

function isWhole(value: unknown, least: number): boolean {
  return Number.isInteger(value) && Number(value) >= least;
}
