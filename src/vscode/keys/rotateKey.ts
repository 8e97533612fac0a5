import * as vscode from 'vscode';
import type { ClientServices } from '../../fleetio/services';
import type { KeyRing } from '../../keys/keyRing';
import type { StoredKey } from '../../keys/storedKey';
import { askPick, askText, runSteps, type StepEnd } from '../platform/steps';
import { KeyProbe } from './keyProbe';
import { openManagePage } from './managePage';
import { settleOldKeys } from './oldKeys';

/**
 * Leads from a key to a new one in its place: make it at Fleetio, paste it, check that it sees what the old one saw,
 * swap, and see to it that the old one is dead. Label, account and the folders that use it stay.
 */
export async function rotateKey(ring: KeyRing, services: ClientServices, key: StoredKey): Promise<void> {
  const rotation = new Rotation(ring, services, key);
  if (await rotation.run()) {
    await settleOldKeys(ring, services, rotation.rotated);
  }
}

const TOTAL_STEPS = 3;

class Rotation {
  private readonly probe: KeyProbe;
  private typed = '';
  /** As it is stored once the new key is in its place. */
  rotated: StoredKey;

  constructor(
    private readonly ring: KeyRing,
    services: ClientServices,
    private readonly old: StoredKey,
  ) {
    this.probe = new KeyProbe(services, old.apiUrl, old.apiVersion);
    this.rotated = old;
  }

  /** False when the person left. */
  run(): Promise<boolean> {
    return runSteps([() => this.askForNewKey(), () => this.askKey()]);
  }

  /** The new key takes the old one's place; the old one is kept until Fleetio refuses it. */
  private async swap(): Promise<StoredKey> {
    const now = new Date();
    const { id, apiKey: oldKey, retired = [] } = this.old;
    const found = this.probe.result(now);
    if (found === undefined) {
      throw new Error('The new key was not checked.');
    }
    const { apiKey, accounts, check } = found;
    return this.ring.edit(id, {
      apiKey,
      accounts,
      check,
      addedAt: now.toISOString(),
      retired: [...retired, { apiKey: oldKey, retiredAt: now.toISOString() }],
    });
  }

  private askForNewKey(): Promise<StepEnd> {
    const { t } = vscode.l10n;
    const { apiVersion } = this.old;
    const open = {
      label: t('$(link-external) Open Manage API Keys in Fleetio'),
      detail: t('Choose the API version {0} there, as now: new keys get the newest otherwise.', apiVersion),
    };
    const have = {
      label: t('$(key) I have the new key'),
      detail: t('It has to be locked to the API version {0}, as the old one.', apiVersion),
    };
    return askPick({
      ...this.step(1),
      placeholder: t('First, make a new key. Do not revoke the old one yet.'),
      items: [open, have],
      active: open,
      accept: async (item) => {
        if (item === open) {
          await openManagePage();
        }
      },
    });
  }

  private askKey(): Promise<StepEnd> {
    return askText({
      ...this.step(2),
      prompt: vscode.l10n.t(
        'Paste the new API key. It takes the place of the old one once Fleetio accepts it for the same accounts.',
      ),
      value: this.typed,
      masked: true,
      accept: async (typed, signal) => {
        this.typed = typed;
        const problem = (await this.probe.tryKey(typed, signal)) ?? (await this.differenceProblem(signal));
        if (problem === undefined) {
          // While this box is shown. When it goes the rows have the focus, and would keep it while they are drawn anew.
          this.rotated = await this.swap();
        }
        return problem;
      },
    });
  }

  /** Why a key that Fleetio accepts cannot take the old one's place. */
  private async differenceProblem(signal: AbortSignal): Promise<string | undefined> {
    if (this.probe.apiKey === this.old.apiKey) {
      return vscode.l10n.t('This is the old key. Paste the new one.');
    }
    const seen = new Set(this.probe.accounts.map(({ token }) => token));
    const missing = this.old.accounts.filter(({ token }) => !seen.has(token));
    if (missing.length > 0) {
      return vscode.l10n.t(
        'This key does not see {0}, which the old one sees. Make it as the same user, or give its user access.',
        missing.map(({ name }) => name).join(', '),
      );
    }
    return this.probe.tryAccountToken(this.old.accountToken, signal);
  }

  private step(step: number): { title: string; step: number; totalSteps: number } {
    return { title: vscode.l10n.t('Rotate "{0}"', this.old.label), step, totalSteps: TOTAL_STEPS };
  }
}
