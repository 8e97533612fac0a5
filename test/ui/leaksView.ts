import type { Locator } from 'playwright-core';
import type { Session } from './session';

/** Gives the view all of the side bar. */
export async function onlyLeaks({ workbench }: Session): Promise<void> {
  for (const name of ['API Keys', 'Vehicles']) {
    const head = workbench.page.locator('.sidebar .pane-header.expanded', { hasText: name });
    if ((await head.count()) > 0) {
      await head.first().click();
    }
  }
}

/** What the view says above its rows. */
export function message({ workbench }: Session, text: string): Locator {
  return workbench.page.locator('.sidebar .message', { hasText: text });
}
