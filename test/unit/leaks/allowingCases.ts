import { ALLOW } from './corpus';

/** A file; KEY stands for the secret, and ¶ for the comment in the way of the language, where one can stand. */
export interface AllowingCase {
  readonly languageId: string;
  readonly path: string;
  /** With the comment as it is to be. */
  readonly after: string;
  /** Without it. */
  readonly before: string;
}

type Row = readonly [after: string, path?: string];

/** By language, with § for what allows a secret. In those that are the same without a comment, none can be obeyed there or be anything but text. */
const ROWS: Readonly<Record<string, readonly Row[]>> = {
  javascript: [
    [`f('KEY');«// §»`],
    ['«// §\n»f(`key: KEY\nend`);'],
    ['  «// §\n  »f(`key: KEY\nend`);'],
    ['f(`\nkey: KEY\nend`);'],
    ['f(`\nkey: KEY`);«// §»'],
    ['f(`\n${g("KEY")}`);«// §»'],
    ['f(`\n${g("KEY")} `+`\n`);'],
    ["// it's `KEY«// §»\nf();"],
    ['/*\n KEY«// §»\n*/'],
    ['f(<a k="KEY"«/* § */» />);', 'src/App.js'],
  ],
  typescript: [[`f('KEY');«// §»\r\ng();\r\n`], ['«// §\r\n»f(`KEY\r\n`);\r\n']],
  typescriptreact: [
    ['const a = <div>\n  <Fleetio apiKey="KEY"«/* § */» />\n</div>;'],
    ["const a = <div>\n  <Fleetio apiKey={'KEY'«/* § */»} />\n</div>;"],
    ['const a = <Fleetio\n  apiKey="KEY"«/* § */»\n/>;'],
    ['const a = <code>Token KEY«{/* § */}»</code>;'],
    [`const k = 'KEY'«/* § */»;`],
    ["// const k = 'KEY';«// §»\nconst a = <p />;"],
    ['const a = <code>\n  curl https://secure.fleetio.com KEY\n</code>;'],
    ['const a = f(`\nKEY\n`);'],
  ],
  python: [
    ['k = "KEY"«# §»\n'],
    ['"""Syncs.\n\n    KEY\n"""\n'],
    ['«# §\n»"""KEY\n"""\n'],
    ['def f():\n    «# §\n    »"""KEY\n    """\n'],
    ['k = """\nKEY"""«# §»\n'],
    ['«# §\n»k = "KEY" + \\\n  "a"\n'],
    ['k = "a" + \\\n  "KEY"«# §»\n'],
    ['k = "a" + \\\n  "KEY" + \\\n  "b"\n'],
  ],
  ruby: [
    [`k = 'KEY'«# §»\n`],
    ['k = <<~TEXT\n  KEY\nTEXT\n'],
    ['list = []\nitem = 1\nlist <<item\nk = "KEY"«# §»\n'],
    ['k = <<~TEXT\n  a\nTEXT\nb = "KEY"«# §»\n'],
  ],
  php: [
    [`<?php\n$k = 'KEY';«// §»\n`],
    ['<?php $a = 1; ?>\n<p>KEY</p>«<!-- § -->»\n'],
    ['<?php\n$k = <<<TEXT\nKEY\nTEXT;\n'],
    [`<?php\n«// §\n»$k = 'KEY\n';\n`],
  ],
  go: [['package main\n\nvar k = "KEY"«// §»\n'], ['package main\n\n«// §\n»var k = `KEY\n`\n']],
  java: [['class A { String k = "KEY"; }«// §»\n']],
  csharp: [['var a = @"c:\\";\n«// §\n»var k = @"KEY\n";\n']],
  shellscript: [
    ['K=KEY«# §»\n'],
    ['«# §\n»curl -H "Token KEY" \\\n  x\n'],
    ['curl x \\\n  -H "Token KEY"«# §»\n'],
    ['curl x \\\n  -H "Token KEY" \\\n  y\n'],
    ['cat <<EOF\nKEY\nEOF\n'],
    ['cat <<EOF\nE\nKEY\nEOF\n'],
    ['cat <<EOF\na\nEOF\nK=KEY«# §»\n'],
    ["echo '\nKEY\n'\n"],
    ["# don't\nK=KEY«# §»\n"],
  ],
  powershell: [["$k = 'KEY'«# §»\n"], ['«# §\n»Set-Key KEY `\n  -A\n']],
  yaml: [
    ['key: KEY«# §»\n'],
    ["name: don't\nkey: 'KEY'«# §»\n"],
    ['«# §\n»key: "KEY\n  b"\n'],
    ['text: |\n  a\n  KEY\nb: 1\n'],
    ['- >-\n  a KEY\n'],
    ['data:\n  "app.json": |\n    { "key": "KEY" }\n'],
    ['data:\n  conf/app.json: |-\n    { "key": "KEY" }\n'],
    ['a key: |2 # of a map\n    { "key": "KEY" }\n'],
    ['data: !!str |\n  { "key": "KEY" }\n'],
    ['data: &a !!str >\n  { "key": "KEY" }\n'],
    ['- "a": &b |\n    KEY\n- c: 1\n'],
    ['# data: |\nkey: KEY«# §»\n'],
    ['a: 1 # data: |\nkey: KEY«# §»\n'],
    ['jobs:\n  a:\n    - run: |\n        curl KEY«# §»\n    - b: 1\n', '.github/workflows/sync.yml'],
    ['run: |\n  «# §\n  »curl KEY \\\n    x\nb: 1\n'],
    ['text: |\n  a\nkey: KEY«# §»\n'],
  ],
  dockerfile: [
    ['FROM node\n«# §\n»ENV K=KEY\n'],
    ['FROM node\n«# §\n»RUN curl KEY \\\n  x\n'],
    ['FROM node\nRUN a \\\n  && curl KEY \\\n  x\n'],
  ],
  terraform: [['locals {\n  key = "KEY"«# §»\n}\n'], ['locals {\n  key = <<EOT\nKEY\nEOT\n}\n']],
  plaintext: [
    ['A=1\n«# §\n»FLEETIO_API_KEY=KEY\n', '.env'],
    ['[a]\nkey = "KEY"«# §»\n', 'a.toml'],
    ['key = """\nKEY\n"""\n', 'a.toml'],
    ['GET /x\n«# §\n»Authorization: Token KEY\n', 'a.http'],
    ['POST /x\nA: b\n\n{"key": "KEY"}\n', 'a.http'],
    ['POST /x\n\na\n###\nGET /x\n«# §\n»A: KEY\n', 'a.http'],
    ['The key is KEY\n', 'a.txt'],
  ],
  properties: [
    ['«# §\n»fleetio.key=KEY\n', 'a.properties'],
    ['fleetio.key=a\\\n  KEY\n', 'a.properties'],
    ['«# §\n»FLEETIO_API_KEY=KEY\n', '.env.local'],
  ],
  ini: [['[a]\n«; §\n»key = KEY\n', 'a.ini']],
  html: [
    ['<p>KEY</p>«<!-- § -->»\n'],
    ['«<!-- § -->\n»<div data-key="KEY"\n>\n</div>\n'],
    ['<div\n  data-key="KEY"\n>\n</div>\n'],
    ['<!--\n KEY«# §»\n-->\n'],
    [`<p>it's</p>\n<script type="module">\n  f('KEY');«// §»\n</script>\n`],
    [`<script>f('KEY');</script>«<!-- § -->»\n`],
    ['<script>\n  «// §\n  »f(`KEY\n  `);\n</script>\n'],
    ['<script type="application/json">\n  {"key": "KEY"}\n</script>\n'],
    ['<textarea>\nKEY\n</textarea>\n'],
  ],
  xml: [['<a>\n  <b>KEY</b>«<!-- § -->»\n</a>\n'], ['<a><![CDATA[\nKEY\n]]></a>\n']],
  markdown: [
    ['The key is KEY«<!-- § -->»\n'],
    ['a\n\n```sh\ncurl KEY«# §»\n```\n\nb\n'],
    ['```sh\n«# §\n»curl KEY \\\n  x\n```\n'],
    ['> ```js\n> «// §\n> »f(`KEY\n> `);\n> ```\n'],
    ['~~~ts title="a"\nf("KEY");«// §»\n~~~\n'],
    ['```env\n«# §\n»K=KEY\n```\n'],
    ['```json\n{"key": "KEY"}\n```\n'],
    ['```\nKEY\n```\n'],
    ['```sh\na\n```\n\nThe key is KEY«<!-- § -->»\n'],
    ['---\nkey: KEY«# §»\n---\n'],
    ['a\n\n    curl KEY\n'],
  ],
  json: [['{ "key": "KEY" }\n']],
  jsonc: [
    ['{ "key": "KEY" }«// §»\n', '.vscode/settings.json'],
    ['{ "key": "KEY" }\n', 'a.json'],
  ],
  sql: [["SELECT 'KEY';«-- §»\n"], ["SELECT '\nKEY\n';\n"]],
  lua: [['k = "KEY"«-- §»\n'], ['k = [[\nKEY\n]]\n']],
  cobol: [["MOVE 'KEY' TO K."]],
};

const FILE_NAMES: Readonly<Record<string, string>> = { dockerfile: 'Dockerfile', terraform: 'main.tf' };

/** What is between the marks is added; at the end of something, behind a blank. */
export const ALLOWING_CASES: readonly AllowingCase[] = Object.entries(ROWS).flatMap(([languageId, rows]) =>
  rows
    .map(([row, path]) => [row.replaceAll('§', ALLOW), path] as const)
    .map(([marked, path]) => ({
      languageId,
      path: path ?? FILE_NAMES[languageId] ?? `src/file.${languageId}`,
      before: marked.replace(/«[^]*?»/g, ''),
      after: marked.replace(/«([^]*?)»/g, (_, added: string) =>
        /\s$/.test(added.replace(/> $/, '\n')) || added.startsWith('{') ? added : ` ${added}`,
      ),
    })),
);
