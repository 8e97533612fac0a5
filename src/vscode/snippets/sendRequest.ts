import * as vscode from 'vscode';
import { FleetioError } from '../../fleetio/errors';
import { requestUrl } from '../../fleetio/request';
import { subjectOf, type WrittenRequest } from '../../snippets/writtenRequests';
import type { Active } from '../keys/activeClient';
import { clock, failureWords } from '../platform/failures';
import { notify, toAddKey } from '../platform/notify';
import { answerText, comments, type AnswerDocuments } from './answerDocuments';

/** A request that is sent by hand, wherever it was found. */
export type SentRequest = Omit<WrittenRequest, 'line'>;

/** Sends a request and opens its answer. What changes something is sent after a yes only. */
export async function sendRequest(
  current: Active | undefined,
  answers: AnswerDocuments,
  request: SentRequest,
): Promise<void> {
  if (current === undefined) {
    await offerToAddKey();
  } else if (request.method === 'GET' || (await mayChange(request, current))) {
    await sendAndShow(current, answers, request);
  }
}

async function sendAndShow(
  { key, client, accountName }: Active,
  answers: AnswerDocuments,
  request: SentRequest,
): Promise<void> {
  const { t } = vscode.l10n;
  const asked = [
    `${request.method} ${requestUrl(key.apiUrl, request)}`,
    t('With the key "{0}" of {1}, API version {2}', key.label, accountName, key.apiVersion),
  ];
  const waiting = t('Waiting for the answer. Close this document to cancel.');
  const document = await answers.open(titleOf(request), comments([...asked, '', waiting]));
  const endWatch = client.rateLimit.onChange(({ resumesAt }) => {
    const words =
      resumesAt === undefined
        ? waiting
        : t('Fleetio takes requests of this account again at {0}.', clock(resumesAt));
    document.show(comments([...asked, '', words]));
  });
  try {
    const answer = await client.send(request, { signal: document.closed });
    endWatch();
    document.show(answerText(asked, answer));
  } catch (error) {
    endWatch();
    if (!(error instanceof FleetioError)) {
      throw error;
    }
    const { title, advice } = failureWords(error);
    document.show(comments([...asked, '', `${title}. ${advice}`]));
  }
}

/** Names what a request will do to the account's data, and asks. */
async function mayChange(request: SentRequest, { key, accountName }: Active): Promise<boolean> {
  const { t } = vscode.l10n;
  const send = t('Send');
  const body = request.body === undefined ? '' : `\n\n${request.body}`;
  const answer = await vscode.window.showWarningMessage(
    t('{0} in {1}?', changeWords(request), accountName),
    {
      modal: true,
      detail: `${t('The key "{0}" will send:', key.label)}\n${request.method} ${request.path}${body}`,
    },
    send,
  );
  return answer === send;
}

function changeWords({ method, path }: SentRequest): string {
  const { t } = vscode.l10n;
  const { singular = '', id = '' } = subjectOf(path) ?? {};
  switch (method) {
    case 'POST':
      return singular === '' || id !== ''
        ? t('Do {0}', `POST ${path}`)
        : t('Create a {0}', singular.toLowerCase());
    case 'PUT':
    case 'PATCH':
      return singular === ''
        ? t('Do {0}', `${method} ${path}`)
        : t('Change {0} {1}', singular.toLowerCase(), id);
    case 'DELETE':
      return singular === ''
        ? t('Do {0}', `DELETE ${path}`)
        : t('Delete {0} {1}', singular.toLowerCase(), id);
    case 'GET':
      return t('Read {0}', path);
  }
}

function offerToAddKey(): Promise<void> {
  return notify(
    'info',
    vscode.l10n.t('Requests are sent with an API key, and none is stored yet.'),
    toAddKey(),
  );
}

/** What the answer's tab says: `GET fuel_entries 501`. */
function titleOf({ method, path }: SentRequest): string {
  const steps = path.split('/').filter((step) => step !== '' && !/^v\d$/.test(step));
  return `${method} ${decodeURIComponent(steps.join(' '))}`;
}
