import * as vscode from 'vscode';
import { FleetioError } from '../../fleetio/errors';
import { KeyStoreError } from '../../keys/keyStoreError';
import { keyStoreWords } from './keyStoreWords';
import { failureLogger, type Log } from './log';

/** A failure in the words of the person who meets it. */
export interface FailureWords {
  /** What happened, in a few words: fits a row of a tree. */
  readonly title: string;
  /** What it means and what to do next, in a sentence or two. */
  readonly advice: string;
  /** A codicon's id. */
  readonly icon: string;
}

/** What to say of a failed request. */
export function failureWords(error: FleetioError): FailureWords {
  const { t } = vscode.l10n;
  switch (error.kind) {
    case 'unauthorized':
      return {
        title: t('Fleetio refused the API key'),
        advice: t(
          'It was revoked or mistyped, or the account token is wrong. Edit the key to put in another.',
        ),
        icon: 'key',
      };
    case 'forbidden':
      return {
        title: t('Not permitted'),
        advice: t(
          "The key's user may not see this, or the account's plan has no API access (it needs Professional or Premium). Ask an administrator of the Fleetio account.",
        ),
        icon: 'lock',
      };
    case 'notFound':
      return {
        title: t('Not found'),
        advice: t('It may have been deleted or archived. Refresh the list.'),
        icon: 'question',
      };
    case 'rateLimited':
      return {
        title: t('Rate limit reached'),
        advice: error.details.retryAt
          ? t(
              'Fleetio takes requests of this account again at {0}. Then retry.',
              clock(error.details.retryAt),
            )
          : t("This minute's requests of the account are used up. Wait a minute, then retry."),
        icon: 'watch',
      };
    case 'offline':
      return {
        title: t('Fleetio cannot be reached'),
        advice: t('Check the network, VPN and proxy settings, then retry.'),
        icon: 'debug-disconnect',
      };
    case 'timeout':
      return {
        title: t('Fleetio did not answer in time'),
        advice: t('Check the network, then retry.'),
        icon: 'watch',
      };
    case 'server':
      return {
        title: t('Fleetio has a fault'),
        advice: t('The server failed. Retry in a while.'),
        icon: 'error',
      };
    case 'cancelled':
      return { title: t('Cancelled'), advice: t('Retry to load it.'), icon: 'circle-slash' };
    case 'redirected':
      return {
        title: t('The API address redirects'),
        advice: t(
          'Redirects are not followed, so that the key reaches one host only. Check the setting "fleetio.apiUrl".',
        ),
        icon: 'error',
      };
    case 'tooLarge':
      return { title: t('The answer is too large'), advice: t('Narrow the list and retry.'), icon: 'error' };
    case 'badResponse':
      return {
        title: t('The answer is not from the Fleetio API'),
        advice: t(
          'A proxy or a sign-in page may have answered instead. Check the network and the setting "fleetio.apiUrl".',
        ),
        icon: 'error',
      };
    case 'invalidRequest':
    case 'validation':
      return { title: t('Fleetio refused the request'), advice: error.message, icon: 'error' };
  }
}

/** A failure that is foreseen, in words; undefined for any other. */
export function foreseenWords(error: unknown): FailureWords | undefined {
  if (error instanceof FleetioError) {
    return failureWords(error);
  }
  return error instanceof KeyStoreError ? keyStoreWords(error.problem) : undefined;
}

/** Tells of a command's failure, with a way to the log. */
export async function showFailure(error: unknown, log: Log): Promise<void> {
  const words = foreseenWords(error) ?? unexpected();
  if (error instanceof FleetioError) {
    log.warn(`${error.kind} ${String(error.details.status ?? '')} ${error.details.path ?? ''}`);
  } else {
    failureLogger(log)(error);
  }
  const showLog = vscode.l10n.t('Show Log');
  const answer = await vscode.window.showErrorMessage(`${words.title}. ${words.advice}`, showLog);
  if (answer === showLog) {
    log.show();
  }
}

function unexpected(): FailureWords {
  return {
    title: vscode.l10n.t('Something went wrong in Fleetio API Toolkit'),
    advice: vscode.l10n.t('The log says more.'),
    icon: 'error',
  };
}

/** The time of day as people read it. */
export function clock(milliseconds: number): string {
  return new Date(milliseconds).toLocaleTimeString();
}
