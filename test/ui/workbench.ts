import path from 'node:path';
import type { Frame, Locator, Page } from 'playwright-core';
import { projectRoot } from '../vscode/paths';

const startLimitMs = 60_000;
/** How long an act may take to show; after that it is done again, as the page may not have been listening. */
const attemptLimitMs = 2500;
const attempts = 3;

const screenshotFolder = path.join(projectRoot, 'test', 'ui', 'screenshots');

/** VS Code's workbench as a person sees it: what it shows, and what one does with it. Every wait is for something seen. */
export class WorkbenchPage {
  readonly page: Page;
  /** The box at the top that asks for commands, files, texts and choices. */
  readonly quickInput: Locator;
  readonly quickInputField: Locator;
  /** What the box says below its field, such as why it does not take a text. */
  readonly quickInputMessage: Locator;
  /** The rows of the tree views in the side bar that are scrolled into sight. */
  readonly rows: Locator;
  readonly editor: Locator;

  constructor(page: Page) {
    this.page = page;
    this.quickInput = page.locator('.quick-input-widget:visible');
    this.quickInputField = this.quickInput.locator('.quick-input-box input');
    this.quickInputMessage = this.quickInput.locator('.quick-input-message');
    this.rows = page.locator('.sidebar .pane-body .monaco-list-row');
    this.editor = page.locator('.editor-instance .monaco-editor').first();
  }

  async open(address: string): Promise<void> {
    await this.page.goto(address);
    await this.started();
  }

  async reload(): Promise<void> {
    await this.page.reload();
    await this.started();
  }

  /** Reloads as a person does, so that VS Code writes down first which editors are open; a page's own reload may come too soon. */
  async reloadWindow(): Promise<void> {
    const loaded = this.page.waitForEvent('load');
    await this.runCommand('Developer: Reload Window');
    await loaded;
    await this.started();
  }

  /** Runs a command from the palette by its full title, such as `Fleetio: Add API Key…`. */
  async runCommand(title: string): Promise<void> {
    await this.openQuickInput('F1');
    await this.quickInputField.fill(`>${title}`);
    await this.pick(title);
  }

  /** The row of a choice in the box at the top, by its label. */
  quickInputRow(label: string): Locator {
    const rows = this.quickInput.locator('.quick-input-list .monaco-list-row');
    return rows.filter({ has: this.page.locator('.label-name', { hasText: label }) }).first();
  }

  /** Chooses a row of the box that has this title. */
  async choose(title: string, label: string): Promise<void> {
    await this.quickInputTitle(title).waitFor();
    await this.pick(label);
  }

  /** Takes a row of the box that is open. */
  async pick(label: string): Promise<void> {
    // What the pointer rested on until now may tell of itself in a hover over the row.
    await this.page.mouse.move(0, 0);
    await this.quickInputRow(label).click();
  }

  /** Types a text into the box that has this title, in place of what is there, and sends it. */
  async answer(title: string, text: string): Promise<void> {
    await this.quickInputTitle(title).waitFor();
    await this.quickInputField.fill(text);
    await this.page.keyboard.press('Enter');
  }

  /** A box is told from the one before by its title. */
  quickInputTitle(title: string): Locator {
    return this.quickInput.locator('.quick-input-title', { hasText: title });
  }

  /** The notification that has this text in it. */
  notification(text: string): Locator {
    const shown = this.page.locator('.notifications-toasts .notification-list-item');
    return shown.filter({ hasText: text }).first();
  }

  async pressNotificationButton(text: string, button: string): Promise<void> {
    const notification = this.notification(text);
    await notification.hover();
    await notification.locator('.monaco-button', { hasText: button }).click();
  }

  /** Presses a button of the dialog that is on top of everything; returns what the dialog said. */
  async pressDialogButton(button: string): Promise<string> {
    const dialog = this.page.locator('.monaco-dialog-box');
    await dialog.waitFor();
    const texts = await dialog.locator('.dialog-message-text, .dialog-message-detail').allInnerTexts();
    await dialog.locator('.monaco-button', { hasText: button }).click();
    return texts.join('\n');
  }

  activityBarIcon(name: string): Locator {
    return this.page.locator(`.activitybar .action-item a[aria-label^="${name}"]`);
  }

  /** Shows the views behind an icon of the activity bar, unless they are there already. */
  async showViews(name: string): Promise<void> {
    const shown = this.page.locator(`.activitybar .action-item.checked a[aria-label^="${name}"]`);
    if ((await shown.count()) === 0) {
      // A click hides views that came back by themselves just before it, as after a reload; another shows them.
      // The badge on the icon takes the click as the icon would.
      await untilSeen(() => this.activityBarIcon(name).click({ force: true }), shown);
    }
  }

  /** Folds a view of the side bar away, so that the others have its room. */
  async foldView(name: string): Promise<void> {
    const header = this.page.locator('.sidebar .pane-header', { hasText: name });
    await header.click();
    await header.and(this.page.locator('[aria-expanded="false"]')).waitFor();
  }

