import { afterRole, roleOf, SECRET_ROLES, withoutNumbers, wordsOf } from './names';
import { remembered } from './remembered';

/** How many phrases are looked at on each side. */
const PHRASES = 10;

/** Words that stand between a name and its value and say nothing of it. */
const TRANSPARENT = new Set(
  (
    'value val default string str text txt content data type const constant char let var is to the a an as be my your our e g eg ' +
    'required optional http current initial ns std env get getenv environ set setenv put add header field for name literal raw u b r f l ' +
    'from into parse some en ex span td th tr code pre li p div strong em br input placeholder export echo hidden static final public private ' +
    'readonly example sample format old new previous real actual prod production dev development staging live ' +
    'by in on of plain base64 utf8 varchar nvarchar pic x sealed object map strdefine one ones ' +
    'equal equals matches contains pattern exact matcher matchers'
  ).split(' '),
);

/** Words with dots or blanks between them; in the languages of Europe. */
export const PHRASE = /\$*[A-Za-z_À-ɏ][\w$À-ɏ-]*(?:(?:\.|[ \t]+)[A-Za-z_$À-ɏ][\w$À-ɏ-]*)*/g;

/** Names before it belong to another statement or sentence, unless the value is in a comment on that statement. */
const STATEMENT_END = /;(?!\s*(?:\/\/|#|--|\/\*))|^[^\w\s]?\)?[.!?]\s/;

/** After a call without arguments that is an argument itself, such as `baseUrl(), "…"`. */
const OTHER_ARGUMENT = /^\(\)\s*,/;

/** A full stop after these, as the languages of Europe shorten `for example`, ends no sentence. */
const ABBREVIATION =
  /(?:^|[ \t])(?:e\.g|i\.e|ex|eg|cf|resp|bijv|bv|z\.?b|bsp|ej|p\.?ex|np|napr|t\.ex|f\.eks|es|[öo]rn)$/i;

/** `=` or `:`, but not in a comparison. */
const BINDS = /(?<![=!<>])=(?!=)|:/;

/** Between a condition and the value that it chooses. */
const CONDITION = /^\s*\?\s/;

export interface Phrase {
  readonly text: string;
  /** What stands between it and the next phrase, or the value. */
  readonly gap: string;
}

/** From right to left: the first phrase of a text that says something, unless another one is bound to the value before it. */
export function nearestName(line: string): string | undefined {
  const nearest = lastPhrases(line).reverse();
  for (const [at, { text, gap }] of nearest.entries()) {
    // Fields of a row are not statements.
    const isEnd = gap !== ';' && STATEMENT_END.test(gap) && !ABBREVIATION.test(text);
    if (isEnd || isAside(text, gap)) {
      return undefined;
    }
    if (OTHER_ARGUMENT.test(gap) || (text === 'api' && gap.startsWith('/'))) {
      // The latter is the beginning of a path.
      continue;
    }
    // Of words without anything between them, as in `request addValue:`, the last one is bound.
    const isBound = (BINDS.test(gap) && !CONDITION.test(gap)) || isDefined(text, nearest[at + 1]);
    // In `the account's slug or id, e.g. …` it says nothing more.
    const isMereId = !isBound && /^ids?$/i.test(text);
    if (at === 0 && isOfSomethingElse(text, gap)) {
      return undefined;
    }
    const wrapped = at === 0 && !isBound ? assignedTo(text, nearest[1]) : undefined;
    if (wrapped !== undefined) {
      return wrapped;
    }
    const isSaid = isBound ? says(text) : saysInSentence(text);
    if ((isSaid && !isMereId) || (isBound && !isTransparent(text.split(' ').at(-1) ?? ''))) {
      return text;
    }
  }
  return undefined;
}

/** Whether a sentence speaks of something else right before a bare value: `token: retry on 401 …`, `in build …`. */
function isOfSomethingElse(phrase: string, gap: string): boolean {
  const words = phrase.split(/\s+/);
  return (
    /^\s+(?:\d+\s+)?$/.test(gap) &&
    words.length > 1 &&
    !says(phrase) &&
    !words.every((word) => isTransparent(word))
  );
}

/** What a value is assigned to that is wrapped in something that is called a secret: `accountToken = Secret.Plain "…"`. */
function assignedTo(wrapper: string, before: Phrase | undefined): string | undefined {
  if (before === undefined || !/^\s*:?=\s*$/.test(before.gap) || roleOf(wrapper) !== 'secret') {
    return undefined;
  }
  const role = roleOf(before.text);
  return role === 'account' || SECRET_ROLES.has(role) ? before.text : undefined;
}

/** `#define NAME "…"`, `define('NAME', '…')`, `-define(NAME, "…")`. */
function isDefined(phrase: string, before: Phrase | undefined): boolean {
  return phrase.startsWith('define ') || (before?.text === 'define' && /^\(["'`]?$/.test(before.gap));
}

/** Whether the value is an aside of a sentence on something else: `Fix the token refresh (…)`, but not `the key (…)`. */
function isAside(phrase: string, gap: string): boolean {
  const words = phrase.split(/\s+/);
  return /^\s+\($/.test(gap) && words.length > 1 && roleOf(words.at(-1) ?? '') === undefined;
}

/** `Const Key As String`, in Basic. */
const AS_TYPE = /[ \t]+As[ \t]+[A-Z]\w*$/;

export function phrasesOf(text: string): Phrase[] {
  const matches = [...text.matchAll(PHRASE)].filter(([phrase]) => !/^[0-9a-f]{8,}$/.test(phrase));
  return matches.map(({ 0: phrase, index }, at) => ({
    text: phrase.replace(AS_TYPE, ''),
    gap: text.slice(index + phrase.length, matches[at + 1]?.index ?? text.length),
  }));
}

/** In characters: most lines have their last phrases in them. */
const END_OF_LINE = 200;

/** The last phrases of a text, without a look at the beginning of one that is long. */
function lastPhrases(text: string): Phrase[] {
  const atEnd = text.length > END_OF_LINE ? phrasesOf(text.slice(-END_OF_LINE)) : [];
  // The first one can have been cut.
  return (atEnd.length > PHRASES ? atEnd : phrasesOf(text)).slice(-PHRASES);
}

/** Whether a phrase tells what a value is. */
export function says(phrase: string): boolean {
  return roleOf(phrase) !== undefined && !isTransparent(phrase);
}

/** After these a sentence goes on, with something about what was named before. */
const GOES_ON = new Set(
  (
    'of for in on at is was are be to from with as and or by via per we you i it that which who where this these used uses if when ' +
    'ontem hoje ayer hoy hier gestern heute ieri oggi gisteren vandaag ' +
    'yesterday today now still again last next so because after before since please ' +
    'no na nos nas voor van de het fur der die das im am zum zur ist pour du des le la les est para por del el en es do da o e per di della dla'
  ).split(' '),
);

/** How many words make a phrase a sentence. */
const SENTENCE = 3;

/**
 * The same where nothing binds the phrase to a value: in a sentence the words have to be what it is about, as in `the API key
 * for the sync is`, and not in `token header renamed`.
 */
export function saysInSentence(phrase: string): boolean {
  if (!says(phrase)) {
    return false;
  }
  if (phrase.split(/\s+/).length < SENTENCE) {
    return true;
  }
  for (const word of afterRole(phrase)?.split(' ') ?? []) {
    if (GOES_ON.has(word)) {
      return true;
    }
    if (!isTransparent(word) && word !== '' && word !== 'fleetio') {
      return false;
    }
  }
  return true;
}

/** Stores of secrets call every value so, and have its name elsewhere. */
const VALUE_OF_STORE = /^secret (?:string|value|data|text)$/;

const isTransparentPhrase = remembered((phrase: string): boolean => {
  const words = wordsOf(phrase);
  return (
    VALUE_OF_STORE.test(words) || words.split(' ').every((word) => TRANSPARENT.has(word.replace(/\d+$/, '')))
  );
});

/** What a store calls the value, where its name is nowhere. */
export function nameOfValue(left: string): string | undefined {
  const last = lastPhrases(left.slice(left.lastIndexOf('\n') + 1)).at(-1)?.text ?? '';
  return VALUE_OF_STORE.test(wordsOf(last)) ? last : undefined;
}

export const isTransparent = (phrase: string): boolean => isTransparentPhrase(withoutNumbers(phrase));
