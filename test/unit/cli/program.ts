import path from 'node:path';

import { projectRoot } from '../../vscode/paths';
import { environment, type Repository } from '../leaks/repository';
import { type Outcome, run } from '../snippets/programs';

/** The command line as it is built. */
export const CLI = path.join(projectRoot, 'dist', 'cli.js');

/** Runs it as people do, in a repository or a folder. */
export const programIn = ({ root }: Pick<Repository, 'root'>, ...args: string[]): Promise<Outcome> =>
  run([process.execPath, CLI, ...args], { cwd: root, env: environment });
