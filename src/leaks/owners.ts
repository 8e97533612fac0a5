import { roleOf, wordsOf } from './names';
import { remembered } from './remembered';

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** What names begin with that says nothing of whose they are: code, roles and stages. */
const NOBODY = words(
  'const let var val def set export public private protected internal static final readonly string str char self this my our ' +
    'the a an api auth access account acct acc login user tenant client app key token secret pat http https default env process ' +
    'config configuration settings props options params header headers authorization bearer request new old current previous next ' +
    'last legacy spare backup main other second first extra shared common global local prod production stage staging dev ' +
    'development test testing tests demo sandbox live real example sample qa uat ci ' +
    'fallback temp tmp admin root master primary secondary server backend frontend worker cron job sync import export gateway proxy ' +
    'valid invalid expired revoked good bad working broken fake mock stub fixture expected actual input output raw plain saved cached ' +
    'stored str txt lv ws report script bot hub data mobile customer company org organization organisation team north south east west read write hardcoded given found ' +
    'code codice codigo numero nummer number num nr kod kodu id ident identifiant base url host',
);

/** What Fleetio, and what it is for, is called by. */
const FLEETS = words(
  'depot shop asset assets dispatch logistics driver drivers parts workshop inspection inspections inventory odometer yard trips ' +
    'flt fl fio ft vehicle vehicles truck trucks van vans car cars bus meter meters fuel maint maintenance cmms fms garage ' +
    'motorpool vendor partner integration service remote external upstream target source',
);

/** Frameworks sign sessions with what is called no more than that. */
const OF_FRAMEWORK = /^app(?:lication)? secret$/;

/** The first word of a name of several, where it can be the name of somebody; else nothing. Of a sentence only the end counts. */
export const ownerIn = remembered((name: string): string =>
  ownerInWords(wordsOf(name.split(/\s+/).at(-1) ?? '')),
);

function ownerInWords(name: string): string {
  const [first = '', ...others] = name.split(' ');
  if (others.length === 0) {
    return '';
  }
  // `X-Redmine-API-Key`
  if (first === 'x' && others.length > 1) {
    return ownerInWords(others.join(' '));
  }
  if (OF_FRAMEWORK.test(name)) {
    return first;
  }
  return NOBODY.has(first) || first.length < 2 || roleOf(first) !== undefined ? '' : first;
}

/** The same of a name that Fleetio's key would hardly have. */
export function otherOwnerIn(name: string): string {
  const owner = ownerIn(name);
  return isOfFleets(owner) ? '' : owner;
}

const isOfFleets = (word: string): boolean => FLEETS.has(word) || word.startsWith('fleet');

/** Whether a group of values is called as somebody else would be: `samsara: { token: "`. */
export function isOthersGroup(name: string): boolean {
  const all = wordsOf(name).split(' ');
  return (
    name !== '' && roleOf(name) === undefined && !all.some((word) => NOBODY.has(word) || isOfFleets(word))
  );
}