  /** The row of a tree view whose label is exactly this text, or fits the expression. */
  row(label: string | RegExp): Locator {
    const name = this.page.locator('.label-name', {
      hasText: typeof label === 'string' ? exactly(label) : label,
    });
    return this.rows.filter({ has: name }).first();
  }

  /** The row that says this anywhere. */
  rowSaying(text: string): Locator {
    return this.rows.filter({ hasText: text }).first();
  }

  /** The row that the keyboard is on. */
  focusedRow(): Locator {
    return this.page.locator('.sidebar .monaco-list:focus-within .monaco-list-row.focused');
  }

  /** Opens a row that has rows below it. */
  async expand(label: string | RegExp): Promise<void> {
    const row = this.row(label);
    if ((await row.getAttribute('aria-expanded')) === 'false') {
      await row.locator('.monaco-tl-twistie').click();
    }
    await row.and(this.page.locator('[aria-expanded="true"]')).waitFor();
  }

  /** Chooses an item of the menu that a right click on a row opens. */
  async chooseFromRowMenu(label: string | RegExp, item: string): Promise<void> {
    await this.chooseFromMenuOf(this.row(label), item);
  }

  async chooseFromMenuOf(row: Locator, item: string): Promise<void> {
    await row.click({ button: 'right' });
    const entry = this.page.locator('.monaco-menu .action-item').filter({ hasText: item }).first();
    await entry.hover();
    // A menu that has just opened takes no click yet, but keys once the item is focused.
    await entry.and(this.page.locator('.focused')).waitFor();
    await this.page.keyboard.press('Enter');
    await entry.waitFor({ state: 'hidden' });
  }

  /** Drags a row into the editor in front, as VS Code wants it: with Shift held, so that it is dropped into the text. */
  async dragIntoEditor(label: string | RegExp, line: Locator): Promise<void> {
    const { mouse, keyboard } = this.page;
    await this.row(label).hover();
    await mouse.down();
    // A drag begins with a move, and its target hears of it with another.
    await line.hover({ force: true });
    await keyboard.down('Shift');
    await line.hover({ force: true, position: { x: 2, y: 4 } });
    await mouse.up();
    await keyboard.up('Shift');
  }

  /** Presses the small button that a row shows when the pointer is on it. */
  async pressRowButton(label: string | RegExp, button: string): Promise<void> {
    await this.pressButtonOf(this.row(label), button);
  }

  async pressButtonOf(row: Locator, button: string): Promise<void> {
    await row.hover();
    await row.locator(`.action-label[aria-label="${button}"]`).click();
  }

  /** Lets the pointer rest on a row; returns the hover that comes up, when it has this text. */
  async hoverRow(label: string | RegExp, text: string): Promise<Locator> {
    const hover = this.page.locator('.monaco-hover:visible', { hasText: text });
    // The pointer comes anew each time, as a row that is drawn again under a resting one shows nothing.
    await untilSeen(async () => {
      await this.page.mouse.move(0, 0);
      await this.row(label).hover();
    }, hover);
    return hover;
  }

  /** Lets the pointer rest on the first problem of that severity in the document in front; returns the hover, when it has this text. */
  async hoverProblem(text: string, severity: 'error' | 'warning' = 'error'): Promise<Locator> {
    const hover = this.page.locator('.monaco-hover:visible', { hasText: text }).first();
    const line = this.page.locator(`.squiggly-${severity}`).first();
    await untilSeen(async () => {
      const box = await line.boundingBox();
      await this.page.mouse.move(0, 0);
      // The wavy line itself takes no pointer; the text above it does.
      await this.page.mouse.move((box?.x ?? 0) + 40, (box?.y ?? 0) + 6, { steps: 4 });
    }, hover);
    return hover;
  }

  /** Goes to the next problem; returns the lines that tell of it, and whether each is in sight up to its end. */
  async nextProblem(): Promise<readonly ToldLine[]> {
    await this.pressUntilSeen('F8', this.page.locator('.marker-widget .message > div').first());
    return this.page.evaluate<readonly ToldLine[]>(TOLD_LINES);
  }

  /** Does something that copies a text, and returns that text once it is in the clipboard. */
  async copiedBy(copy: () => Promise<void>): Promise<string> {
    await this.page.evaluate(`navigator.clipboard.writeText('')`);
    await copy();
    // Not by waitForFunction: to it, a promise of false is true.
    return this.page.evaluate<string>(`(async () => {
      for (;;) {
        const text = await navigator.clipboard.readText();
        if (text !== '') return text;
        await new Promise(requestAnimationFrame);
      }
    })()`);
  }

  statusBarItem(text: string): Locator {
    return this.page.locator('.statusbar-item', { hasText: text });
  }

  /** Opens a file of the workspace by its name. */
  async openFile(name: string): Promise<void> {
    // The box does not hear of a file that is made while it is open.
    await untilSeen(async () => {
      await this.press('Escape');
      await this.openQuickInput('Control+P');
      await this.quickInputField.fill(name);
    }, this.quickInputRow(name));
    await this.pick(name);
    await this.tab(name).waitFor();
    await this.editor.locator('.view-lines').waitFor();
  }

