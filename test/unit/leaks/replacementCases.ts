/** A file before and after; KEY stands for the secret. `undefined`: nothing valid can take its place. */
export interface ReplacementCase {
  readonly languageId: string;
  readonly path: string;
  readonly before: string;
  readonly after: string | undefined;
}

type Row = readonly [before: string, after: string | undefined, path?: string];

/** By language: how each reads the variable, in all surroundings that were seen with leaks. */
const ROWS: Readonly<Record<string, readonly Row[]>> = {
  javascript: [
    [`const k = 'KEY';`, 'const k = process.env.FLEETIO_API_KEY;'],
    [`const k = "KEY";`, 'const k = process.env.FLEETIO_API_KEY;'],
    [`h = { Authorization: 'Token KEY' };`, 'h = { Authorization: `Token ${process.env.FLEETIO_API_KEY}` };'],
    [`f('Token token="KEY"');`, 'f(`Token token="${process.env.FLEETIO_API_KEY}"`);'],
    [`f("it's KEY");`, "f(`it's ${process.env.FLEETIO_API_KEY}`);"],
    ['f(`Token KEY`);', 'f(`Token ${process.env.FLEETIO_API_KEY}`);'],
    ['f(`KEY`);', 'f(`${process.env.FLEETIO_API_KEY}`);'],
    ["f('a`b${c} KEY \\' end');", "f(`a\\`b\\${c} ${process.env.FLEETIO_API_KEY} \\' end`);"],
    [
      'f(`curl\n  -H "Token KEY" ${x("}")}`);',
      'f(`curl\n  -H "Token ${process.env.FLEETIO_API_KEY}" ${x("}")}`);',
    ],
    ["f(`${g('Token KEY')}`);", 'f(`${g(`Token ${process.env.FLEETIO_API_KEY}`)}`);'],
    ["const k = process.env.MY_KEY || 'KEY';", 'const k = process.env.MY_KEY;'],
    ["const k = process.env['MY_KEY'] ?? 'KEY';", 'const k = process.env.MY_KEY;'],
    ["// don't use 'KEY'", "// don't use 'YOUR_FLEETIO_API_KEY'"],
    ["/* don't\n 'KEY' */", "/* don't\n 'YOUR_FLEETIO_API_KEY' */"],
    [
      "/**\n * @example\n * f({ apiKey: 'KEY' })\n */\nf();",
      "/**\n * @example\n * f({ apiKey: 'YOUR_FLEETIO_API_KEY' })\n */\nf();",
    ],
    ["f('\nKEY');", undefined],
  ],
  typescript: [
    ["const k: string = 'KEY';", 'const k: string = process.env.FLEETIO_API_KEY!;'],
    ["const is = 'KEY'==k;", 'const is = (process.env.FLEETIO_API_KEY!)==k;'],
    ["const k: string = process.env.K ?? 'KEY';", 'const k: string = process.env.K!;'],
    [
      "k = { Authorization: 'Token KEY' } as const;",
      'k = { Authorization: `Token ${process.env.FLEETIO_API_KEY}` } as const;',
    ],
    ["const k = 'KEY' as const;", undefined],
    ["type Key = 'other' | 'KEY';", undefined],
    ["enum E {\n  Other = 'other',\n  Key = 'KEY',\n}", undefined],
    [
      "enum E { A }\nclass C { key = 'KEY'; }",
      'enum E { A }\nclass C { key = process.env.FLEETIO_API_KEY!; }',
    ],
  ],
  typescriptreact: [
    [
      'const a = <input id="k" value="KEY" />;',
      'const a = <input id="k" value={process.env.FLEETIO_API_KEY!} />;',
    ],
    ['const a = <A b={"Token KEY"} />;', 'const a = <A b={`Token ${process.env.FLEETIO_API_KEY}`} />;'],
  ],
  python: [
    ['import os\nmatch k:\n    case "KEY":\n        pass\n', undefined],
    ['import os\ncase = "KEY"\n', 'import os\ncase = os.environ["FLEETIO_API_KEY"]\n'],
    ['import os\nk = "KEY"\n', 'import os\nk = os.environ["FLEETIO_API_KEY"]\n'],
    ["k = 'KEY'\n", "import os\nk = os.environ['FLEETIO_API_KEY']\n"],
    [
      '#!/usr/bin/env python3\nk = "KEY"\n',
      '#!/usr/bin/env python3\nimport os\nk = os.environ["FLEETIO_API_KEY"]\n',
    ],
    [
      "import os, sys\nh = {'Authorization': 'Token KEY'}\n",
      `import os, sys\nh = {'Authorization': f'Token {os.environ["FLEETIO_API_KEY"]}'}\n`,
    ],
    ['import os\nk = f"{a} KEY"\n', `import os\nk = f"{a} {os.environ['FLEETIO_API_KEY']}"\n`],
    ['import os\nk = "{} KEY"\n', 'import os\nk = ("{} " + os.environ["FLEETIO_API_KEY"])\n'],
    [
      'import os\nk = ("Token "\n  "KEY")\n',
      `import os\nk = ("Token "\n  f"{os.environ['FLEETIO_API_KEY']}")\n`,
    ],
    ['import os\nk = r"\\d KEY"\n', `import os\nk = fr"\\d {os.environ['FLEETIO_API_KEY']}"\n`],
    ['import os\nk = """a\n"KEY"\n"""\n', `import os\nk = f"""a\n"{os.environ['FLEETIO_API_KEY']}"\n"""\n`],
    [
      'import os\nk = os.environ.get("FLEETIO_API_TOKEN", "KEY")\n',
      'import os\nk = os.environ["FLEETIO_API_TOKEN"]\n',
    ],
    ["import os\nk = os.getenv('N', 'KEY')\n", "import os\nk = os.environ['N']\n"],
    ['k = b"KEY"\n', undefined],
    ['# k = "KEY"\n', '# k = "YOUR_FLEETIO_API_KEY"\n'],
    ['k = 1  # was "KEY"\n', 'k = 1  # was "YOUR_FLEETIO_API_KEY"\n'],
    [
      '"""Syncs.\n\n    FLEETIO_API_KEY = "KEY"\n"""\nk = 1\n',
      '"""Syncs.\n\n    FLEETIO_API_KEY = "YOUR_FLEETIO_API_KEY"\n"""\nk = 1\n',
    ],
    [
      "def f(a=(1, 2)):\n    r'''Sends.\n    Token KEY\n    '''  # all\n    return 1\n",
      "def f(a=(1, 2)):\n    r'''Sends.\n    Token YOUR_FLEETIO_API_KEY\n    '''  # all\n    return 1\n",
    ],
    ['class A: "Token KEY"\n', 'class A: "Token YOUR_FLEETIO_API_KEY"\n'],
    [
      'import os\nk = f(\n"""\nKEY"""\n)\n',
      `import os\nk = f(\nf"""\n{os.environ['FLEETIO_API_KEY']}"""\n)\n`,
    ],
    ['import os\nk = \\\n"""\nKEY"""\n', `import os\nk = \\\nf"""\n{os.environ['FLEETIO_API_KEY']}"""\n`],
    [
      'import os\nk = f"{a[0]} ("\n"""\nKEY"""\n',
      `import os\nk = f"{a[0]} ("\n"""\nYOUR_FLEETIO_API_KEY"""\n`,
    ],
  ],
  ruby: [
    [`k = 1\n=begin\nk = 'KEY'\n=end\n`, `k = 1\n=begin\nk = 'YOUR_FLEETIO_API_KEY'\n=end\n`],
    ['k = "KEY"\n', 'k = ENV.fetch("FLEETIO_API_KEY")\n'],
    [
      `h = { 'Authorization': "Token KEY" }\n`,
      `h = { 'Authorization': "Token #{ENV.fetch("FLEETIO_API_KEY")}" }\n`,
    ],
    [`h = { a: 'Token KEY', b: 1 }\n`, `h = { a: 'Token ' + ENV.fetch('FLEETIO_API_KEY'), b: 1 }\n`],
    [`k = ENV.fetch('N', 'KEY')\n`, `k = ENV.fetch('N')\n`],
    [`k = ENV['N'] || 'KEY'\n`, `k = ENV.fetch('N')\n`],
  ],
  php: [
    [`<?php\n$k = 'KEY';\n`, `<?php\n$k = getenv('FLEETIO_API_KEY');\n`],
    [
      `<?php\n$h = ['Authorization: Token KEY', 'b'];\n`,
      `<?php\n$h = ['Authorization: Token ' . getenv('FLEETIO_API_KEY'), 'b'];\n`,
    ],
    [`<?php\n$h = "a $b KEY \\" c";\n`, `<?php\n$h = "a $b " . getenv("FLEETIO_API_KEY") . " \\" c";\n`],
    [`<?php\n$k = getenv('N') ?: 'KEY';\n`, `<?php\n$k = getenv('N');\n`],
    [`<?php\n$k = $_ENV['N'] ?? 'KEY';\n`, `<?php\n$k = $_ENV['N'];\n`],
    [`<?php\n$k = env('N', 'KEY');\n`, `<?php\n$k = env('N');\n`],
    [`<?php\nclass A { const K = 'KEY'; }\n`, undefined],
    [`<?php\nclass A {\n  private $h = [\n    'Token KEY',\n  ];\n}\n`, undefined],
    [`<?php\nfunction a($k = 'KEY') {}\n`, undefined],
  ],
  go: [
    [
      'package main\n\nimport (\n\t"fmt"\n\t"os"\n)\n\nfunc main() {\n\tfmt.Println(os.Args, "Token KEY")\n}\n',
      'package main\n\nimport (\n\t"fmt"\n\t"os"\n)\n\nfunc main() {\n\tfmt.Println(os.Args, "Token " + os.Getenv("FLEETIO_API_KEY"))\n}\n',
    ],
    [
      'package main\n\nconst key = "KEY"\n',
      'package main\nimport "os"\n\nvar key = os.Getenv("FLEETIO_API_KEY")\n',
    ],
    ['package main\n\nconst (\n\tkey = "KEY"\n)\n', undefined],
    [
      'package main\n\nimport "os"\n\nvar h = map[string]string{"Authorization": `Token KEY`}\n',
      'package main\n\nimport "os"\n\nvar h = map[string]string{"Authorization": `Token ` + os.Getenv("FLEETIO_API_KEY")}\n',
    ],
    [
      'package main\n\nimport "os"\n\nvar key = os.Getenv("N")\n\nfunc init() {\n\tif key == "" {\n\t\tkey = "KEY"\n\t}\n}\n',
      'package main\n\nimport "os"\n\nvar key = os.Getenv("N")\n\nfunc init() {\n\tif key == "" {\n\t\tkey = os.Getenv("FLEETIO_API_KEY")\n\t}\n}\n',
    ],
  ],
  java: [
    [
      'class A { static final String K = "KEY"; }',
      'class A { static final String K = System.getenv("FLEETIO_API_KEY"); }',
    ],
    [
      'class A { String k() { return "Token KEY".trim(); } }',
      'class A { String k() { return ("Token " + System.getenv("FLEETIO_API_KEY")).trim(); } }',
    ],
    ['class A { @Headers({"Authorization: Token KEY", "b"}) void a() {} }', undefined],
    ['class A { @Headers(\n  "Authorization: Token KEY"\n) void a() {} }', undefined],
  ],
  kotlin: [
    [
      'const val TOKEN = "Token token=KEY"\n',
      'val TOKEN = "Token token=${System.getenv("FLEETIO_API_KEY")}"\n',
    ],
    ['val k = "KEY"\n', 'val k = System.getenv("FLEETIO_API_KEY")\n'],
    ['val k = System.getenv("N") ?: "KEY"\n', 'val k = System.getenv("N") ?: error("N is not set")\n'],
    ['@Headers(\n  "Authorization: Token KEY",\n)\nfun a()\n', undefined],
    [
      'h["Authorization"] = "Token KEY"\n',
      'h["Authorization"] = "Token ${System.getenv("FLEETIO_API_KEY")}"\n',
    ],
  ],
  swift: [
    [
      'import Foundation\nlet k = "KEY"\n',
      'import Foundation\nlet k = ProcessInfo.processInfo.environment["FLEETIO_API_KEY"] ?? ""\n',
    ],
    [
      'import UIKit\nr.setValue("Token token=KEY", forHTTPHeaderField: "Authorization")\n',
      'import UIKit\nr.setValue("Token token=\\(ProcessInfo.processInfo.environment["FLEETIO_API_KEY"] ?? "")", forHTTPHeaderField: "Authorization")\n',
    ],
    [
      'let k = "KEY"\n',
      'import Foundation\nlet k = ProcessInfo.processInfo.environment["FLEETIO_API_KEY"] ?? ""\n',
    ],
    [
      'import Foundation\nlet k = "KEY".count\n',
      'import Foundation\nlet k = (ProcessInfo.processInfo.environment["FLEETIO_API_KEY"] ?? "").count\n',
    ],
  ],
  csharp: [
    ['var k = "KEY";', 'var k = System.Environment.GetEnvironmentVariable("FLEETIO_API_KEY");'],
    [
      'class A { public const string K = "Token KEY"; }',
      'class A { public static readonly string K = "Token " + System.Environment.GetEnvironmentVariable("FLEETIO_API_KEY"); }',
    ],
    [
      'void A() { const string k = "KEY"; }',
      'void A() { string k = System.Environment.GetEnvironmentVariable("FLEETIO_API_KEY"); }',
    ],
    [
      'var h = $"{a} KEY {b}";',
      'var h = $"{a} " + System.Environment.GetEnvironmentVariable("FLEETIO_API_KEY") + $" {b}";',
    ],
    [
      'var k = Environment.GetEnvironmentVariable("N") ?? "KEY";',
      'var k = Environment.GetEnvironmentVariable("N") ?? throw new System.InvalidOperationException("N is not set");',
    ],
    ['[Header("Authorization: Token KEY")]\nvoid A();', undefined],
    ['void A(int a, string key = "KEY") {}', undefined],
    ['A(a, key: "KEY");', 'A(a, key: System.Environment.GetEnvironmentVariable("FLEETIO_API_KEY"));'],
  ],
  r: [
    ['k <- "KEY"\n', 'k <- Sys.getenv("FLEETIO_API_KEY")\n'],
    [`f('Token KEY')\n`, `f(paste0('Token ', Sys.getenv('FLEETIO_API_KEY')))\n`],
    ['k <- Sys.getenv("N", "KEY")\n', 'k <- Sys.getenv("N")\n'],
  ],
  shellscript: [
    ["cat <<'EOF' > x.env\nTOKEN=KEY\nEOF\n", undefined],
    ['cat <<EOF > x.env\nTOKEN="KEY"\nEOF\n', 'cat <<EOF > x.env\nTOKEN="${FLEETIO_API_KEY:?}"\nEOF\n'],
    ['cat <<EOF\na\nEOF\nK=KEY\n', 'cat <<EOF\na\nEOF\nK="${FLEETIO_API_KEY:?}"\n'],
    ['export K=KEY\n', 'export K="${FLEETIO_API_KEY:?}"\n'],
    ['K="KEY"\n', 'K="${FLEETIO_API_KEY:?}"\n'],
    [`curl -H 'Authorization: Token KEY' x\n`, 'curl -H "Authorization: Token ${FLEETIO_API_KEY:?}" x\n'],
    [
      'curl -H "Authorization: Token KEY" \\\n  x\n',
      'curl -H "Authorization: Token ${FLEETIO_API_KEY:?}" \\\n  x\n',
    ],
    [`curl -d '{"key": "KEY"}' x\n`, `curl -d '{"key": "'"\${FLEETIO_API_KEY:?}"'"}' x\n`],
    ['K="${FLEETIO_API_KEY:-KEY}"\n', 'K="${FLEETIO_API_KEY:?}"\n'],
    ['# K=KEY\n', '# K=YOUR_FLEETIO_API_KEY\n'],
    ['a # -H "Token KEY"\n', 'a # -H "Token YOUR_FLEETIO_API_KEY"\n'],
    ["# don't\nK=KEY # it's\n", '# don\'t\nK="${FLEETIO_API_KEY:?}" # it\'s\n'],
    ["echo it\\'s\nK=KEY\necho it\\'s\n", 'echo it\\\'s\nK="${FLEETIO_API_KEY:?}"\necho it\\\'s\n'],
    ["K=$# L='a # KEY'\n", 'K=$# L="a # ${FLEETIO_API_KEY:?}"\n'],
  ],
  powershell: [
    [`$k = 'KEY'\n`, '$k = $env:FLEETIO_API_KEY\n'],
    [`$h = @{ Authorization = 'Token KEY' }\n`, '$h = @{ Authorization = "Token ${env:FLEETIO_API_KEY}" }\n'],
    [`$h = @{ Authorization = "Token KEY" }\n`, '$h = @{ Authorization = "Token ${env:FLEETIO_API_KEY}" }\n'],
    [
      `$j = '{"a": "$b", "k": "KEY", "c": ''d''}'\n`,
      '$j = "{`"a`": `"`$b`", `"k`": `"${env:FLEETIO_API_KEY}`", `"c`": \'d\'}"\n',
    ],
    ['Set-Key -Key KEY\n', 'Set-Key -Key $env:FLEETIO_API_KEY\n'],
    ['# KEY\n', '# YOUR_FLEETIO_API_KEY\n'],
    ['<#\n.EXAMPLE\n  a -Key "KEY"\n#>\n', '<#\n.EXAMPLE\n  a -Key "YOUR_FLEETIO_API_KEY"\n#>\n'],
  ],
  yaml: [
    ['key: KEY\n', 'key: ${FLEETIO_API_KEY}\n'],
    ["Authorization: 'Token KEY'\n", "Authorization: 'Token ${FLEETIO_API_KEY}'\n"],
    ['a: {key: KEY, b: 1}\n', 'a: {key: "${FLEETIO_API_KEY}", b: 1}\n'],
    ['a: {key: Token KEY, b: 1}\n', 'a: {key: "Token ${FLEETIO_API_KEY}", b: 1}\n'],
    ['a:\n  - Token KEY\n', 'a:\n  - Token ${FLEETIO_API_KEY}\n'],
    [
      'env:\n  FLEETIO_API_KEY: KEY\n',
      'env:\n  FLEETIO_API_KEY: ${{ secrets.FLEETIO_API_KEY }}\n',
      '.github/workflows/sync.yml',
    ],
    [
      'environment:\n  - FLEETIO_API_KEY=KEY\n',
      'environment:\n  - FLEETIO_API_KEY=${FLEETIO_API_KEY}\n',
      'docker-compose.yml',
    ],
    [
      "development:\n  key: 'KEY'\nproduction:\n  key: <%= ENV['K'] %>\n",
      "development:\n  key: '<%= ENV.fetch('FLEETIO_API_KEY') %>'\nproduction:\n  key: <%= ENV['K'] %>\n",
      'config/fleetio.yml',
    ],
  ],
  dockerfile: [
    [
      'FROM node\nENV FLEETIO_API_KEY=KEY\n',
      'FROM node\nARG FLEETIO_API_KEY\nENV FLEETIO_API_KEY=${FLEETIO_API_KEY}\n',
    ],
    ['FROM node\nARG FLEETIO_API_KEY=KEY\n', 'FROM node\nARG FLEETIO_API_KEY\n'],
    ['FROM node\n# ENV K=KEY\n', 'FROM node\n# ENV K=YOUR_FLEETIO_API_KEY\n'],
    ['FROM node\nARG KEY_OF="KEY"\n', 'FROM node\nARG KEY_OF\n'],
    [
      `FROM node\nRUN a \\\n && curl -H 'Authorization: Token KEY' x\n`,
      `FROM node\nARG FLEETIO_API_KEY\nRUN a \\\n && curl -H 'Authorization: Token '"\${FLEETIO_API_KEY}"'' x\n`,
    ],
  ],
  terraform: [
    ['# key = "KEY"\n', '# key = "YOUR_FLEETIO_API_KEY"\n'],
    ['variable "key" {\n  default = "KEY"\n}\n', 'variable "key" {\n  sensitive = true\n}\n'],
    [
      'variable "key" {\n  sensitive = true\n  default = "KEY"\n}\n',
      'variable "key" {\n  sensitive = true\n}\n',
    ],
    [
      'locals {\n  key = "KEY"\n}\n',
      'locals {\n  key = var.fleetio_api_key\n}\n\nvariable "fleetio_api_key" {\n  type      = string\n  sensitive = true\n}\n',
    ],
    [
      'locals {\n  h = "Token KEY"\n}\n\nvariable "fleetio_api_key" {}\n',
      'locals {\n  h = "Token ${var.fleetio_api_key}"\n}\n\nvariable "fleetio_api_key" {}\n',
    ],
  ],
  json: [
    ['{ "key": "Token KEY" }\n', '{ "key": "Token ${FLEETIO_API_KEY}" }\n'],
    ['{ "env": { "K": "KEY" } }\n', '{ "env": { "K": "${env:FLEETIO_API_KEY}" } }\n', '.vscode/launch.json'],
    [
      '{ "info": { "_postman_id": "1" }, "k": "KEY" }\n',
      '{ "info": { "_postman_id": "1" }, "k": "{{FLEETIO_API_KEY}}" }\n',
    ],
  ],
  http: [
    ['GET /x\nAuthorization: Token KEY\n', 'GET /x\nAuthorization: Token {{$processEnv FLEETIO_API_KEY}}\n'],
  ],
  plaintext: [['FLEETIO_API_KEY="Token KEY"\n', 'FLEETIO_API_KEY="Token YOUR_FLEETIO_API_KEY"\n', '.env']],
  cobol: [[`MOVE 'KEY' TO K.`, undefined]],
};

const FILE_NAMES: Readonly<Record<string, string>> = { dockerfile: 'Dockerfile', terraform: 'main.tf' };

export const REPLACEMENT_CASES: readonly ReplacementCase[] = Object.entries(ROWS).flatMap(
  ([languageId, rows]) =>
    rows.map(([before, after, path]) => ({
      languageId,
      path: path ?? FILE_NAMES[languageId] ?? `src/file.${languageId}`,
      before,
      after,
    })),
);
