import type { Candidate } from './candidates';
import type { Binding } from './binding';
import type { EvidenceId } from './evidence';
import { isTable } from './columns';
import { PAIR_CHARACTERS } from './interest';
import { closing, lineBefore, opening, SECTION } from './groups';
import { ACCOUNT_LENGTH, type Run } from './hexRuns';
import type { Lines } from './lines';
import type { Role } from './names';
import { otherOwnerIn, ownerIn } from './owners';
import { nearestTo, placeIn } from './nearest';
import { ACCOUNT_HEADER } from './uses';
import { namesVendor, placesOfVendor } from './vendor';

/** A value of the right shape in a place where a secret can be, and what it is bound to. */
export interface Suspect extends Candidate {
  readonly binding: Binding;
}

/** The two secrets of a pair stand this close together; those of a list, each in an entry of several lines, less so. */
const PAIR = { lines: 3, linesOfEntries: 10 };

/** A bare value after a round bracket is an aside of a sentence. */
const FIELD_BEFORE = /(?:^|[\n\r"'`,;|\t[{<>=:]|\\[nrt]|%w\S[^\])}>\n]*)[ \t]*$/;
const FIELD_AFTER = /^[ \t]*(?:$|[\n\r"'`,;|\t)\]}<>]|\\[nrt])|^ [0-9a-f]+[\])}>]|^:[0-9a-f]/;

/** What a test expects. */
const ASSERTED = /\b(?:(?:XCT)?assert\w*|expect\w*|(?:to|should)\w*)\(\s*(?:[\w.]*valid\w*\(\s*)?["'`]$/i;

/** Between two arguments, and between two values in one text. */
const BETWEEN_ARGUMENTS = /^["'`]\s*,\s*(?:\w+\s*[:=]\s*)?["'`]$/;
const BETWEEN_IN_TEXT = /^[:|;,]$/;
/** Two values that are the first in brackets. */
const FIRST = /[[({]\s*["'`]$/;
/** Before the arguments of a call; those of `VALUES(` are the fields of a row. */
const CALL = /(?<!\bvalues)[\w$>\]]\((?:[^()]|\([^()]*\))*$/i;
const CALL_REACH = 200;

/** Keys in one list, or one choice, are no further apart, in characters. */
const SIBLINGS = 80;

const COMMENT = /^\s*(?:#|\/\/|--|;|\/\*|<!--)/;

/** How far before a value the group can begin that it is in, in characters. */
const GROUP_REACH = 400;

/** Names as short as that say nothing. */
const SHORT_NAME = 2;

const OF_ACCOUNT: ReadonlySet<Role | undefined> = new Set(['account-token', 'account']);

export const middleOf = ({ start, end }: Run): number => (start + end) >> 1;

/** Values by the order of their places. */
class Row {
  private readonly places: readonly number[];

  constructor(private readonly suspects: readonly Suspect[]) {
    this.places = suspects.map(middleOf);
  }

  /** The one nearest to an offset. */
  nearest(offset: number): Suspect | undefined {
    const place = nearestTo(this.places, offset);
    return place === undefined ? undefined : this.suspects[placeIn(this.places, place)];
  }

  /** The one before an offset and the one after it. */
  around(offset: number): readonly (Suspect | undefined)[] {
    const after = placeIn(this.places, offset);
    return [this.suspects[after - 1], this.suspects[after]];
  }
}

/** Finds which keys and account tokens belong together: the two are nearly always side by side. */
export class Pairs {
  /** Called account tokens, only called accounts, and all but the former. */
  private readonly tokens: Row;
  private readonly accounts: Row;
  private readonly others: Row;
  private readonly keys: Row;
  private readonly namedKeys: readonly number[];

  /** @param keyPlaces the middles of all values of the shape of a key. */
  constructor(
    private readonly lines: Lines,
    suspects: readonly Suspect[],
    private readonly keyPlaces: readonly number[],
  ) {
    const short = suspects.filter(({ secret }) => secret.length === ACCOUNT_LENGTH);
    this.tokens = new Row(short.filter(({ binding }) => binding.role === 'account-token'));
    this.accounts = new Row(short.filter(({ binding }) => binding.role === 'account'));
    this.others = new Row(short.filter(({ binding }) => binding.role !== 'account-token'));
    const keys = suspects.filter(({ secret }) => secret.length > ACCOUNT_LENGTH);
    this.keys = new Row(keys);
    this.namedKeys = keys.filter(isNamed).map(middleOf);
  }

  /** What values of the shape of an account token say of a key. */
  ofKey(key: Suspect): EvidenceId[] {
    const isOwn = (one: Suspect | undefined): boolean =>
      one !== undefined && this.isPair(key, one) && this.isAmongNearest(key, one);
    // That of the block above can be nearer to where a key begins.
    const token = this.tokens.around(middleOf(key)).findLast(isOwn) ?? this.tokens.nearest(key.start);
    if (token && isOwn(token) && (isNamed(key) || this.isOnlyKey(key, token))) {
      return ['pair'];
    }
    const account = this.accounts.around(middleOf(key)).findLast(isOwn) ?? this.accounts.nearest(key.start);
    if (account && this.isPair(key, account) && isNamed(key) && this.isAmongNearest(key, account)) {
      return [this.speaksOfHeader() ? 'pair' : 'pair-account'];
    }
    if (token && isNamed(key)) {
      return [this.isAmongNearest(key, token) ? 'pair-far' : 'pair-shared'];
    }
    const beside = [this.others.nearest(key.start), this.others.nearest(key.end)].find(
      (other) => other && this.isBeside(key, other),
    );
    if (beside) {
      const header = this.speaksOfHeader() ? (['pair-and-header'] as const) : [];
      return [this.areTogether(key, beside) ? 'pair-arguments' : 'pair-unnamed', ...header];
    }
    return isNamed(key) && this.speaksOfHeader() ? ['pair-header'] : [];
  }

  /**
   * What keys say of a value of the shape of an account token.
   * @param keys the places of those that were found, in order.
   */
  ofAccount(account: Suspect, keys: readonly number[]): EvidenceId | undefined {
    const isAccount = OF_ACCOUNT.has(account.binding.role);
    const near = [nearestTo(keys, account.start), nearestTo(keys, account.start, true)];
    const isBeside = near.some(
      (key) =>
        key !== undefined &&
        this.isWithin(account, key, linesOf(account)) &&
        (isAccount || this.canBelongTo(key, account)),
    );
    if (isBeside) {
      return isAccount ? 'key-beside' : 'key-near';
    }
    const isToken = account.binding.role === 'account-token' || (isAccount && this.speaksOfHeader());
    return keys.length > 0 && isToken ? 'key-far' : undefined;
  }

  private header: boolean | undefined;

  private speaksOfHeader(): boolean {
    this.header ??= ACCOUNT_HEADER.test(this.lines.text);
    return this.header;
  }

  private isPair(key: Suspect, account: Suspect): boolean {
    return this.isWithin(key, middleOf(account), linesOf(key));
  }

  private isWithin({ start }: Run, other: number, lines: number = PAIR.lines): boolean {
    return (
      Math.abs(start - other) <= PAIR_CHARACTERS &&
      Math.abs(this.lines.at(start) - this.lines.at(other)) <= lines &&
      !this.isInOtherSection(start, other)
    );
  }

  /** Whether a section of an INI file begins between two places, in a file that does not name Fleetio. */
  private isInOtherSection(one: number, other: number): boolean {
    const between = (): string => this.lines.text.slice(Math.min(one, other), Math.max(one, other));
    return placesOfVendor(this.lines).length === 0 && between().search(SECTION) >= 0;
  }

  private isBeside(key: Suspect, account: Suspect): boolean {
    const place = middleOf(account);
    const isOwn = (): boolean => this.isNearestKey(key, account) && !this.belongsToOther(key, account);
    return this.isWithin(key, place) && isOwn() && this.isNamedOrField(key, place);
  }

  /** Whether no other key is nearer to an account token, which then belongs to that one. */
  private isNearestKey(key: Suspect, account: Suspect): boolean {
    const [own, place] = [middleOf(key), middleOf(account)];
    const nearest = nearestTo(this.keyPlaces, place);
    if (nearest === own || nearest === undefined) {
      return nearest === own;
    }
    const isNextTo = [-1, 0].some((step) => this.keyPlaces[placeIn(this.keyPlaces, place) + step] === own);
    return isNextTo && this.areInGroup(own, place) && !this.areInGroup(nearest, place);
  }

  /** Whether no bracket opens or closes between two places so that they are in different groups. */
  private areInGroup(one: number, other: number): boolean {
    const between = this.lines.text.slice(Math.min(one, other), Math.max(one, other));
    return opening(between) === 0 && closing(between) === between.length;
  }

  /** Whether two places are in one group that names Fleetio, or has its address. */
  private areInGroupOfVendor(one: number, other: number): boolean {
    const { text } = this.lines;
    const first = Math.min(one, other);
    const from = Math.max(0, first - GROUP_REACH);
    const open = opening(text.slice(from, first));
    return (
      open > 0 && namesVendor(text.slice(lineBefore(text, from + open), first)) && this.areInGroup(one, other)
    );
  }

  /**
   * The same for one of several keys that stand beside each other on the same side of it, as those that a stage chooses from,
   * for the last one before it, as most people write the key first, and for one of the same name that was put into a comment.
   */
  private isAmongNearest(key: Suspect, account: Suspect): boolean {
    const [place, own] = [middleOf(account), middleOf(key)];
    const nearest = nearestTo(this.keyPlaces, place) ?? Infinity;
    const isSibling = Math.abs(nearest - own) <= SIBLINGS && nearest < place === own < place;
    return (
      (isSibling || nearestTo(this.keyPlaces, place, true) === own || this.isOlderOf(nearest, key)) &&
      !this.belongsToOther(key, account)
    );
  }

  /** Whether of a key at a place and one of the same name, one stands in a comment: it was there before the other. */
  private isOlderOf(place: number, { start, binding: { name } }: Suspect): boolean {
    const other = this.keys.nearest(place);
    const isInComment = (offset: number): boolean => COMMENT.test(this.lines.line(this.lines.at(offset)));
    return other?.binding.name === name && name !== '' && isInComment(start) !== isInComment(other.start);
  }

  /**
   * Whether another key beside an account token begins as it does: `maint.account` belongs to `maint.token`; or the two begin
   * with the names of different owners.
   */
  private belongsToOther(key: Suspect, account: Suspect): boolean {
    const [owner, own] = [ownerIn(account.binding.name), ownerIn(key.binding.name)];
    if (owner === '' || own === owner) {
      return false;
    }
    const isOwners = (one: Suspect | undefined): boolean =>
      one !== undefined && this.isPair(one, account) && ownerIn(one.binding.name) === owner;
    const others = [key, account].map(({ binding }) => otherOwnerIn(binding.name));
    const isAnothers = own !== '' && others.some((other) => other !== '');
    return isAnothers || this.keys.around(middleOf(account)).some(isOwners);
  }

  /** The same for a key without a name: it is not one where another key with a name is as near. */
  private isOnlyKey(key: Suspect, account: Suspect): boolean {
    const named = nearestTo(this.namedKeys, middleOf(account));
    return this.isNearestKey(key, account) && (named === undefined || !this.isWithin(account, named));
  }

  /** Whether a value that nothing calls an account can be that of a key: no account token, named so, is nearer to the key. */
  private canBelongTo(key: number, account: Suspect): boolean {
    const token = this.tokens.nearest(key);
    const distance = token === undefined ? Infinity : Math.abs(middleOf(token) - key);
    const isNearer = Math.abs(account.start - key) < distance;
    return isNearer && this.isNamedOrField(account, key);
  }

  /**
   * Two values without names are a pair where they are fields or arguments, not where they are words of a sentence; on two
   * lines not where each is called something else.
   */
  private isNamedOrField({ binding: { role, name }, start, end }: Suspect, other: number): boolean {
    if (role !== undefined) {
      return true;
    }
    const { text } = this.lines;
    const before = text.slice(Math.max(0, start - 80), start);
    const after = text.slice(end, end + 20);
    const isUnnamed =
      name.length <= SHORT_NAME || namesVendor(name) || this.lines.at(start) === this.lines.at(other);
    const isTold = isUnnamed || this.areInGroupOfVendor(start, other);
    return isTold && !ASSERTED.test(before) && FIELD_BEFORE.test(before) && FIELD_AFTER.test(after);
  }

  /** Whether two values are arguments of one call, side by side, or make up one text: `key:account`. */
  private areTogether(key: Suspect, account: Suspect): boolean {
    const { text } = this.lines;
    const [first, second] = key.start <= account.start ? [key, account] : [account, key];
    const between = text.slice(first.end, second.start);
    const before = text.slice(Math.max(0, first.start - CALL_REACH), first.start);
    const isInCall = BETWEEN_ARGUMENTS.test(between) && (FIRST.test(before) || CALL.test(before));
    // Between the fields of a row stands the same as in one text.
    const isOneText = BETWEEN_IN_TEXT.test(between) && (between === ':' || !isTable(this.lines));
    return isInCall || isOneText || key.start === account.start;
  }
}

const linesOf = ({ binding: { isApart } }: Suspect): number => (isApart ? PAIR.linesOfEntries : PAIR.lines);

const isNamed = ({ binding: { role, scheme } }: Suspect): boolean =>
  role !== undefined || scheme !== undefined;
