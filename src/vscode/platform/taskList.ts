import * as vscode from 'vscode';
import { foreseenWords } from './failures';

/** Something that a person can have done from a list, as often as needed and in any order. */
export interface Task {
  readonly label: string;
  /** What it does, until there is an outcome to say. */
  readonly detail: string;
  /** A codicon's id. */
  readonly icon: string;
  /** Does it. @returns what came out, in a sentence or two, or `done` when that ends the list. */
  readonly run: (signal: AbortSignal) => Promise<string | typeof DONE>;
}

/** Ends a list of tasks. */
export const DONE = Symbol('done');

type Item = vscode.QuickPickItem & { readonly task: Task };

/**
 * Shows tasks and stays, also while the person is in a browser, until one of them ends it or the person leaves. What
 * came out of a task stands in its row; what fails in a way that is foreseen says so there, too.
 */
export function showTasks(title: string, placeholder: string, tasks: readonly Task[]): Promise<void> {
  const box = vscode.window.createQuickPick<Item>();
  const outcomes = new Map<Task, string>();
  const leave = new AbortController();
  const draw = (): void => {
    const active = box.activeItems[0]?.task ?? tasks[0];
    box.items = tasks.map((task) => ({
      label: `$(${task.icon}) ${task.label}`,
      detail: outcomes.get(task) ?? task.detail,
      alwaysShow: true,
      task,
    }));
    box.activeItems = box.items.filter(({ task }) => task === active);
  };
  box.title = title;
  box.placeholder = placeholder;
  box.ignoreFocusOut = true;
  draw();
  return new Promise<void>((resolve, reject) => {
    const run = async ({ task }: Item): Promise<void> => {
      box.busy = true;
      try {
        const outcome = await task.run(leave.signal);
        if (outcome === DONE) {
          box.hide();
          return;
        }
        outcomes.set(task, outcome);
      } catch (error) {
        const words = foreseenWords(error);
        if (words === undefined) {
          throw error;
        }
        outcomes.set(task, `${words.title}. ${words.advice}`);
      } finally {
        box.busy = false;
      }
      draw();
    };
    box.onDidAccept(() => {
      const [item] = box.selectedItems;
      if (item !== undefined && !box.busy) {
        run(item).catch((error: unknown) => {
          reject(error instanceof Error ? error : new Error(String(error)));
          box.hide();
        });
      }
    });
    box.onDidHide(() => {
      leave.abort();
      box.dispose();
      resolve();
    });
    box.show();
  });
}
