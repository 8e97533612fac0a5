import * as vscode from 'vscode';
import type { ClientServices } from '../../fleetio/services';
import { API_VERSIONS, isApiVersion, NEWEST_API_VERSION, type ApiVersion } from '../../fleetio/versions';
import type { KeyRing } from '../../keys/keyRing';
import type { StoredKey } from '../../keys/storedKey';
import { apiUrl } from '../platform/configuration';
import { notify } from '../platform/notify';
import { askPick, askText, runSteps, type StepEnd } from '../platform/steps';
import { KeyProbe } from './keyProbe';

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
 * @param known what stands in the boxes at first.
 * @param title of the boxes.
 * @returns the stored key, or undefined when the person left.
 */
export async function addKeyBySteps(
  ring: KeyRing,
  services: ClientServices,
  known: Partial<NewKeyAnswers> = {},
  title = addTitle(),
): Promise<StoredKey | undefined> {
  const wizard = new AddKeyWizard(services, known, title);
  return (await wizard.run()) ? wizard.store(ring) : undefined;
}

/** Adds a key whose parts are all known, with the same checks. Throws what the steps would have said. */
export async function addKeyFromAnswers(
  ring: KeyRing,
  services: ClientServices,
  answers: NewKeyAnswers,
): Promise<StoredKey | undefined> {
  const wizard = new AddKeyWizard(services, answers, addTitle());
  const { signal } = new AbortController();
  const problem =
    (await wizard.probe.tryKey(answers.apiKey, signal)) ??
    (await wizard.probe.tryAccountToken(answers.accountToken, signal)) ??
    (wizard.probe.account === undefined
      ? vscode.l10n.t('This key sees several accounts: give the account token too.')
      : undefined);
  if (problem !== undefined) {
    throw new Error(problem);
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

/** The versions to choose from, the newest first. */
export function versionItems(): readonly (vscode.QuickPickItem & { readonly label: ApiVersion })[] {
  return [...API_VERSIONS].reverse().map((version) => ({
    label: version,
    description: version === NEWEST_API_VERSION ? vscode.l10n.t('newest, the default for new keys') : '',
  }));
}

const TOTAL_STEPS = 4;

const addTitle = (): string => vscode.l10n.t('Add API Key');

class AddKeyWizard {
  readonly probe: KeyProbe;
  private readonly answers: NewKeyAnswers;
  private readonly isKeyGiven: boolean;

  constructor(
    services: ClientServices,
    known: Partial<NewKeyAnswers>,
    private readonly title: string,
  ) {
    this.isKeyGiven = known.apiKey !== undefined;
    this.answers = { label: '', apiVersion: NEWEST_API_VERSION, apiKey: '', accountToken: '', ...known };
    this.probe = new KeyProbe(services, apiUrl(), this.answers.apiVersion);
  }

  /** Goes through the steps, back and forth; false when the person left. */
  async run(): Promise<boolean> {
    const atEnd = await runSteps([
      () => this.askLabel(),
      () => this.askVersion(),
      () => this.askKey(),
      () => this.askAccountToken(),
      () => this.askAccount(),
    ]);
    return atEnd && this.probe.account !== undefined;
  }

  async store(ring: KeyRing): Promise<StoredKey | undefined> {
    const { label, apiVersion } = this.answers;
    const found = this.probe.result(new Date());
    return found && ring.add({ label, apiVersion, ...found });
  }

  private askLabel(): Promise<StepEnd> {
    return askText({
      ...this.step(1),
      prompt: vscode.l10n.t('What is this key for? Use the label that it has in Fleetio.'),
      placeholder: vscode.l10n.t('Telematics sync'),
      value: this.answers.label,
      accept: (typed) => {
        this.answers.label = typed.trim();
        return Promise.resolve(labelProblem(typed));
      },
    });
  }

  private askVersion(): Promise<StepEnd> {
    const items = versionItems();
    return askPick({
      ...this.step(2),
      placeholder: vscode.l10n.t('Which API version is the key locked to?'),
      items,
      active: items.find(({ label }) => label === this.answers.apiVersion),
      accept: ({ label }) => {
        this.answers.apiVersion = label;
        this.probe.apiVersion = label;
      },
    });
  }

  private askKey(): Promise<StepEnd> {
    return askText({
      ...this.step(3),
      prompt: this.isKeyGiven
        ? vscode.l10n.t(
            'The key that was found. Fleetio is asked whether it takes it; then it is stored in the secret storage of VS Code only.',
          )
        : vscode.l10n.t('Paste the API key. It is stored in the secret storage of VS Code only.'),
      value: this.answers.apiKey,
      masked: true,
      accept: async (typed, signal) => {
        const problem = await this.probe.tryKey(typed, signal);
        this.answers.apiKey = this.probe.apiKey;
        return problem;
      },
    });
  }

  private askAccountToken(): Promise<StepEnd> {
    return askText({
      ...this.step(4),
      prompt: vscode.l10n.t(
        'Account token, or the address of any page in Fleetio. Leave empty to use what the key sees: {0}.',
        this.probe.accounts.map(({ name }) => name).join(', '),
      ),
      placeholder: 'abc123',
      value: this.answers.accountToken,
      accept: (typed, signal) => {
        this.answers.accountToken = typed.trim();
        return this.probe.tryAccountToken(typed, signal);
      },
    });
  }

  /** Only where the key sees several accounts and none was named. */
  private async askAccount(): Promise<StepEnd> {
    return this.probe.account === undefined ? askAccount(this.probe, this.step(TOTAL_STEPS)) : 'next';
  }

  private step(step: number): { title: string; step: number; totalSteps: number } {
    return { title: this.title, step, totalSteps: TOTAL_STEPS };
  }
}

/** What is wrong with a label, in plain words. */
export function labelProblem(typed: string): string | undefined {
  return typed.trim() === '' ? vscode.l10n.t('Give the key a label.') : undefined;
}

/** Asks which of the accounts that a key sees is meant, and whether Fleetio takes the key for it. */
export async function askAccount(
  probe: KeyProbe,
  step: { title: string; step?: number; totalSteps?: number },
): Promise<StepEnd> {
  const items = probe.accounts.map((account) => ({
    label: account.name,
    description: account.token,
    account,
  }));
  let problem: string | undefined;
  const end = await askPick({
    ...step,
    placeholder: vscode.l10n.t('Which account are requests for?'),
    items,
    active: items[0],
    accept: async ({ account }) => {
      problem = await probe.tryAccount(account, new AbortController().signal);
    },
  });
  if (problem === undefined) {
    return end;
  }
  void notify('error', problem, {
    title: vscode.l10n.t('Manage API Keys'),
    command: 'fleetio.manageApiKeys',
  });
  return 'back';
}
