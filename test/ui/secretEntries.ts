import { webcrypto } from 'node:crypto';
import type { Page } from 'playwright-core';

/** What a web workbench keeps its secrets under, in the browser's local storage. */
const STORAGE_KEY = 'secrets.provider';
const EXTENSION = 'fleet-tools.fleetio-api-toolkit';
const CLIENT_KEY_BYTES = 32;
const IV_BYTES = 12;

/** The extension's secrets by their names. */
export type Entries = Record<string, string>;

/**
 * The extension's entries in the secret storage of a web workbench, sealed as the workbench seals them: AES-GCM with a
 * key of which the browser keeps one half and the server the other. The workbench reads them when its page is loaded.
 */
export class SecretEntries {
  /** @param serverKey the server's half. */
  constructor(
    private readonly page: Page,
    private readonly serverKey: Uint8Array,
  ) {}

  async read(): Promise<Entries> {
    const own = Object.entries(await this.readAll()).flatMap(([id, value]) => {
      const { extensionId, key } = JSON.parse(id) as { extensionId: string; key: string };
      return extensionId === EXTENSION ? [[key, value] as const] : [];
    });
    return Object.fromEntries(own);
  }

  /** Adds entries, or replaces those of the same names. They are there after the next reload of the page. */
  async write(entries: Entries): Promise<void> {
    const named = Object.entries(entries).map(([key, value]) => [idOf(key), value] as const);
    const all = { ...(await this.readAll()), ...Object.fromEntries(named) };
    const sealed = await this.seal(JSON.stringify(all));
    await this.page.evaluate(`localStorage.setItem('${STORAGE_KEY}', '${sealed}')`);
  }

  private async readAll(): Promise<Entries> {
    const sealed = await this.page.evaluate<string | null>(`localStorage.getItem('${STORAGE_KEY}')`);
    return sealed === null ? {} : (JSON.parse(await this.unseal(sealed)) as Entries);
  }

  private async seal(text: string): Promise<string> {
    const clientKey = webcrypto.getRandomValues(Buffer.alloc(CLIENT_KEY_BYTES));
    const iv = webcrypto.getRandomValues(Buffer.alloc(IV_BYTES));
    const key = await this.keyFor(clientKey);
    const bytes = await webcrypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, Buffer.from(text));
    return Buffer.concat([clientKey, iv, Buffer.from(bytes)]).toString('base64');
  }

  private async unseal(sealed: string): Promise<string> {
    const bytes = Buffer.from(sealed, 'base64');
    const iv = bytes.subarray(CLIENT_KEY_BYTES, CLIENT_KEY_BYTES + IV_BYTES);
    const key = await this.keyFor(bytes.subarray(0, CLIENT_KEY_BYTES));
    const content = bytes.subarray(CLIENT_KEY_BYTES + IV_BYTES);
    return Buffer.from(await webcrypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, content)).toString();
  }

  private keyFor(clientKey: Uint8Array): Promise<webcrypto.CryptoKey> {
    const both = clientKey.map((byte, at) => byte ^ (this.serverKey[at] ?? 0));
    return webcrypto.subtle.importKey('raw', both, 'AES-GCM', false, ['encrypt', 'decrypt']);
  }
}

function idOf(key: string): string {
  return JSON.stringify({ extensionId: EXTENSION, key });
}
