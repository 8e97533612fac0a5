import * as vscode from 'vscode';

/** What a person can do about a message, by a command of VS Code or of this extension. */
export interface NextStep {
  readonly title: string;
  readonly command: string;
  readonly args?: readonly unknown[];
}

const SHOW = {
  info: (text: string, button: string) => vscode.window.showInformationMessage(text, button),
  warning: (text: string, button: string) => vscode.window.showWarningMessage(text, button),
  error: (text: string, button: string) => vscode.window.showErrorMessage(text, button),
};

/**
 * Tells something below, with the next step on a button; done when the person took it or closed the message. VS Code cuts
 * a message without a button to one line.
 */
export async function notify(kind: keyof typeof SHOW, text: string, next: NextStep): Promise<void> {
  if ((await SHOW[kind](text, next.title)) === next.title) {
    await vscode.commands.executeCommand(next.command, ...(next.args ?? []));
  }
}

export function toAddKey(): NextStep {
  return { title: vscode.l10n.t('Add API Key'), command: 'fleetio.addApiKey' };
}

export function toGenerateSnippet(): NextStep {
  return { title: vscode.l10n.t('Generate Snippet'), command: 'fleetio.generateSnippet' };
}

export function toManageTrust(): NextStep {
  return { title: vscode.l10n.t('Manage Workspace Trust'), command: 'workbench.trust.manage' };
}

/** Says that git takes a file along all the same, wherever it was to be ignored. */
export function tellNotIgnored(name: string): Promise<void> {
  const { t } = vscode.l10n;
  const text = t(
    'Git still does not ignore {0}: another pattern in a .gitignore brings it back. The file was left as it is.',
    name,
  );
  const args = ['.gitignore'];
  return notify('warning', text, {
    title: t('Find .gitignore'),
    command: 'workbench.action.quickOpen',
    args,
  });
}
