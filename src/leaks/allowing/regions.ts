/** A part of a text in a language of its own; empty where nothing can be a comment. */
export interface Region {
  readonly language: string;
  readonly start: number;
  readonly end: number;
}

interface RegionRule {
  /** Finds each; the group `body` is what it is about. */
  readonly pattern: RegExp;
  readonly language: (match: RegExpExecArray) => string;
}

const NO_LANGUAGE = (): string => '';

/** Words behind a fence of Markdown that are no ids of languages. */
const FENCES: Readonly<Record<string, string>> = {
  ...{ sh: 'shellscript', bash: 'shellscript', shell: 'shellscript', zsh: 'shellscript' },
  ...{ js: 'javascript', mjs: 'javascript', cjs: 'javascript', node: 'javascript', ts: 'typescript' },
  ...{ jsx: 'javascriptreact', tsx: 'typescriptreact', py: 'python', python3: 'python', rb: 'ruby' },
  ...{ cs: 'csharp', 'c#': 'csharp', golang: 'go', kt: 'kotlin', rs: 'rust', 'c++': 'cpp' },
  ...{ ps1: 'powershell', pwsh: 'powershell', yml: 'yaml', env: 'dotenv', docker: 'dockerfile' },
  ...{ tf: 'terraform', hcl: 'terraform', rest: 'http' },
  // A comment in it would be all that there is to see of it, or nobody could tell it from the text.
  ...{ markdown: '', md: '' },
};

const FENCE: RegionRule = {
  pattern: /^[ \t>]*(`{3,}|~{3,})[ \t]*([^\s`{]*).*\n(?<body>[^]*?)(?:^[ \t>]*\1|$(?![^]))/dgm,
  language: ([, , word = '']) => {
    const name = word.toLowerCase();
    return Object.hasOwn(FENCES, name) ? (FENCES[name] ?? '') : name;
  },
};

const SCRIPT: RegionRule = {
  pattern: /<script\b([^>]*)>(?<body>[^]*?)<\/script/dgi,
  language: ([, attributes = '']) => {
    const type = /\stype\s*=\s*["']?([^"'\s]*)/i.exec(attributes)?.[1] ?? '';
    return /^$|^module$|(?:java|ecma)script|babel/i.test(type) ? 'javascript' : '';
  },
};

/** Scripts in workflows; what other blocks of YAML are for, nobody can tell. */
const BLOCK_SCALAR: RegionRule = {
  // Whatever the key is: that a block is not known for one lets a comment into the text in it.
  pattern:
    /^([ \t]*)(?!#)(?:((?:(?![ \t]#).)*?[-:?])[ \t]+)?(?:[!&]\S+[ \t]+){0,2}([|>])[-+\d]*[ \t]*(?:#.*)?\r?\n(?<body>(?:\1[ \t]+.*(?:\n|$)|[ \t\r]*\n)*)/dgm,
  language: ([, , before = '', kind]) =>
    /^(?:-[ \t]+)*run:$/.test(before) && kind === '|' ? 'shellscript' : '',
};

const HERE_DOCUMENT: RegionRule = {
  pattern: /(?<!<)<<[-~]?(["']?)([A-Za-z_]\w*)\1.*\n(?<body>[^]*?)^[ \t]*\2\b/dgm,
  language: NO_LANGUAGE,
};

const YAML = [BLOCK_SCALAR];

/** By the language of the text. */
const RULES: Readonly<Record<string, readonly RegionRule[]>> = {
  markdown: [
    { pattern: /^---\r?\n(?<body>[^]*?\n)---/dg, language: () => 'yaml' },
    FENCE,
    // Code by its indent.
    { pattern: /^(?<body>(?: {4}|\t).*)$/dgm, language: NO_LANGUAGE },
  ],
  html: [
    SCRIPT,
    { pattern: /<style\b[^>]*>(?<body>[^]*?)<\/style/dgi, language: () => 'css' },
    { pattern: /<(textarea|title)\b[^>]*>(?<body>[^]*?)<\/\1/dgi, language: NO_LANGUAGE },
  ],
  php: [
    { pattern: /<<<(["']?)([A-Za-z_]\w*)\1.*\n(?<body>[^]*?)^[ \t]*\2\b/dgm, language: NO_LANGUAGE },
    { pattern: /<\?(?:php|=)?(?<body>[^]*?)(?:\?>|$(?![^]))/dg, language: () => 'php' },
  ],
  http: [
    {
      // The body of a request.
      pattern: /^[A-Z]+ \S.*\n(?:(?![ \t\r]*\n).*\n)*[ \t\r]*\n(?<body>[^]*?)(?=^###|$(?![^]))/dgm,
      language: NO_LANGUAGE,
    },
  ],
  ...{ yaml: YAML, dockercompose: YAML, 'github-actions-workflow': YAML },
  ...Object.fromEntries(
    ['shellscript', 'dockerfile', 'ruby', 'perl', 'terraform'].map((id) => [id, [HERE_DOCUMENT]]),
  ),
};

/** What is around the regions of a file. */
const AROUND: Readonly<Record<string, string>> = { php: 'html' };

/** The innermost part around an offset that is written in one language. */
export function regionAt(text: string, at: number, languageId: string): Region {
  const rules = Object.hasOwn(RULES, languageId) ? (RULES[languageId] ?? []) : [];
  for (const { pattern, language } of rules) {
    for (const match of text.matchAll(pattern)) {
      const [start, end] = match.indices?.groups?.['body'] ?? [0, 0];
      if (start <= at && at <= end) {
        const inner = language(match);
        return inner === languageId ? { language: inner, start, end } : within(text, at, inner, start, end);
      }
    }
  }
  const around = AROUND[languageId];
  return around === undefined
    ? { language: languageId, start: 0, end: text.length }
    : regionAt(text, at, around);
}

function within(text: string, at: number, language: string, start: number, end: number): Region {
  const inner = regionAt(text.slice(start, end), at - start, language);
  return { language: inner.language, start: inner.start + start, end: inner.end + start };
}
