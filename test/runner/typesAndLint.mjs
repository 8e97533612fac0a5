// Checks the types and runs ESLint, in one process: the rules that ask for types get them from the programs that were
// checked just before. On their own, tsc and ESLint would each load the same files and work out the same types.
import path from 'node:path';
import { ESLint } from 'eslint';
import ts from 'typescript';

// The folders with a tsconfig.json. ESLint is to see a file in the program of the folder nearest to it, as editors do, so
// inner folders come after outer ones.
const folders = ['.', 'src/vscode/panel/page', 'src/vscode/leakGuide/page'];

const formatHost = {
  getCurrentDirectory: ts.sys.getCurrentDirectory,
  getCanonicalFileName: (name) => name,
  getNewLine: () => ts.sys.newLine,
};

/** The program of a folder's tsconfig.json, and what is wrong with it. */
function check(folder) {
  const problems = [];
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: (problem) => problems.push(problem) };
  const config = ts.getParsedCommandLineOfConfigFile(path.resolve(folder, 'tsconfig.json'), {}, host);
  if (config === undefined) {
    return { problems };
  }
  const program = ts.createProgram({
    rootNames: config.fileNames,
    options: config.options,
    configFileParsingDiagnostics: config.errors,
    // ESLint goes from a node to its parent.
    host: ts.createCompilerHost(config.options, true),
  });
  problems.push(...ts.getPreEmitDiagnostics(program));
  return { program, problems };
}

const checked = folders.map((folder) => ({ folder, ...check(folder) }));
const problems = checked.flatMap((result) => result.problems);
process.stdout.write(ts.formatDiagnostics(problems, formatHost));

const eslint = new ESLint({
  overrideConfig: checked
    .filter(({ program }) => program !== undefined)
    .map(({ folder, program }) => ({
      files: [path.posix.join(folder, '**/*.ts')],
      languageOptions: { parserOptions: { projectService: false, programs: [program] } },
    })),
});
const results = await eslint.lintFiles(['.']);
const formatter = await eslint.loadFormatter('stylish');
process.stdout.write(await formatter.format(results));

const complaints = results.reduce((sum, { errorCount, warningCount }) => sum + errorCount + warningCount, 0);
process.exitCode = problems.length + complaints > 0 ? 1 : 0;
