/** A part of a text in a language of its own; empty where nothing can be a comment. */
export interface Region {
  readonly language: string;
  readonly start: number;
  readonly end: number;
}

type RegionRule = PatternRule | LinesRule;

interface PatternRule {
  /** Finds each; the group `body` is what it is about. */
  readonly pattern: RegExp;
  readonly language: (match: RegExpExecArray) => string;
  /** Behind its last match nothing is looked for: each that begins there would be read to the end of the text. */
  readonly close?: RegExp;
}

/** What a tag begins and a line with the same tag ends; no pattern finds those in one pass. */
interface LinesRule {
  readonly tag: RegExp;
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
  pattern: /<script\b([^<>]*)>(?<body>[^]*?)<\/script/dgi,
  close: /<\/script/gi,
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

const HERE_DOCUMENT: LinesRule = { tag: /(?<!<)<<[-~]?(["']?)([A-Za-z_]\w*)(?!\w)\1/g };

function element(name: string, language: string): PatternRule {
  return {
    pattern: new RegExp(`<${name}\\b[^<>]*>(?<body>[^]*?)</${name}`, 'dgi'),
    language: () => language,
    close: new RegExp(`</${name}`, 'gi'),
  };
}

const YAML = [BLOCK_SCALAR];

/** By the language of the text. */
const RULES: Readonly<Record<string, readonly RegionRule[]>> = {
  markdown: [
    { pattern: /^---\r?\n(?<body>[^]*?\n)---/dg, language: () => 'yaml' },
    FENCE,
    // Code by its indent.
    { pattern: /^(?<body>(?: {4}|\t).*)$/dgm, language: NO_LANGUAGE },
  ],
  html: [SCRIPT, element('style', 'css'), element('textarea', ''), element('title', '')],
  php: [
    { tag: /<<<[ \t]*(["']?)([A-Za-z_]\w*)(?!\w)\1/g },
    { pattern: /<\?(?:php|=)?(?<body>[^]*?)(?:\?>|$(?![^]))/dg, language: () => 'php' },
  ],
  http: [
    {
      // The body of a request.
      pattern: /^[A-Z]+ \S.*\n(?:(?![ \t\r]*\n).*\n)*(?:[ \t\r]*\n(?<body>[^]*?)(?=^###|$(?![^])))?/dgm,
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
  for (const rule of rules) {
    for (const { language: inner, start, end } of 'tag' in rule ? byTags(text, rule) : matches(text, rule)) {
      if (start <= at && at <= end) {
        return inner === languageId ? { language: inner, start, end } : within(text, at, inner, start, end);
      }
    }
  }
  const around = AROUND[languageId];
  return around === undefined
    ? { language: languageId, start: 0, end: text.length }
    : regionAt(text, at, around);
}

function* matches(text: string, { pattern, language, close }: PatternRule): Generator<Region> {
  const last = close && [...text.matchAll(close)].at(-1);
  const searched = close === undefined ? text : text.slice(0, last && last.index + last[0].length);
  for (const match of last === undefined && close !== undefined ? [] : searched.matchAll(pattern)) {
    const body = match.indices?.groups?.['body'];
    if (body !== undefined) {
      yield { language: language(match), start: body[0], end: body[1] };
    }
  }
}

/** A tag that no line ends with is none, so where the last line of each is has to be known first. */
function* byTags(text: string, { tag }: LinesRule): Generator<Region> {
  const heads = [...text.matchAll(/^[ \t]*([A-Za-z_]\w*)/gm)];
  const lastOf = new Map(heads.map(({ index, 1: word }) => [word, index]));
  const endOf = new Map<number, string | undefined>(heads.map(({ index, 1: word }) => [index, word]));
  let open: { readonly tag: string; readonly start: number } | undefined;
  for (const { index, 0: line } of text.matchAll(/^.*(?:\n|$)/gm)) {
    if (open !== undefined && endOf.get(index) === open.tag) {
      yield { language: '', start: open.start, end: index };
      open = undefined;
    } else if (open === undefined) {
      const after = index + line.length;
      const found = [...line.matchAll(tag)].find(([, , word = '']) => (lastOf.get(word) ?? -1) >= after);
      open = found && { tag: found[2] ?? '', start: after };
    }
  }
}

function within(text: string, at: number, language: string, start: number, end: number): Region {
  const inner = regionAt(text.slice(start, end), at - start, language);
  return { language: inner.language, start: inner.start + start, end: inner.end + start };
}
