import { isApiVersion, type ApiVersion } from '../fleetio/versions';
import {
  badRequest,
  FORBIDDEN,
  NOT_FOUND,
  problem,
  tooManyRequests,
  unauthorized,
  type Answer,
} from './answers';
import { BadQuery } from './listQuery';
import type { Guesses } from './options';
import type { SandboxKey } from './people';
import { read } from './reading';
import { servesNumber, targetOf } from './routes';
import { accountsAnswer, userAnswer } from './self';
import type { Caller, Question, Visit, World } from './visit';
import { write } from './writing';

/** Answers as Fleetio would, as far as it is known (fleetio-api.md sections 1 to 5). */
export function answer(world: World, question: Question): Answer {
  const key = keyOf(world, question.headers.authorization);
  if (key === undefined || key.state === 'revoked') {
    return unauthorized(world.guesses);
  }
  if (key.state === 'noApiAccess') {
    return withoutApi(world.guesses);
  }
  const version = versionOf(question, key, world.guesses);
  if (version === undefined) {
    return badRequest('X-Api-Version', 'is not a version of the API');
  }
  const { guesses } = world;
  const caller = { world, question, key, version, zone: world.zones[key.user.timeZone], guesses };
  if (question.path === '/accounts' && question.number !== 'v2') {
    return limited(world, key.apiKey, () => (reads(question) ? accountsAnswer(caller) : FORBIDDEN));
  }
  return inAccount(caller);
}

function inAccount(caller: Caller): Answer {
  const { world, question, key } = caller;
  const token = textOf(question.headers['account-token']);
  const records = key.accountTokens.includes(token) ? world.records.get(token) : undefined;
  return records === undefined
    ? unauthorized(world.guesses)
    : limited(world, token, () => ofAccount({ ...caller, records }));
}

function ofAccount(visit: Visit): Answer {
  const { question, key, version, guesses } = visit;
  if (question.path === '/users/me' && question.number !== 'v2') {
    return reads(question) ? userAnswer(visit) : NOT_FOUND;
  }
  const target = targetOf(question.path);
  if (target === undefined || !servesNumber(target, question.number, version, guesses)) {
    return NOT_FOUND;
  }
  const { permissions } = key;
  const isRead = reads(question);
  if (permissions !== 'all' && !(isRead && permissions.includes(target.resource.id))) {
    return FORBIDDEN;
  }
  return isRead ? read(visit, target) : write(visit, target);
}

function reads({ method }: Question): boolean {
  return method === 'GET';
}

/** Counts a request, and answers it when it is not one too many. */
function limited({ limit, guesses }: World, counted: string, give: () => Answer): Answer {
  const wait = limit.take(counted);
  if (wait > 0) {
    return tooManyRequests(wait, guesses.tooManyBody);
  }
  try {
    return give();
  } catch (error) {
    if (error instanceof BadQuery) {
      return badRequest(error.field, error.message);
    }
    throw error;
  }
}

function withoutApi(guesses: Guesses): Answer {
  const answers = {
    401: unauthorized(guesses),
    402: problem(402, 'Payment Required', "The account's plan has no API access."),
    403: FORBIDDEN,
  };
  return answers[guesses.noApiAccess];
}

/** The version that holds for a request; undefined when it names one that does not exist. */
function versionOf(
  { headers }: Question,
  key: SandboxKey,
  { unknownVersion }: Guesses,
): ApiVersion | undefined {
  const named = textOf(headers['x-api-version']);
  if (isApiVersion(named)) {
    return named;
  }
  return named === '' || unknownVersion === 'ignored' ? key.apiVersion : undefined;
}

/** `Token KEY`, `Token token=KEY` and `Token token="KEY"` are all in use (section 1.2). */
function keyOf({ keys }: World, authorization = ''): SandboxKey | undefined {
  const [, quoted, plain] = /^Token (?:token="(\w+)"|(?:token=)?(\w+))$/i.exec(authorization) ?? [];
  return keys.find(quoted ?? plain);
}

function textOf(header: string | string[] | undefined): string {
  return typeof header === 'string' ? header : '';
}