  /** The tab of the document that is in front. */
  tab(name: string): Locator {
    return this.page.locator(`.tab.active[data-resource-name="${name}"]`);
  }

  /** The lines of the document in front that are in sight. */
  async editorText(): Promise<string> {
    const lines = await this.editor.locator('.view-lines').innerText();
    // The editor draws blanks as no-break spaces.
    return lines.replaceAll('\u00a0', ' ');
  }

  /** Puts the cursor at a place; lines and columns count from 1. */
  async goTo(line: number, column: number): Promise<void> {
    await this.openQuickInput('Control+G');
    await this.quickInputField.fill(`:${line}:${column}`);
    await this.page.keyboard.press('Enter');
    await this.statusBarItem(`Ln ${line}, Col ${column}`).waitFor();
    // The cursor may have stood there before, so that says nothing of who takes the next key.
    await this.page.locator('.editor-instance .monaco-editor.focused').waitFor();
  }

  /** Applies the quick fix that has this title at the cursor. */
  async quickFix(title: string): Promise<void> {
    const fix = this.page
      .locator('.action-widget .monaco-list-row.action')
      .filter({ hasText: title })
      .first();
    await this.pressUntilSeen('Control+.', fix);
    await fix.hover();
    await this.page.keyboard.press('Enter');
    await fix.waitFor({ state: 'hidden' });
  }

  /** Opens the Problems panel; the rows are files, and below each its problems. */
  async showProblems(): Promise<Locator> {
    const problems = this.page.locator('.markers-panel .monaco-list-row');
    if ((await problems.count()) === 0) {
      await this.runCommand('Problems: Focus on Problems View');
      await this.page.locator('.markers-panel').first().waitFor();
    }
    return problems;
  }

  /** The page that the webview in front shows, once there is something of this kind in it. */
  async webview(content: string): Promise<Frame> {
    const outer = this.page.locator('iframe.webview.ready');
    const inner = outer.contentFrame().locator('#active-frame');
    await inner.contentFrame().locator(content).first().waitFor();
    const frame = await (await inner.elementHandle()).contentFrame();
    if (!frame) {
      throw new Error('The webview has no page.');
    }
    return frame;
  }

  /** Draws the workbench in another theme. */
  async useTheme(name: string): Promise<void> {
    await this.runCommand('Preferences: Color Theme');
    await this.page.locator('.quick-input-box input[placeholder^="Select Color Theme"]').fill(name);
    await this.pick(name);
    await this.quickInput.waitFor({ state: 'hidden' });
  }

  async press(keys: string): Promise<void> {
    await this.page.keyboard.press(keys);
  }

  /** Keeps what is on screen as a file of this name, for people to look at. */
  async screenshot(name: string): Promise<void> {
    await this.page.screenshot({
      path: path.join(screenshotFolder, `${name.replaceAll(/[^\w-]+/g, '-')}.png`),
    });
  }

  /** The same in the dark and the light theme, where the workbench follows the system's (`window.autoDetectColorScheme`). */
  async screenshotInBothThemes(name: string): Promise<void> {
    for (const [colorScheme, workbench] of [
      ['dark', '.monaco-workbench.vs-dark'],
      ['light', '.monaco-workbench.vs'],
    ] as const) {
      await this.page.emulateMedia({ colorScheme });
      await this.page.locator(workbench).waitFor();
      await this.screenshot(`${name} ${colorScheme}`);
    }
  }

  private async started(): Promise<void> {
    await this.statusBarItem('').first().waitFor({ timeout: startLimitMs });
  }

  private async openQuickInput(keys: string): Promise<void> {
    await this.pressUntilSeen(keys, this.quickInputField);
  }

  private async pressUntilSeen(keys: string, expected: Locator): Promise<void> {
    await untilSeen(() => this.page.keyboard.press(keys), expected);
  }
}

/** Does something that should show something, and again when it does not. */
export async function untilSeen(act: () => Promise<void>, expected: Locator): Promise<void> {
  await act();
  for (let attempt = 1; attempt < attempts; attempt += 1) {
    const seen = await expected.waitFor({ timeout: attemptLimitMs }).then(
      () => true,
      () => false,
    );
    if (seen) {
      return;
    }
    // What was only slow may show meanwhile, and leave nothing to act on.
    await Promise.any([act(), expected.waitFor()]);
  }
  await expected.waitFor();
}

interface ToldLine {
  readonly text: string;
  readonly isInSight: boolean;
}

/** Code for the page. What stands behind the text of a line, such as who tells it, may be cut off. */
const TOLD_LINES = `(() => {
  const { right } = document.querySelector('.marker-widget').getBoundingClientRect();
  return [...document.querySelectorAll('.marker-widget .message > div')].map(({ firstChild }) => {
    const range = document.createRange();
    range.selectNodeContents(firstChild);
    return { text: firstChild.textContent, isInSight: range.getBoundingClientRect().right < right };
  });
})()`;

function exactly(text: string): RegExp {
  return new RegExp(`^${text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')}$`);
}
