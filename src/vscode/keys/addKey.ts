import * as vscode from 'vscode';
import { FleetioClient, type Account, type Connection } from '../../fleetio/client';
import { FleetioError } from '../../fleetio/errors';
import { API_VERSIONS, isApiVersion, NEWEST_API_VERSION, type ApiVersion } from '../../fleetio/versions';
import type { ClientServices } from '../../fleetio/services';
import { findAccount } from '../../keys/findAccount';
import { apiKeyProblem, cleanApiKey, readAccountToken, type ApiKeyProblem } from '../../keys/input';
import type { KeyRing } from '../../keys/keyRing';
import type { StoredKey } from '../../keys/storedKey';
import { apiUrl } from '../platform/configuration';
import { failureWords } from '../platform/failures';
import { askPick, askText, type StepEnd } from '../platform/steps';

/** What `fleetio.addApiKey` asks for, or is given by a caller that knows it already. */
export interface NewKeyAnswers {
  label: string;
  apiVersion: ApiVersion;
  apiKey: string;
  /** Empty: the key's only account, or the one that is chosen. */
  accountToken: string;
}

/**
 * Asks for a key step by step, checks it with Fleetio and stores it. What was typed is kept when a step fails.
 * @returns the stored key, or undefined when the person left.
 */
export async function addKeyBySteps(ring: KeyRing, services: ClientServices): Promise<StoredKey | undefined> {
  const wizard = new AddKeyWizard(services);
  return (await wizard.run()) ? wizard.store(ring) : undefined;
}

/** Adds a key whose parts are all known, with the same checks. Throws what the steps would have said. */
export async function addKeyFromAnswers(
  ring: KeyRing,
  services: ClientServices,
  answers: NewKeyAnswers,
): Promise<StoredKey> {
  const wizard = new AddKeyWizard(services, answers);
  const { signal } = new AbortController();
  const problem =
    (await wizard.acceptKey(answers.apiKey, signal)) ??
    (await wizard.acceptAccountToken(answers.accountToken, signal));
  if (problem !== undefined || wizard.account === undefined) {
    throw new Error(problem ?? vscode.l10n.t('This key sees several accounts: give the account token too.'));
  }
  return wizard.store(ring);
}

