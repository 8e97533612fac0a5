import type { WorkbenchPage } from '../workbench';

/** What the steps of adding a key are answered with. */
export interface KeyAnswers {
  readonly label: string;
  readonly apiVersion?: string;
  /** Typed in; without it, what stands in the box already is taken. */
  readonly apiKey?: string;
}

/** Goes through the steps of adding a key up to the key itself. */
export async function answerUpToKey(
  workbench: WorkbenchPage,
  answers: KeyAnswers,
  title = 'Add API Key',
): Promise<void> {
  const { label, apiVersion = '2025-05-05', apiKey } = answers;
  await workbench.answer(`${title} (1/4)`, label);
  await workbench.choose(`${title} (2/4)`, apiVersion);
  if (apiKey === undefined) {
    await takeAsItIs(workbench, `${title} (3/4)`);
  } else {
    await workbench.answer(`${title} (3/4)`, apiKey);
  }
}

/** Goes through all the steps, with the account that is offered or the only one. */
export async function answerAll(
  workbench: WorkbenchPage,
  answers: KeyAnswers,
  title = 'Add API Key',
): Promise<void> {
  await answerUpToKey(workbench, answers, title);
  await takeAsItIs(workbench, `${title} (4/4)`);
}

/** Sends the box that has this title with what stands in it. */
export async function takeAsItIs(workbench: WorkbenchPage, title: string): Promise<void> {
  await workbench.quickInputTitle(title).waitFor();
  await workbench.press('Enter');
}
