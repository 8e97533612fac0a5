import { access } from 'node:fs/promises';
import path from 'node:path';

/** Whether a path is a folder or lies below it; both are absolute. */
export function isBelow(file: string, folder: string): boolean {
  return file === folder || file.startsWith(folder.endsWith(path.sep) ? folder : folder + path.sep);
}

export async function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
