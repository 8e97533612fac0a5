import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';

/** All the ways to write a secret that are looked for. */
function formsOf(secret: string): readonly string[] {
  // What shares a group of four with its neighbours differs from text to text, so only the inner groups are sought.
  const inBase64 = [0, 1, 2].map((shift) => {
    const bytes = Buffer.concat([Buffer.alloc(shift), Buffer.from(secret)]);
    return bytes.subarray(shift === 0 ? 0 : 3, bytes.length - (bytes.length % 3)).toString('base64');
  });
  const percent = Buffer.from(secret).toString('hex').replaceAll(/../g, '%$&');
  const wide = Buffer.from(secret, 'utf16le').toString('latin1');
  return [secret, secret.toUpperCase(), encodeURIComponent(secret), percent, wide, ...inBase64];
}

/** Where secrets were found, such as `logs/remoteagent.log`; never the secrets themselves. */
export class SecretSearch {
  private readonly forms: readonly string[];
  /** How many places were looked at. */
  places = 0;
  private readonly found: string[] = [];

  constructor(secrets: readonly string[]) {
    this.forms = [...new Set(secrets.flatMap(formsOf))];
  }

  get findings(): readonly string[] {
    return this.found;
  }

  /** Looks at a text, or at bytes as latin1. */
  look(place: string, text: string): void {
    this.places++;
    if (this.forms.some((form) => text.includes(form))) {
      this.found.push(place);
    }
  }

  /** Looks at every byte of every file below a folder, and at their names. */
  async lookAtFolder(folder: string): Promise<void> {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    for (const entry of entries.filter((one) => one.isFile())) {
      const file = path.join(entry.parentPath, entry.name);
      this.look(path.relative(folder, file), `${file}\n${await readFile(file, 'latin1')}`);
    }
  }

  /** Looks at what a page shows and at all that it keeps in the browser, each store and each database by itself. */
  async lookAtPage(page: Page): Promise<void> {
    this.look('DOM', await page.content());
    this.look('session storage', await page.evaluate<string>('JSON.stringify(sessionStorage)'));
    // Bytes come as base64, which is one of the forms.
    const { origins } = await page.context().storageState({ indexedDB: true });
    for (const { localStorage, ...others } of origins) {
      for (const { name, value } of localStorage) {
        this.look(`local storage ${name}`, value);
      }
      const { indexedDB = [] } = others as { indexedDB?: readonly { name: string }[] };
      for (const database of indexedDB) {
        this.look(`database ${database.name}`, JSON.stringify(database));
      }
    }
  }
}
