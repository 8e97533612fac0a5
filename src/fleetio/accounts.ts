import { badResponse, readAnswer, type ApiAnswer } from './answers';
import { isJsonObject } from './json';
import { fieldValue } from './records';

/** An account that a key can reach (section 1.7). */
export interface Account {
  readonly id: number;
  readonly name: string;
  readonly token: string;
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
  return { id: Number(fieldValue(account, 'id')), name: textAt(account, 'name'), token };
}

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
