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

/** By language. In those that are the same without a comment, none can be obeyed there or be anything but text. */
const ROWS: Readonly<Record<string, readonly Row[]>> = {
  javascript: [
    [`f('KEY');«// fleetio:allow»`],
    ['«// fleetio:allow\n»f(`key: KEY\nend`);'],
    ['  «// fleetio:allow\n  »f(`key: KEY\nend`);'],
    ['f(`\nkey: KEY\nend`);'],
    ['f(`\nkey: KEY`);«// fleetio:allow»'],
    ['f(`\n${g("KEY")}`);«// fleetio:allow»'],
    ['f(`\n${g("KEY")} `+`\n`);'],
    ["// it's `KEY«// fleetio:allow»\nf();"],
    ['/*\n KEY«// fleetio:allow»\n*/'],
    ['f(<a k="KEY"«/* fleetio:allow */» />);', 'src/App.js'],
  ],
  typescript: [[`f('KEY');«// fleetio:allow»\r\ng();\r\n`], ['«// fleetio:allow\r\n»f(`KEY\r\n`);\r\n']],
  typescriptreact: [
    ['const a = <div>\n  <Fleetio apiKey="KEY"«/* fleetio:allow */» />\n</div>;'],
    ["const a = <div>\n  <Fleetio apiKey={'KEY'«/* fleetio:allow */»} />\n</div>;"],
    ['const a = <Fleetio\n  apiKey="KEY"«/* fleetio:allow */»\n/>;'],
    ['const a = <code>Token KEY«{/* fleetio:allow */}»</code>;'],
    [`const k = 'KEY'«/* fleetio:allow */»;`],
    ["// const k = 'KEY';«// fleetio:allow»\nconst a = <p />;"],
    ['const a = <code>\n  curl https://secure.fleetio.com KEY\n</code>;'],
    ['const a = f(`\nKEY\n`);'],
  ],
  python: [
    ['k = "KEY"«# fleetio:allow»\n'],
    ['"""Syncs.\n\n    KEY\n"""\n'],
    ['«# fleetio:allow\n»"""KEY\n"""\n'],
    ['def f():\n    «# fleetio:allow\n    »"""KEY\n    """\n'],
    ['k = """\nKEY"""«# fleetio:allow»\n'],
    ['«# fleetio:allow\n»k = "KEY" + \\\n  "a"\n'],
    ['k = "a" + \\\n  "KEY"«# fleetio:allow»\n'],
    ['k = "a" + \\\n  "KEY" + \\\n  "b"\n'],
  ],
  ruby: [
    [`k = 'KEY'«# fleetio:allow»\n`],
    ['k = <<~TEXT\n  KEY\nTEXT\n'],
    ['list = []\nitem = 1\nlist <<item\nk = "KEY"«# fleetio:allow»\n'],
    ['k = <<~TEXT\n  a\nTEXT\nb = "KEY"«# fleetio:allow»\n'],
  ],
  php: [
    [`<?php\n$k = 'KEY';«// fleetio:allow»\n`],
    ['<?php $a = 1; ?>\n<p>KEY</p>«<!-- fleetio:allow -->»\n'],
    ['<?php\n$k = <<<TEXT\nKEY\nTEXT;\n'],
    [`<?php\n«// fleetio:allow\n»$k = 'KEY\n';\n`],
  ],
  go: [
    ['package main\n\nvar k = "KEY"«// fleetio:allow»\n'],
    ['package main\n\n«// fleetio:allow\n»var k = `KEY\n`\n'],
  ],
  java: [['class A { String k = "KEY"; }«// fleetio:allow»\n']],
  csharp: [['var a = @"c:\\";\n«// fleetio:allow\n»var k = @"KEY\n";\n']],
  shellscript: [
    ['K=KEY«# fleetio:allow»\n'],
    ['«# fleetio:allow\n»curl -H "Token KEY" \\\n  x\n'],
    ['curl x \\\n  -H "Token KEY"«# fleetio:allow»\n'],
    ['curl x \\\n  -H "Token KEY" \\\n  y\n'],
    ['cat <<EOF\nKEY\nEOF\n'],
    ['cat <<EOF\nE\nKEY\nEOF\n'],
    ['cat <<EOF\na\nEOF\nK=KEY«# fleetio:allow»\n'],
    ["echo '\nKEY\n'\n"],
    ["# don't\nK=KEY«# fleetio:allow»\n"],
  ],
  powershell: [["$k = 'KEY'«# fleetio:allow»\n"], ['«# fleetio:allow\n»Set-Key KEY `\n  -A\n']],
  yaml: [
    ['key: KEY«# fleetio:allow»\n'],
    ["name: don't\nkey: 'KEY'«# fleetio:allow»\n"],
    ['«# fleetio:allow\n»key: "KEY\n  b"\n'],
    ['text: |\n  a\n  KEY\nb: 1\n'],
    ['- >-\n  a KEY\n'],
    ['data:\n  "app.json": |\n    { "key": "KEY" }\n'],
    ['data:\n  conf/app.json: |-\n    { "key": "KEY" }\n'],
    ['a key: |2 # of a map\n    { "key": "KEY" }\n'],
    ['data: !!str |\n  { "key": "KEY" }\n'],
    ['data: &a !!str >\n  { "key": "KEY" }\n'],
    ['- "a": &b |\n    KEY\n- c: 1\n'],
    ['# data: |\nkey: KEY«# fleetio:allow»\n'],
    ['a: 1 # data: |\nkey: KEY«# fleetio:allow»\n'],
    [
      'jobs:\n  a:\n    - run: |\n        curl KEY«# fleetio:allow»\n    - b: 1\n',
      '.github/workflows/sync.yml',
    ],
    ['run: |\n  «# fleetio:allow\n  »curl KEY \\\n    x\nb: 1\n'],
    ['text: |\n  a\nkey: KEY«# fleetio:allow»\n'],
  ],
  dockerfile: [
    ['FROM node\n«# fleetio:allow\n»ENV K=KEY\n'],
    ['FROM node\n«# fleetio:allow\n»RUN curl KEY \\\n  x\n'],
    ['FROM node\nRUN a \\\n  && curl KEY \\\n  x\n'],
  ],
  terraform: [['locals {\n  key = "KEY"«# fleetio:allow»\n}\n'], ['locals {\n  key = <<EOT\nKEY\nEOT\n}\n']],
  plaintext: [
    ['A=1\n«# fleetio:allow\n»FLEETIO_API_KEY=KEY\n', '.env'],
    ['[a]\nkey = "KEY"«# fleetio:allow»\n', 'a.toml'],
    ['key = """\nKEY\n"""\n', 'a.toml'],
    ['GET /x\n«# fleetio:allow\n»Authorization: Token KEY\n', 'a.http'],
    ['POST /x\nA: b\n\n{"key": "KEY"}\n', 'a.http'],
    ['POST /x\n\na\n###\nGET /x\n«# fleetio:allow\n»A: KEY\n', 'a.http'],
    ['The key is KEY\n', 'a.txt'],
  ],
  properties: [
    ['«# fleetio:allow\n»fleetio.key=KEY\n', 'a.properties'],
    ['fleetio.key=a\\\n  KEY\n', 'a.properties'],
    ['«# fleetio:allow\n»FLEETIO_API_KEY=KEY\n', '.env.local'],
  ],
  ini: [['[a]\n«; fleetio:allow\n»key = KEY\n', 'a.ini']],
  html: [
    ['<p>KEY</p>«<!-- fleetio:allow -->»\n'],
    ['«<!-- fleetio:allow -->\n»<div data-key="KEY"\n>\n</div>\n'],
    ['<div\n  data-key="KEY"\n>\n</div>\n'],
    ['<!--\n KEY«# fleetio:allow»\n-->\n'],
    [`<p>it's</p>\n<script type="module">\n  f('KEY');«// fleetio:allow»\n</script>\n`],
    [`<script>f('KEY');</script>«<!-- fleetio:allow -->»\n`],
    ['<script>\n  «// fleetio:allow\n  »f(`KEY\n  `);\n</script>\n'],
    ['<script type="application/json">\n  {"key": "KEY"}\n</script>\n'],
    ['<textarea>\nKEY\n</textarea>\n'],
  ],
  xml: [['<a>\n  <b>KEY</b>«<!-- fleetio:allow -->»\n</a>\n'], ['<a><![CDATA[\nKEY\n]]></a>\n']],
  markdown: [
    ['The key is KEY«<!-- fleetio:allow -->»\n'],
    ['a\n\n```sh\ncurl KEY«# fleetio:allow»\n```\n\nb\n'],
    ['```sh\n«# fleetio:allow\n»curl KEY \\\n  x\n```\n'],
    ['> ```js\n> «// fleetio:allow\n> »f(`KEY\n> `);\n> ```\n'],
    ['~~~ts title="a"\nf("KEY");«// fleetio:allow»\n~~~\n'],
    ['```env\n«# fleetio:allow\n»K=KEY\n```\n'],
    ['```json\n{"key": "KEY"}\n```\n'],
    ['```\nKEY\n```\n'],
    ['```sh\na\n```\n\nThe key is KEY«<!-- fleetio:allow -->»\n'],
    ['---\nkey: KEY«# fleetio:allow»\n---\n'],
    ['a\n\n    curl KEY\n'],
  ],
  json: [['{ "key": "KEY" }\n']],
  jsonc: [
    ['{ "key": "KEY" }«// fleetio:allow»\n', '.vscode/settings.json'],
    ['{ "key": "KEY" }\n', 'a.json'],
  ],
  sql: [["SELECT 'KEY';«-- fleetio:allow»\n"], ["SELECT '\nKEY\n';\n"]],
  lua: [['k = "KEY"«-- fleetio:allow»\n'], ['k = [[\nKEY\n]]\n']],
  cobol: [["MOVE 'KEY' TO K."]],
};

const FILE_NAMES: Readonly<Record<string, string>> = { dockerfile: 'Dockerfile', terraform: 'main.tf' };

/** What is between the marks is added; at the end of something, behind a blank. */
export const ALLOWING_CASES: readonly AllowingCase[] = Object.entries(ROWS).flatMap(([languageId, rows]) =>
  rows.map(([marked, path]) => ({
    languageId,
    path: path ?? FILE_NAMES[languageId] ?? `src/file.${languageId}`,
    before: marked.replace(/«[^]*?»/g, ''),
    after: marked.replace(/«([^]*?)»/g, (_, added: string) =>
      /\s$/.test(added.replace(/> $/, '\n')) || added.startsWith('{') ? added : ` ${added}`,
    ),
  })),
);
