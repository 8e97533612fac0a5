import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * The server's half of the key that the workbench's page encrypts secrets with: 32 bytes, made at the first start on a
 * data folder. Without the same bytes a browser cannot read the secrets that it has kept.
 */
export async function readSecretKey(dataFolder: string): Promise<Buffer> {
  const file = path.join(dataFolder, 'secret-key');
  if (!existsSync(file)) {
    await mkdir(dataFolder, { recursive: true });
    await writeFile(file, randomBytes(32), { mode: 0o600 });
  }
  return readFile(file);
}
