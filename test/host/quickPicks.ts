import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from './extension';

/**
 * Does something that asks step by step, and accepts a row of each list that comes up.
 * @param labels what the rows to accept have in their labels, list by list.
 * @returns the labels of all rows, list by list.
 */
export async function choosing(
  labels: readonly string[],
  action: () => PromiseLike<unknown>,
): Promise<readonly (readonly string[])[]> {
  const { createQuickPick } = vscode.window;
  const boxes: vscode.QuickPick<vscode.QuickPickItem>[] = [];
  // No API tells which list is open.
  const create = (): vscode.QuickPick<vscode.QuickPickItem> => {
    const box = createQuickPick();
    boxes.push(box);
    return box;
  };
  Object.assign(vscode.window, { createQuickPick: create });
  try {
    const done = action();
    for (const [at, label] of labels.entries()) {
      await accept(await eventually(`a list with "${label}"`, () => boxes[at]), label);
    }
    await done;
  } finally {
    Object.assign(vscode.window, { createQuickPick });
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
  }
  return boxes.map(({ items }) => items.map(({ label }) => label));
}

async function accept(box: vscode.QuickPick<vscode.QuickPickItem>, label: string): Promise<void> {
  const item = box.items.find((candidate) => candidate.label.includes(label));
  assert.ok(item, `"${label}" is not among ${box.items.map((row) => row.label).join(', ')}`);
  box.activeItems = [item];
  // A list that is open sends its changes with the next timer.
  await new Promise((resolve) => setTimeout(resolve, 0));
  await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
}
