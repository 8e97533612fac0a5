import * as vscode from 'vscode';
import type { Rule } from '../../leaks/finding';
import { globFilter } from '../../leaks/globs';
import { type Severity, severityOf } from '../../leaks/severity';
import type { Reached } from '../../leaksWorker/protocol';
import { fileOf, type Leak } from './leak';
import { advice, howFar, type Told } from './sentences';

/** What came of asking whether a leaked key is still taken. */
export interface Life {
  readonly isLive: boolean;
  /** Who was asked: `Fleetio`, or another host that the setting names. */
  readonly by: string;
}

/** What is known of a secret beside its places. */
export interface SecretFacts {
  /** The label of the key in the key ring that is this one. */
  readonly label: string | undefined;
  /** Whether another key has taken its place in the key ring. */
  readonly isReplaced: boolean;
  /** Undefined: nobody asked. */
  readonly life: Life | undefined;
}

type Secret = Pick<Leak, 'rule' | 'redacted' | 'fingerprint'>;

const withEnds = (name: string, { redacted }: Secret): string => vscode.l10n.t('{0} ({1})', name, redacted);

/** Says of a leak what a person has to know; a secret is shown by its ends only. */
export class Words implements vscode.Disposable {
  private readonly changes = new vscode.EventEmitter<void>();
  /** What is said of some leak may be another now. */
  readonly onDidChange = this.changes.event;
  private showsIgnored = true;
  private isExcluded = globFilter([]);

  /** @param factsOf what is known of a secret, by its fingerprint. */
  constructor(private readonly factsOf: (fingerprint: string) => SecretFacts) {
    this.refresh();
  }

  /** Says everything anew, as the settings say by now. */
  refresh(): void {
    const settings = vscode.workspace.getConfiguration('fleetio');
    this.showsIgnored = settings.get<string>('leaks.ignoredFiles', 'hint') === 'hint';
    this.isExcluded = globFilter(settings.get<string[]>('leaks.exclude', []));
    this.changes.fire();
  }

  dispose(): void {
    this.changes.dispose();
  }

  /**
   * Secrets in files that git ignores are where they may lie; some people want to see them. Scans leave out what a
   * setting excludes, but what is known of old versions can be from before.
   */
  isShown({ exposure, version }: Leak): boolean {
    const isExcluded = version !== undefined && this.isExcluded(version.path);
    return !isExcluded && (exposure !== 'ignored' || this.showsIgnored);
  }

  /** The name of the secret, such as `Fleetio API key "Telematics" (a71c…5f41)`. */
  secret(leak: Secret): string {
    return withEnds(this.named(secretName(leak.rule), leak.fingerprint), leak);
  }

  /** The same in a place that speaks of Fleetio already, and is narrow. */
  shortSecret(leak: Secret): string {
    return withEnds(this.nameInView(leak), leak);
  }

  /** The same without the ends of the secret. */
  nameInView({ rule, fingerprint }: Secret): string {
    return this.named(shortName(rule), fingerprint);
  }

  private named(name: string, fingerprint: string): string {
    const { label, isReplaced } = this.factsOf(fingerprint);
    if (label === undefined) {
      return name;
    }
    return isReplaced
      ? vscode.l10n.t('{0} "{1}" that was replaced', name, label)
      : vscode.l10n.t('{0} "{1}"', name, label);
  }

  /** What it is and how far it got in a first line that fits a narrow editor; what to do in the last one. */
  message(leak: Told): string {
    const { t } = vscode.l10n;
    const secret = this.secret(leak);
    const answer = this.factsOf(leak.fingerprint).life;
    const lines =
      answer?.isLive === false
        ? [t('{0} is dead: {1} refuses it.', secret, answer.by), t('Nobody gets in there with it.')]
        : [howFar(secret, leak), this.life(leak), ...advice(leak)];
    return lines.filter((line) => line !== undefined).join('\n');
  }

  /** What Fleetio said of the key when somebody asked. */
  life({ fingerprint }: Pick<Leak, 'fingerprint'>): string | undefined {
    const { life } = this.factsOf(fingerprint);
    if (life === undefined) {
      return undefined;
    }
    return life.isLive
      ? vscode.l10n.t('It is live: {0} takes it.', life.by)
      : vscode.l10n.t('It is dead: {0} refuses it.', life.by);
  }

  /** The same in a word. */
  shortLife({ fingerprint }: Pick<Leak, 'fingerprint'>): string | undefined {
    const { life } = this.factsOf(fingerprint);
    return life && (life.isLive ? vscode.l10n.t('live') : vscode.l10n.t('dead'));
  }

  /** When it came in, and where; which commit it was stands in the message. */
  origin({ uri, commit }: Leak): string | undefined {
    const { t } = vscode.l10n;
    if (commit === undefined) {
      return undefined;
    }
    return fileOf(uri).path.endsWith(`/${commit.path}`)
      ? t('Came in on {0}', day(commit.date))
      : t('Came in on {0}, in {1}', day(commit.date), commit.path);
  }

  severity(leak: Leak): vscode.DiagnosticSeverity {
    return SEVERITIES[severityOf(leak, this.isDead(leak))];
  }

  isDead({ fingerprint }: Pick<Leak, 'fingerprint'>): boolean {
    return this.factsOf(fingerprint).life?.isLive === false;
  }
}

function shortName(rule: Rule): string {
  switch (rule) {
    case 'fleetio-api-key':
      return vscode.l10n.t('API key');
    case 'fleetio-account-token':
      return vscode.l10n.t('Account token');
    case 'fleetio-access-token':
      return vscode.l10n.t('Access token');
  }
}

export function secretName(rule: Rule): string {
  switch (rule) {
    case 'fleetio-api-key':
      return vscode.l10n.t('Fleetio API key');
    case 'fleetio-account-token':
      return vscode.l10n.t('Fleetio account token');
    case 'fleetio-access-token':
      return vscode.l10n.t('Fleetio access token');
  }
}

/** What got furthest comes first; what lies where it may lie comes last. */
export const FURTHEST_FIRST: readonly Reached[] = [
  'pushed',
  'history',
  'committed',
  'staged',
  'modified',
  'untracked',
  'unsaved',
  'outside',
  undefined,
  'ignored',
];

/** How far something got, in a word or two: a heading. */
export function exposureName(exposure: Reached): string {
  const { t } = vscode.l10n;
  switch (exposure) {
    case 'pushed':
      return t('Pushed');
    case 'committed':
      return t('Committed');
    case 'history':
      return t('In older commits');
    case 'staged':
      return t('Staged');
    case 'modified':
      return t('Changed, not staged');
    case 'untracked':
      return t('Not tracked by git');
    case 'unsaved':
      return t('Not saved');
    case 'ignored':
      return t('Ignored by git');
    case 'outside':
      return t('In no git repository');
    case undefined:
      return t('Git was not asked');
  }
}

const day = (date: string): string => date.slice(0, 10);

/** In VS Code's terms. */
const SEVERITIES: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  note: vscode.DiagnosticSeverity.Information,
  none: vscode.DiagnosticSeverity.Hint,
};
