import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import { INPUT_SCHEMAS, LISTED, SHOWN, WRITTEN } from '../../../../src/vscode/tools/inputSchemas';
import { RESOURCES } from '../../../../src/fleetio/resources';
import { projectRoot } from '../../../vscode/paths';

interface DeclaredTool {
  readonly name: string;
  readonly toolReferenceName: string;
  readonly displayName: string;
  readonly userDescription: string;
  readonly modelDescription: string;
  readonly inputSchema: object;
}

function read(file: string): unknown {
  return JSON.parse(readFileSync(path.join(projectRoot, file), 'utf8'));
}

const { contributes } = read('package.json') as {
  readonly contributes: { readonly languageModelTools: readonly DeclaredTool[] };
};
const tools = contributes.languageModelTools;

describe('The language model tools in package.json', () => {
  it('take what the catalogue and the snippets know', () => {
    // Through JSON, since the schemas are made of read-only arrays that are shared.
    assert.deepEqual(
      Object.fromEntries(tools.map(({ name, inputSchema }) => [name, inputSchema])),
      JSON.parse(JSON.stringify(INPUT_SCHEMAS)),
    );
  });

  it('have schemas that a validator compiles', () => {
    for (const { name, inputSchema } of tools) {
      assert.doesNotThrow(() => new Ajv().compile(inputSchema), name);
    }
  });

  it('have names for people and for prompts, each once', () => {
    const words = read('package.nls.json') as Readonly<Record<string, string>>;
    for (const { displayName, userDescription, modelDescription } of tools) {
      assert.ok(words[displayName.slice(1, -1)], displayName);
      assert.ok(words[userDescription.slice(1, -1)], userDescription);
      assert.match(modelDescription, /Read only|Sends nothing|Changes nothing/);
    }
    assert.equal(new Set(tools.map(({ toolReferenceName }) => toolReferenceName)).size, tools.length);
  });

  it('reach every resource but the accounts of a key', () => {
    assert.deepEqual(
      Object.keys(RESOURCES).filter((id) => !WRITTEN.some((written) => written === id)),
      ['accounts'],
    );
    assert.ok(LISTED.includes('axle_configs') && !SHOWN.includes('axle_configs'));
    assert.ok(SHOWN.includes('current_assignment') && !LISTED.includes('current_assignment'));
  });
});
