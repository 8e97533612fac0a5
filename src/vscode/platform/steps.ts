import * as vscode from 'vscode';

/** How a step of a multi-step input ended. */
export type StepEnd = 'next' | 'back' | 'cancelled';

interface Step {
  readonly title: string;
  /** Counts from 1; missing where there is one step only. */
  readonly step?: number;
  readonly totalSteps?: number;
}

/** Goes through steps, back and forth. False when the person left. */
export async function runSteps(steps: readonly (() => Promise<StepEnd>)[]): Promise<boolean> {
  for (let at = 0; at < steps.length;) {
    const end = await steps[at]?.();
    if (end === 'cancelled') {
      return false;
    }
    // There is no way back from the first step.
    at = Math.max(0, at + (end === 'back' ? -1 : 1));
  }
  return true;
}

export interface TextStep extends Step {
  readonly prompt: string;
  readonly placeholder?: string;
  readonly value: string;
  readonly masked?: boolean;
  /** Takes what was typed, or says in plain words why it cannot; may take its time. */
  readonly accept: (text: string, signal: AbortSignal) => Promise<string | undefined>;
}

/** Asks for a line of text; stays, with everything that was typed, until it is accepted or the person leaves. */
export function askText(options: TextStep): Promise<StepEnd> {
  const box = vscode.window.createInputBox();
  box.value = options.value;
  box.prompt = options.prompt;
  box.placeholder = options.placeholder ?? '';
  box.password = options.masked ?? false;
  const leave = new AbortController();
  box.onDidChangeValue(() => {
    box.validationMessage = '';
  });
  return show(box, options, leave, async (end) => {
    if (box.busy) {
      return;
    }
    box.busy = true;
    try {
      const problem = await options.accept(box.value, leave.signal);
      if (problem === undefined) {
        end('next');
      } else {
        box.validationMessage = problem;
      }
    } finally {
      box.busy = false;
    }
  });
}

export interface PickStep<Item extends vscode.QuickPickItem> extends Step {
  readonly placeholder: string;
  readonly items: readonly Item[];
  readonly active: Item | undefined;
  readonly accept: (item: Item) => Promise<void> | void;
}

/** Asks for one of a few things. */
export function askPick<Item extends vscode.QuickPickItem>(options: PickStep<Item>): Promise<StepEnd> {
  const box = vscode.window.createQuickPick<Item>();
  box.items = options.items;
  // An empty list would take the keyboard off the first row.
  if (options.active !== undefined) {
    box.activeItems = [options.active];
  }
  box.placeholder = options.placeholder;
  box.matchOnDescription = true;
  return show(box, options, new AbortController(), async (end) => {
    const [item] = box.selectedItems;
    if (item !== undefined) {
      box.busy = true;
      await options.accept(item);
      end('next');
    }
  });
}

/** Shows an input until it ends. It stays when the person looks elsewhere: a key is usually fetched from a browser. */
function show(
  box: vscode.InputBox | vscode.QuickPick<vscode.QuickPickItem>,
  { title, step = 1, totalSteps }: Step,
  leave: AbortController,
  onAccept: (end: (how: StepEnd) => void) => Promise<void>,
): Promise<StepEnd> {
  return new Promise<StepEnd>((resolve, reject) => {
    const end = (how: StepEnd): void => {
      resolve(how);
      box.dispose();
    };
    box.title = title;
    if (totalSteps !== undefined) {
      box.step = step;
      box.totalSteps = totalSteps;
    }
    box.ignoreFocusOut = true;
    box.buttons = step > 1 ? [vscode.QuickInputButtons.Back] : [];
    box.onDidTriggerButton(() => {
      leave.abort();
      end('back');
    });
    box.onDidHide(() => {
      leave.abort();
      end('cancelled');
    });
    box.onDidAccept(() => {
      onAccept(end).catch((error: unknown) => {
        reject(error instanceof Error ? error : new Error(String(error)));
        box.dispose();
      });
    });
    box.show();
  });
}
