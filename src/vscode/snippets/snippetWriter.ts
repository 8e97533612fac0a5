import * as vscode from 'vscode';
import { DEFAULT_OPTIONS, isVariableName, type SnippetOptions } from '../../snippets/options';
import type { SnippetTarget } from '../../snippets/target';
import { TARGETS } from '../../snippets/targets';

/** What a person chooses about the code; it is remembered for each language. */
export type SnippetChoices = Pick<SnippetOptions, 'pages' | 'retry' | 'shape'>;

/** Where code goes. */
export type Destination = 'document' | 'cursor' | 'clipboard';

const CHOICES = 'fleetio.snippetChoices';
const TARGET = 'fleetio.snippetTarget';
const DESTINATION = 'fleetio.snippetDestination';

const FIRST_CHOICES: SnippetChoices = { pages: 'all', retry: true, shape: 'script' };

/** Languages whose files take the code of another one. */
const SPEAKS: Readonly<Record<string, string>> = {
  javascriptreact: 'javascript',
  typescriptreact: 'typescript',
  vue: 'javascript',
  svelte: 'javascript',
};

/** Writes code the way the person likes it. What they chose last is kept; nothing of it is secret. */
export class SnippetWriter {
  constructor(private readonly memory: vscode.Memento) {}

  /** All targets, those of `languageId` first, and among these the one that was used last. */
  targets(languageId?: string): readonly SnippetTarget[] {
    const last = this.memory.get<string>(TARGET);
    const rank = (target: SnippetTarget): number =>
      (speaks(target, languageId) ? 0 : 2) + (target.id === last ? 0 : 1);
    return TARGETS.toSorted((a, b) => rank(a) - rank(b));
  }

  /** What was chosen last for the language of this target. */
  choices({ languageId }: SnippetTarget): SnippetChoices {
    return { ...FIRST_CHOICES, ...this.allChoices()[languageId] };
  }

  get destination(): Destination {
    return this.memory.get<Destination>(DESTINATION, 'document');
  }

  async remember(target: SnippetTarget, choices: SnippetChoices, destination: Destination): Promise<void> {
    await this.memory.update(CHOICES, { ...this.allChoices(), [target.languageId]: choices });
    await this.memory.update(TARGET, target.id);
    await this.memory.update(DESTINATION, destination);
  }

  private allChoices(): Readonly<Record<string, SnippetChoices>> {
    return this.memory.get(CHOICES, {});
  }
}

/** Whether the code of a target fits into a file of that language. */
export function speaks(target: SnippetTarget, languageId: string | undefined): boolean {
  return languageId !== undefined && target.languageId === (SPEAKS[languageId] ?? languageId);
}

/** The environment variables that the settings name. */
export function variables(): Pick<SnippetOptions, 'keyVariable' | 'accountVariable'> {
  return {
    keyVariable: variable('keyVariable'),
    accountVariable: variable('accountVariable'),
  };
}

/** What no environment can hold, the settings mark as wrong; the default counts then. */
function variable(setting: 'keyVariable' | 'accountVariable'): string {
  const name = vscode.workspace.getConfiguration('fleetio.snippets').get(setting, '');
  return isVariableName(name) ? name : DEFAULT_OPTIONS[setting];
}
