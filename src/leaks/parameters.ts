import type { Run } from './hexRuns';
import type { Lines } from './lines';
import { roleOf } from './names';

/** How far before a value its call begins, in characters. */
const REACH = 200;
/** In longer texts, which are no code that people write, nothing is declared by its name. */
const LONGEST = 100_000;

const LITERALS = /"[^"]*"|'[^']*'|`[^`]*`|\([^()]*\)/g;
/** A call up to one of its arguments: what is called, and the arguments before. */
const CALL = new RegExp(`([A-Za-z_]\\w*)\\s*\\(((?:[^()"'\`]|${LITERALS.source})*)["'\`]$`);

/** What is called, and its parameters, where they are no literals. */
const DECLARATION = /([A-Za-z_]\w*)\s*\(([^()"'`]{1,400})\)/g;
/** Where what is called with `new` is declared; the first parameter of a method can be the object. */
const CONSTRUCTORS = ['constructor', '__init__', 'initialize'];
const ITSELF = /^\s*(?:self|this|&(?:mut )?self)\s*$/;

/** What says something of parameters, in their places, by what is called; found once a text. */
const met = new WeakMap<Lines, ReadonlyMap<string, readonly string[]>>();

/**
 * What the parameter is called that a value is given for, where the text declares what is called: values without names, as in
 * `build("…", "…")`, belong to the names in `build(apiKey, accountToken)`.
 */
export function parameterOf(lines: Lines, { start }: Run): string | undefined {
  const { text } = lines;
  const [, called = '', before = ''] =
    text.length > LONGEST ? [] : (CALL.exec(text.slice(Math.max(0, start - REACH), start)) ?? []);
  if (called === '') {
    return undefined;
  }
  const declared = met.get(lines) ?? declaredIn(text);
  met.set(lines, declared);
  const parameters = [called, ...CONSTRUCTORS].map((name) => declared.get(name)).find(Boolean);
  return parameters?.[before.replace(LITERALS, '').split(',').length - 1];
}

/** Only where two parameters say something: in `hash(token)` the function can be about anything. */
function declaredIn(text: string): Map<string, readonly string[]> {
  const declared = new Map<string, readonly string[]>();
  for (const [, name = '', list = ''] of text.matchAll(DECLARATION)) {
    const parameters = list.includes(',') && !declared.has(name) ? wordsThatSay(list) : [];
    if (parameters.filter((word) => word !== '').length > 1) {
      declared.set(name, parameters);
    }
  }
  return declared;
}

const wordsThatSay = (list: string): string[] =>
  list
    .split(',')
    .filter((one) => !ITSELF.test(one))
    .map((one) => one.match(/\w+/g)?.find((word) => roleOf(word) !== undefined) ?? '');
