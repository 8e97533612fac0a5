import { readdir } from 'node:fs/promises';
import path from 'node:path';

/** Folders of packages are deep, and the repositories that may lie in there are nobody's work. */
const PASSED_OVER = new Set(['node_modules', '.git', 'vendor', '.venv']);
const DEEPEST = 6;

/**
 * The folders below `folder` that have a `.git`: nested repositories, linked work trees and submodules.
 * @returns absolute paths. Folders that cannot be read are passed over.
 */
export async function repositoriesBelow(folder: string, signal?: AbortSignal, depth = 0): Promise<string[]> {
  signal?.throwIfAborted();
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const own = depth > 0 && entries.some(({ name }) => name === '.git') ? [folder] : [];
  const below: string[] = [];
  if (depth < DEEPEST) {
    for (const entry of entries) {
      if (entry.isDirectory() && !PASSED_OVER.has(entry.name)) {
        below.push(...(await repositoriesBelow(path.join(folder, entry.name), signal, depth + 1)));
      }
    }
  }
  return [...own, ...below];
}
