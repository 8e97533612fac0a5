import { scanHistory } from '../../../src/leaks/scan/history';
import { targetAt } from '../../../src/leaks/scan/listing';
import type { ScanResult } from '../../../src/leaks/scan/report';
import { scanStaged } from '../../../src/leaks/scan/staged';
import { scanFolder, scanWorkTree } from '../../../src/leaks/scan/workTree';
import { git, type Repository } from './repository';

/** All that can be scanned. */
export const SCANS = {
  'a work tree': (root: string) => scanWorkTree({ root }, [targetAt(root)], git),
  'a folder': (root: string) => scanFolder(root, [targetAt(root)]),
  'an index': (root: string) => scanStaged({ root }, git),
  'a history': (root: string) => scanHistory(root, git),
} as const;

export type ScanName = keyof typeof SCANS;

export const SCAN_NAMES = Object.keys(SCANS) as readonly ScanName[];

/** What a scan finds in a repository, with all files staged, and for its history committed. */
export async function scanAll(repository: Repository, name: ScanName): Promise<ScanResult> {
  repository.git('add', '.');
  if (name === 'a history') {
    repository.git('commit', '-qm', 'All');
  }
  return SCANS[name](repository.root);
}
