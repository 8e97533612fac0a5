// Measures in a real VS Code how long it takes from a key to a warning, and how long the extension host's loop is held.
import path from 'node:path';
import { runHostSuites } from '../runner/host';
import { projectRoot } from '../vscode/paths';

const built = path.join(projectRoot, 'dist', 'test');

runHostSuites(path.join(built, 'vscode', 'code.js'), path.join(built, 'bench', 'editorInHost.js')).catch(
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
