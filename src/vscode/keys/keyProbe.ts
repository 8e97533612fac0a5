import * as vscode from 'vscode';
import { FleetioClient, type Account } from '../../fleetio/client';
import { FleetioError } from '../../fleetio/errors';
import type { ClientServices } from '../../fleetio/services';
import type { ApiVersion } from '../../fleetio/versions';
import { keyAccount } from '../../keys/checkKey';
import { findAccount } from '../../keys/findAccount';
import { apiKeyProblem, cleanApiKey, readAccountToken, type ApiKeyProblem } from '../../keys/input';
import { unnamedAccount, type KeyAccount, type StoredKey } from '../../keys/storedKey';
import { failureWords } from '../platform/failures';

/** What a probe has found out so far, as it is stored. */
export type ProbedParts = Pick<StoredKey, 'apiKey' | 'apiUrl' | 'accounts' | 'accountToken'> &
  Required<Pick<StoredKey, 'check'>>;

/**
 * Finds out whether a key, and an account with it, is what Fleetio takes. Each question answers in plain words what is
 * wrong, or undefined when nothing is.
 */
export class KeyProbe {
  apiKey = '';
  /** What the key sees, once it was accepted. */
  accounts: readonly Account[] = [];
  /** The account that the key was accepted for. */
  account: KeyAccount | undefined;
  private userName = '';

  constructor(
    private readonly services: ClientServices,
    private readonly apiUrl: string,
    public apiVersion: ApiVersion,
  ) {}

  /** Cleans and checks a key. */
  async tryKey(typed: string, signal: AbortSignal): Promise<string | undefined> {
    this.apiKey = cleanApiKey(typed);
    this.account = undefined;
    const problem = apiKeyProblem(this.apiKey);
    if (problem !== undefined) {
      return keyProblemWords(problem);
    }
    const refused = vscode.l10n.t(
      'Fleetio refused this key: it is mistyped, cut off or revoked. Compare it with the list under Manage API Keys in Fleetio.',
    );
    return asking(refused, async () => {
      this.accounts = await this.client().accounts({ signal, refresh: true });
      return this.accounts.length > 0
        ? undefined
        : vscode.l10n.t('Fleetio knows this key, but it sees no account. Check its user in Fleetio.');
    });
  }

  /**
   * Finds the account for what was typed and asks Fleetio whether key and account go together. Where nothing was typed
   * and the key sees several, nothing is wrong and `account` stays undefined.
   */
  async tryAccountToken(typed: string, signal: AbortSignal): Promise<string | undefined> {
    this.account = undefined;
    const token = typed.trim() === '' ? '' : readAccountToken(typed);
    if (token === undefined) {
      return vscode.l10n.t('Give an account token such as abc123, or the address of any page in Fleetio.');
    }
    const found = findAccount(this.accounts, token);
    if (found.answer === 'choose') {
      return undefined;
    }
    if (found.answer === 'found') {
      return this.tryAccount(found.account, signal);
    }
    // The list may lack an account that Fleetio takes all the same; the answer to a request decides.
    const refused = vscode.l10n.t(
      'This key does not see the account {0}. It sees {1}. Leave this empty to choose.',
      token,
      this.accounts.map(({ name, token: seen }) => `${name} (${seen})`).join(', '),
    );
    return this.tryAccount(unnamedAccount(token), signal, refused);
  }

  /** @param refused what to say when Fleetio does not take the key for this account. */
  async tryAccount(
    account: KeyAccount,
    signal: AbortSignal,
    refused = vscode.l10n.t('Fleetio refused this key for the account {0}.', account.name),
  ): Promise<string | undefined> {
    return asking(refused, async () => {
      this.userName = (await this.client(account.token).me({ signal, refresh: true })).name;
      this.account = account;
      return undefined;
    });
  }

  /** What was found out; undefined until an account was accepted. @param now when that was. */
  result(now: Date): ProbedParts | undefined {
    const { apiKey, apiUrl, account } = this;
    const seen = this.accounts.map(keyAccount);
    return (
      account && {
        apiKey,
        apiUrl,
        accounts: seen.some(({ token }) => token === account.token) ? seen : [...seen, account],
        accountToken: account.token,
        check: { state: 'good', at: now.toISOString(), user: this.userName },
      }
    );
  }

  private client(accountToken?: string): FleetioClient {
    const { apiUrl, apiKey, apiVersion } = this;
    const connection = { apiUrl, apiKey, apiVersion, ...(accountToken !== undefined && { accountToken }) };
    return new FleetioClient(connection, this.services);
  }
}

/** Asks Fleetio something; a failure becomes the words that stand below the input. */
async function asking(
  refused: string,
  question: () => Promise<string | undefined>,
): Promise<string | undefined> {
  try {
    return await question();
  } catch (error) {
    if (!(error instanceof FleetioError)) {
      throw error;
    }
    const { title, advice } = failureWords(error);
    return error.kind === 'unauthorized' ? refused : `${title}. ${advice}`;
  }
}

function keyProblemWords(problem: ApiKeyProblem): string {
  switch (problem) {
    case 'empty':
      return vscode.l10n.t('Paste the API key.');
    case 'looksLikeAccountToken':
      return vscode.l10n.t(
        'This is too short for an API key; it looks like an account token, which comes next.',
      );
    case 'wrongShape':
      return vscode.l10n.t('This is no API key: one has 20 to 64 letters and digits and nothing else.');
  }
}
