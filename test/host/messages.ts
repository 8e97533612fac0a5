import * as vscode from 'vscode';

/** A message that the extension showed. */
export interface ShownMessage {
  readonly text: string;
  readonly isModal: boolean;
  /** What stands below the text of a dialog. */
  readonly detail: string | undefined;
  readonly buttons: readonly string[];
}

/**
 * The messages that come up while something is done, each answered with a button. VS Code refuses dialogs in extension
 * tests and tells nobody which notifications it shows, so they are caught on their way to it.
 * @param button what the person presses; undefined when they close the message.
 */
export async function shownMessages(
  button: string | undefined,
  action: () => PromiseLike<unknown>,
): Promise<readonly ShownMessage[]> {
  const shown: ShownMessage[] = [];
  const show = (text: string, ...rest: readonly unknown[]): Promise<unknown> => {
    const [first] = rest;
    const options: vscode.MessageOptions = isOptions(first) ? first : {};
    const buttons = rest.filter((item): item is string => typeof item === 'string');
    shown.push({ text, isModal: options.modal ?? false, detail: options.detail, buttons });
    return Promise.resolve(buttons.find((offered) => offered === button));
  };
  const { showInformationMessage, showWarningMessage } = vscode.window;
  Object.assign(vscode.window, { showInformationMessage: show, showWarningMessage: show });
  try {
    await action();
  } finally {
    Object.assign(vscode.window, { showInformationMessage, showWarningMessage });
  }
  return shown;
}

function isOptions(part: unknown): part is vscode.MessageOptions {
  return typeof part === 'object' && part !== null;
}
