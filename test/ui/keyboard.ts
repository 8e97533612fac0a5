import type { Locator } from 'playwright-core';
import { untilSeen, type WorkbenchPage } from './workbench';

const MOST_STEPS_DOWN = 20;
const fillLimitMs = 2_000;

/** The workbench for who has no pointer. */
export class Keyboard {
  constructor(private readonly workbench: WorkbenchPage) {}

  /** Runs a command from the palette by its full title. */
  async run(title: string): Promise<void> {
    const { workbench } = this;
    const row = this.focused(workbench.quickInputRow(title));
    // A panel that gets the focus back from a box closes the next one that was opened meanwhile.
    await untilSeen(async () => {
      await workbench.press('F1');
      await workbench.quickInputField.fill(`>${title}`, { timeout: fillLimitMs }).catch(() => undefined);
    }, row);
    await workbench.press('Enter');
  }

  /** Sends the box that has this title, with a text in place of what is there if one is given. */
  async send(title: string, text?: string): Promise<void> {
    const { workbench } = this;
    await workbench.quickInputTitle(title).waitFor();
    if (text !== undefined) {
      await workbench.quickInputField.fill(text);
    }
    await workbench.press('Enter');
  }

  /** Goes down to a choice of the box that has this title, and takes it. */
  async choose(title: string, label: string): Promise<void> {
    const { workbench } = this;
    await workbench.quickInputTitle(title).waitFor();
    await this.downTo(this.focused(workbench.quickInputRow(label)));
    await workbench.press('Enter');
  }

  /** The same where there are many choices: types what narrows them first. */
  async find(title: string, label: string): Promise<void> {
    const { workbench } = this;
    await workbench.quickInputTitle(title).waitFor();
    await workbench.quickInputField.fill(label);
    await this.focused(workbench.quickInputRow(label)).waitFor();
    await workbench.press('Enter');
  }

  /** Goes down in the menu that is open and takes an item of it. */
  async chooseFromMenu(item: string): Promise<void> {
    const entry = this.workbench.page.locator('.monaco-menu .action-item', { hasText: item }).first();
    await entry.waitFor();
    await this.downTo(this.focused(entry));
    await this.workbench.press('Enter');
    await entry.waitFor({ state: 'hidden' });
  }

  /** Goes down until a place has the focus. */
  async downTo(place: Locator): Promise<void> {
    for (let step = 0; step < MOST_STEPS_DOWN && (await place.count()) === 0; step++) {
      await this.workbench.press('ArrowDown');
    }
    await place.waitFor();
  }

  focused(place: Locator): Locator {
    return place.and(this.workbench.page.locator('.focused'));
  }
}