/** The answers of a caller of `fleetio.addApiKey`; undefined when it gave none. */
export function readAnswers(argument: unknown): NewKeyAnswers | undefined {
  if (typeof argument !== 'object' || argument === null || !('apiKey' in argument)) {
    return undefined;
  }
  const given = argument as Readonly<Partial<Record<keyof NewKeyAnswers, unknown>>>;
  const version = text(given.apiVersion);
  return {
    label: text(given.label),
    apiVersion: isApiVersion(version) ? version : NEWEST_API_VERSION,
    apiKey: text(given.apiKey),
    accountToken: text(given.accountToken),
  };
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const TOTAL_STEPS = 4;

class AddKeyWizard {
  account: Account | undefined;
  private accounts: readonly Account[] = [];
  private readonly url = apiUrl();

  constructor(
    private readonly services: ClientServices,
    private readonly answers: NewKeyAnswers = {
      label: '',
      apiVersion: NEWEST_API_VERSION,
      apiKey: '',
      accountToken: '',
    },
  ) {}

  /** Goes through the steps, back and forth; false when the person left. */
  async run(): Promise<boolean> {
    const steps = [
      () => this.askLabel(),
      () => this.askVersion(),
      () => this.askKey(),
      () => this.askAccountToken(),
      () => this.askAccount(),
    ];
    for (let at = 0; at < steps.length;) {
      const end = await steps[at]?.();
      if (end === 'cancelled') {
        return false;
      }
      at += end === 'back' ? -1 : 1;
    }
    return this.account !== undefined;
  }

  async store(ring: KeyRing): Promise<StoredKey> {
    const { label, apiVersion, apiKey } = this.answers;
    const accounts = this.accounts.map(({ token, name }) => ({ token, name }));
    const accountToken = this.account?.token ?? '';
    return ring.add({ label, apiVersion, apiKey, apiUrl: this.url, accounts, accountToken });
  }

  /** Cleans and checks a key; says in plain words why it will not do. */
  async acceptKey(typed: string, signal: AbortSignal): Promise<string | undefined> {
    this.answers.apiKey = cleanApiKey(typed);
    const problem = apiKeyProblem(this.answers.apiKey);
    if (problem !== undefined) {
      return keyProblemWords(problem);
    }
    const refused = vscode.l10n.t(
      'Fleetio refused this key: it is mistyped, cut off or revoked. Compare it with the list under Manage API Keys in Fleetio.',
    );
    return asking(refused, async () => {
      this.accounts = await this.client().accounts({ signal });
      return this.accounts.length > 0
        ? undefined
        : vscode.l10n.t('Fleetio knows this key, but it sees no account. Check its user in Fleetio.');
    });
  }

  /** Finds the account for what was typed and asks Fleetio whether key and account go together. */
  async acceptAccountToken(typed: string, signal: AbortSignal): Promise<string | undefined> {
    this.answers.accountToken = typed.trim();
    this.account = undefined;
    const token = typed.trim() === '' ? '' : readAccountToken(typed);
    if (token === undefined) {
      return vscode.l10n.t('Give an account token such as abc123, or the address of any page in Fleetio.');
    }
    const found = findAccount(this.accounts, token);
    if (found.answer === 'choose') {
      return undefined;
    }
    if (found.answer !== 'found') {
      return vscode.l10n.t(
        'This key does not see the account {0}. It sees {1}. Leave this empty to choose.',
        token,
        this.accounts.map(({ name, token: seen }) => `${name} (${seen})`).join(', '),
      );
    }
    return this.acceptAccount(found.account, signal);
  }

  private async acceptAccount(account: Account, signal: AbortSignal): Promise<string | undefined> {
    const refused = vscode.l10n.t('Fleetio refused this key for the account {0}.', account.name);
    return asking(refused, async () => {
      await this.client(account.token).me({ signal });
      this.account = account;
      return undefined;
    });
  }

  private askLabel(): Promise<StepEnd> {
    return askText({
      ...this.step(1),
      prompt: vscode.l10n.t('What is this key for? Use the label that it has in Fleetio.'),
      placeholder: vscode.l10n.t('Telematics sync'),
      value: this.answers.label,
      accept: (typed) => {
        this.answers.label = typed.trim();
        return Promise.resolve(
          this.answers.label === '' ? vscode.l10n.t('Give the key a label.') : undefined,
        );
      },
    });
  }

  private askVersion(): Promise<StepEnd> {
    const items = [...API_VERSIONS].reverse().map((version) => ({
      label: version,
      description: version === NEWEST_API_VERSION ? vscode.l10n.t('newest, the default for new keys') : '',
    }));
    return askPick({
      ...this.step(2),
      placeholder: vscode.l10n.t('Which API version is the key locked to?'),
      items,
      active: items.find(({ label }) => label === this.answers.apiVersion),
      accept: ({ label }) => {
        this.answers.apiVersion = label;
      },
    });
  }

  private askKey(): Promise<StepEnd> {
    return askText({
      ...this.step(3),
      prompt: vscode.l10n.t('Paste the API key. It is stored in the secret storage of VS Code only.'),
      value: this.answers.apiKey,
      masked: true,
      accept: (typed, signal) => this.acceptKey(typed, signal),
    });
  }

  private askAccountToken(): Promise<StepEnd> {
    return askText({
      ...this.step(4),
      prompt: vscode.l10n.t(
        'Account token, or the address of any page in Fleetio. Leave empty to use what the key sees: {0}.',
        this.accounts.map(({ name }) => name).join(', '),
      ),
      placeholder: 'abc123',
      value: this.answers.accountToken,
      accept: (typed, signal) => this.acceptAccountToken(typed, signal),
    });
  }

  /** Only where the key sees several accounts and none was named. */
  private async askAccount(): Promise<StepEnd> {
    if (this.account !== undefined) {
      return 'next';
    }
    const items = this.accounts.map((account) => ({
      label: account.name,
      description: account.token,
      account,
    }));
    let problem: string | undefined;
    const end = await askPick({
      ...this.step(4),
      placeholder: vscode.l10n.t('Which account are requests for?'),
      items,
      active: items[0],
      accept: async ({ account }) => {
        problem = await this.acceptAccount(account, new AbortController().signal);
      },
    });
    if (problem === undefined) {
      return end;
    }
    void vscode.window.showErrorMessage(problem);
    return 'back';
  }

  private step(step: number): { title: string; step: number; totalSteps: number } {
    return { title: vscode.l10n.t('Add API Key'), step, totalSteps: TOTAL_STEPS };
  }

  private client(accountToken?: string): FleetioClient {
    const { apiKey, apiVersion } = this.answers;
    const connection: Connection = { apiUrl: this.url, apiKey, apiVersion };
    const complete = accountToken === undefined ? connection : { ...connection, accountToken };
    return new FleetioClient(complete, this.services);
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
