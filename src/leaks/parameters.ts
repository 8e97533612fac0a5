import type { Run } from './hexRuns';
import { type Lines, onceAText } from './lines';
import { roleOf } from './names';

/** How far before a value its call begins, in characters. */
const REACH = 200;
/** In longer texts, which are no code that people write, nothing is declared by its name. */
const LONGEST = 100_000;

const LITERALS = /"[^"]*"|'[^']*'|`[^`]*`|\([^()]*\)/g;
/** A call up to one of its arguments: what is called, and the arguments before. */
const CALL = new RegExp(
  `(\\bnew\\s{1,5})?(?<!\\w)([A-Za-z_]\\w{0,60})\\s{0,5}\\(((?:[^()"'\`]|${LITERALS.source})*)["'\`]$`,
);

/** What is called, and its parameters, where they are no literals. */
const DECLARATION = /(?<!\w)([A-Za-z_]\w{0,60})\s{0,5}\(([^()"'`]{1,400})\)/g;
/** Parts of types, and parameters that are taken apart. */
const NESTED = /\[[^[\]]*\]|\{[^{}]*\}|<[^<>]*>/g;
/** Where the making of objects is declared; the first parameter of a method can be the object. */
const CONSTRUCTORS = ['constructor', '__init__', 'initialize'];
const ITSELF = /^\s*(?:self|this|&(?:mut )?self)\s*$/;

/** A value as an argument. */
export interface Argument {
  /** What it is given to. */
  readonly called: string;
  /** What it is called there; empty: nothing that says anything. */
  readonly parameter: string;
}

/**
 * What a value is called that is an argument, where the text declares what is called: values without names, as in
 * `build("…", "…")`, belong to the names in `build(apiKey, accountToken)`.
 */
export function argumentAt(lines: Lines, { start }: Run): Argument | undefined {
  const { text } = lines;
  const call = text.length > LONGEST ? null : CALL.exec(text.slice(Math.max(0, start - REACH), start));
  if (call === null) {
    return undefined;
  }
  const [, made, called = '', before = ''] = call;
  const between = before.replace(LITERALS, '').replace(NESTED, '');
  if (/[{[]/.test(between)) {
    // It is in an object or a list that is the argument.
    return undefined;
  }
  const declared = declaredIn(lines);
  const isMade = made !== undefined || called === 'new' || text.includes(`class ${called}`);
  const names = isMade ? [called, ...CONSTRUCTORS] : [called];
  const parameters = names.map((name) => declared.get(name)).find(Boolean);
  return { called, parameter: parameters?.[between.split(',').length - 1] ?? '' };
}

/**
 * What says something of parameters, in their places, by what is called; only where two of them do: in `hash(token)` the
 * function can be about anything.
 */
const declaredIn = onceAText(({ text }): ReadonlyMap<string, readonly string[]> => {
  const declared = new Map<string, readonly string[]>();
  for (const [, name = '', list = ''] of text.matchAll(DECLARATION)) {
    const parameters = list.includes(',') && !declared.has(name) ? wordsThatSay(list) : [];
    if (parameters.filter((word) => word !== '').length > 1) {
      declared.set(name, parameters);
    }
  }
  return declared;
});

const wordsThatSay = (list: string): string[] =>
  list
    .replace(NESTED, '')
    .split(',')
    .filter((one) => !ITSELF.test(one))
    .map((one) => one.match(/\w+/g)?.find((word) => roleOf(word) !== undefined) ?? '');
