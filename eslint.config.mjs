import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import { importX } from 'eslint-plugin-import-x';
import ts from 'typescript';
import tseslint from 'typescript-eslint';

// The borders of ARCHITECTURE.md. Each folder of the core may import itself and the folders named here.
const mayImport = {
  fleetio: [],
  keys: ['fleetio'],
  snippets: ['fleetio'],
  leaks: ['fleetio'],
  sandbox: ['fleetio'],
  leaksWorker: ['fleetio', 'leaks'],
  cli: ['fleetio', 'keys', 'snippets', 'leaks', 'sandbox'],
};

const zones = Object.entries(mayImport).map(([folder, allowed]) => ({
  target: `./src/${folder}`,
  from: './src',
  except: [folder, ...allowed].map((name) => `./${name}`),
  message: `src/${folder} may import only: ${[folder, ...allowed].join(', ')} (ARCHITECTURE.md).`,
}));

/** What each file imports when it runs: pairs of the literal that names a file, and that file. */
const importsOfFiles = new WeakMap();

function importsOf(file, checker) {
  const known = importsOfFiles.get(file);
  if (known !== undefined) {
    return known;
  }
  const imports = file.imports
    .filter((literal) => !isForTypesOnly(literal.parent))
    .map((literal) => [literal, checker.getSymbolAtLocation(literal)?.declarations?.find(ts.isSourceFile)])
    .filter(([, imported]) => imported !== undefined && !imported.isDeclarationFile);
  importsOfFiles.set(file, imports);
  return imports;
}

/** Such an import is gone when the code runs. */
function isForTypesOnly(node) {
  if (ts.isImportDeclaration(node)) {
    return node.importClause !== undefined && ts.isTypeOnlyImportDeclaration(node.importClause);
  }
  return (ts.isExportDeclaration(node) && node.isTypeOnly) || ts.isLiteralTypeNode(node);
}

/** Whether a file imports another in the end; it is asked only once about each of those `seen`. */
function leadsTo(goal, file, checker, seen) {
  if (file === goal) {
    return true;
  }
  if (seen.has(file)) {
    return false;
  }
  seen.add(file);
  return importsOf(file, checker).some(([, imported]) => leadsTo(goal, imported, checker, seen));
}

// In place of import-x/no-cycle, which parses every file once more: the program of the typed rules knows the imports.
const noCycle = {
  meta: { schema: [], messages: { cycle: 'This import leads back to this file.' } },
  create(context) {
    const { sourceCode } = context;
    const { program, esTreeNodeToTSNodeMap } = sourceCode.parserServices;
    const checker = program.getTypeChecker();
    return {
      Program(node) {
        const file = esTreeNodeToTSNodeMap.get(node);
        const seen = new Set();
        for (const [literal, imported] of importsOf(file, checker)) {
          if (leadsTo(file, imported, checker, seen)) {
            context.report({ loc: sourceCode.getLocFromIndex(literal.getStart(file)), messageId: 'cycle' });
          }
        }
      },
    };
  },
};

// Words where VS Code shows them as they are. An icon, a method and a name are the same in every language.
const text = '/^(?!\\$\\(|GET |Markdown$|SARIF$).*[A-Za-z]{2}/';
const words = `:matches(Literal[value=${text}], TemplateLiteral:has(TemplateElement[value.raw=${text}]))`;
const shown =
  '/^(title|placeHolder|prompt|label|detail|description|tooltip|message|validationMessage|text)$/';
const wordsOutsideL10n = [
  `CallExpression[callee.property.name=/^show(Information|Warning|Error)Message$/] > ${words}`,
  `CallExpression[callee.property.name=/^(setStatusBarMessage|appendMarkdown)$/] > ${words}.arguments:first-child`,
  `Property[key.name=${shown}] > ${words}.value`,
  `AssignmentExpression[left.property.name=${shown}] > ${words}.right`,
].map((selector) => ({ selector, message: 'Use vscode.l10n.t for what a person reads.' }));

// VS Code cuts a message without a button to one line, and each is to have a next step.
const messageWithoutButton = {
  selector:
    'CallExpression[callee.property.name=/^show(Information|Warning|Error)Message$/][arguments.length=1]',
  message: 'Use notify, with the next step.',
};

export default tseslint.config(
  { ignores: ['dist', '.vscode-test', 'node_modules', 'test/vscode/node_modules', 'test/corpus'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    plugins: { 'import-x': importX, project: { rules: { 'no-cycle': noCycle } } },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    settings: {
      ...importX.flatConfigs.typescript.settings,
      'import-x/resolver-next': [createTypeScriptImportResolver()],
    },
    rules: {
      'import-x/no-restricted-paths': ['error', { zones }],
      'project/no-cycle': 'error',
      'max-lines': ['error', 400],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      'no-console': 'error',
    },
  },
  {
    // Only the glue may know the editor, so that the core runs in plain Node.
    files: ['src/**/*.ts', 'test/unit/**/*.ts'],
    ignores: ['src/extension.ts', 'src/vscode/**'],
    rules: { 'no-restricted-imports': ['error', { paths: ['vscode'] }] },
  },
  {
    // Whatever a person reads can be translated.
    files: ['src/vscode/**/*.ts'],
    // Language models read the descriptions of the tools.
    ignores: ['src/vscode/tools/inputSchemas.ts'],
    rules: { 'no-restricted-syntax': ['error', ...wordsOutsideL10n, messageWithoutButton] },
  },
  {
    // Programs speak through the console.
    files: ['test/**/*.ts', '**/*.mjs'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly' } },
    rules: { 'no-console': 'off' },
  },
  {
    // In tests, an unbound assertion or a non-null assertion fails the test, which is what it is for.
    files: ['test/**/*.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  prettier,
);
