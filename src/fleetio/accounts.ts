import { badResponse, readAnswer, type ApiAnswer } from './answers';
import { isJsonObject } from './json';
import { fieldValue } from './records';

/** An account that a key can reach (section 1.7). */
export interface Account {
  readonly id: number;
  readonly name: string;
  readonly token: string;
  /** What the key's user may do there: the fields that are true, such as `read_vehicles`, in the answer's order. */
  readonly permissions: readonly string[];
}

/** The user a key acts as (section 1.6). */
export interface User {
  readonly id: number;
  readonly name: string;
  readonly email: string;
}

/** The accounts in one page of `GET /accounts`, of either style. @throws FleetioError */
export function accountsIn(answer: ApiAnswer): readonly Account[] {
  const body = readAnswer(answer);
  const list = isJsonObject(body) ? body['records'] : body;
  if (!Array.isArray(list)) {
    throw badResponse(answer, 'The answer is no list of accounts.');
  }
  return list.map((account) => accountIn(account, answer));
}

function accountIn(account: unknown, answer: ApiAnswer): Account {
  const token = textAt(account, 'token');
  if (token === '') {
    throw badResponse(answer, 'The answer holds an account without its token.');
  }
  const permissions = isJsonObject(account)
    ? Object.keys(account).filter((field) => PERMISSION.test(field) && account[field] === true)
    : [];
  return { id: Number(fieldValue(account, 'id')), name: textAt(account, 'name'), token, permissions };
}

/** Only `read_vehicles` is documented by its name; the others follow the same pattern (section 1.7). */
const PERMISSION = /^(?:read|create|manage)_/;

/** The user in the answer of `GET /users/me`. @throws FleetioError */
export function userIn(answer: ApiAnswer): User {
  const user = readAnswer(answer);
  if (!isJsonObject(user)) {
    throw badResponse(answer, 'The answer is no user.');
  }
  const name = `${textAt(user, 'first_name')} ${textAt(user, 'last_name')}`.trim();
  return { id: Number(user['id']), name: name || textAt(user, 'username'), email: textAt(user, 'email') };
}

function textAt(record: unknown, field: string): string {
  const value = fieldValue(record, field);
  return typeof value === 'string' ? value : '';
}
