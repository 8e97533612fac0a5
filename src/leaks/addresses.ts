import { closing, lineBefore, opening } from './groups';
import type { Run } from './hexRuns';
import { type Lines, onceAText } from './lines';
import { wordsOf } from './names';
import { Nearby } from './nearby';
import { otherOwnerIn, ownerIn } from './owners';
import { namesVendor, placesOfVendor } from './vendor';

// In a text that knows Fleetio's address, what has another address is another service's: a request, the settings of a client,
// a route of a proxy, and variables that are called alike, such as `DISPATCH_URL` and `DISPATCH_TOKEN`.

/** How far from a value its address can be, and one that is called as the value is, in characters. */
const REACH = { group: 800, name: 2500 };
/** How many groups around a value are looked at: the headers, the request, what it is in. */
const GROUPS = 4;

const ADDRESS = /https?:\/\/([\w.-]+)/gi;
const OWN = /(?<![\w-])fleetio\.com$/i;
/** Says nothing of whose an address is: this machine, a network of one's own, a proxy of Fleetio. */
const OF_NOBODY = /^[\w-]+$|^[\d.]+$|^localhost|fleet|proxy|gateway/i;

/** What stands before an address that is that of something: `base_url = "`, `proxy_pass `, `get("`, `HOST=secure.`. */
const BOUND =
  /(?:url|uri|host(?:_?name)?|end_?point|base|server|domain|origin|raw|proxy_pass)["'\]]{0,2}(?:\s*(?:=>|:=|[:=,])\s*|\s+)["'`]?(?:https?:\/\/)?(?:[\w-]+\.)*$/i;
const CALLED = /(?:get|post|put|patch|request|fetch|open|url|Client)\s*\(\s*[bfr]?["'`]$/i;
const BEFORE = 80;
/** `"url": {`, in requests that are kept in files: what is in it is of what is around it. */
const OF_URL = /\burl["']?\s*:\s*\{$/i;

interface Address {
  readonly start: number;
  /** What stands before `_URL` in its name, in words. */
  readonly owner: string;
  readonly isOther: boolean;
}

/** What is before an offset says that it is the address of something. */
function addressAt(text: string, start: number, host: string): Address | undefined {
  const isOwn = OWN.test(host);
  if (!isOwn && OF_NOBODY.test(host)) {
    return undefined;
  }
  const before = text.slice(Math.max(0, start - BEFORE), start);
  const bound = BOUND.exec(before);
  if (bound === null && !CALLED.test(before)) {
    return undefined;
  }
  const name = bound === null ? '' : (/[\w-]*$/.exec(before.slice(0, bound.index))?.[0] ?? '');
  return { start, owner: wordsOf(name).replace(/ (?:api|base|server)$/, ''), isOther: !isOwn };
}

/** What stands before `_URL` where it is that of all that is in a group, not of something else there, as `SITE_URL` is. */
const OF_ALL = /^(?:(?:base|api|rest|root|server|service|http|request|default)(?: |$))*$/;

/** How many of Fleetio's addresses are looked at for what they are called; texts with more are no settings. */
const MOST = 50;

/** Fleetio's addresses, the first of them. Where there are none, others can be those of its proxies. */
const ownIn = onceAText((lines): readonly Address[] => {
  const { text } = lines;
  const isAddress = (place: number): boolean => OWN.test(text.slice(place, place + 'fleetio.com'.length));
  return placesOfVendor(lines)
    .slice(0, MOST)
    .flatMap((place) => (isAddress(place) ? (addressAt(text, place, 'fleetio.com') ?? []) : []));
});

const addressesIn = onceAText(({ text }) => ({
  places: new Nearby(text, () => ADDRESS),
  met: new Map<number, Address | undefined>(),
  openings: new Map<number, number>(),
}));

/** The addresses around an offset, in order; none where Fleetio's is not in the text. */
function addressesNear(lines: Lines, offset: number, reach: number): Address[] {
  if (ownIn(lines).length === 0) {
    return [];
  }
  const { places, met } = addressesIn(lines);
  return places
    .around(offset, reach)
    .filter((place) => Math.abs(place - offset) <= reach)
    .flatMap((place) => {
      if (!met.has(place)) {
        const host = /^https?:\/\/([\w.-]{0,100})/i.exec(lines.text.slice(place, place + 110))?.[1] ?? '';
        met.set(place, addressAt(lines.text, place, host));
      }
      return met.get(place) ?? [];
    });
}

/** Whether the smallest group around a value that has an address has that of another service. */
export function hasAddressOfOther(lines: Lines, { start }: Run): boolean {
  const near = addressesNear(lines, start, REACH.group).filter(({ owner }) => OF_ALL.test(owner));
  const group = near.some(({ isOther }) => isOther) ? groupWithAddress(lines, start, near) : undefined;
  return group?.addresses.every(({ isOther }) => isOther) === true && !isVendors(group.text);
}

/** Whether a group names Fleetio, or an account token, which with another address is for a proxy of Fleetio. */
const isVendors = (group: string): boolean => namesVendor(group) || /account[-_ ]?token/i.test(group);

interface Group {
  readonly addresses: readonly Address[];
  /** All of it, with the line that opens it. */
  readonly text: string;
}

function groupWithAddress(lines: Lines, start: number, near: readonly Address[]): Group | undefined {
  const { text } = lines;
  let open = openingAt(text, start);
  if (open === 0) {
    return blockWithAddress(lines, start, near);
  }
  for (let groups = 0; groups < GROUPS && open > 0; groups++) {
    const addresses = near.filter((address) => ownOpening(lines, address) === open);
    if (addresses.length > 0) {
      const end = start + closing(text.slice(start, start + REACH.group));
      return { addresses, text: text.slice(lineBefore(text, open), end) };
    }
    open = openingAt(text, open - 1);
  }
  return undefined;
}

/** The offset after the innermost bracket that is open at an offset; 0: none is within reach. */
function openingAt(text: string, offset: number): number {
  const from = Math.max(0, offset - REACH.group);
  const open = opening(text.slice(from, offset));
  return open === 0 ? 0 : from + open;
}

/** The same of an address, found once for all values around it. */
function ownOpening(lines: Lines, { start }: Address): number {
  const { openings } = addressesIn(lines);
  const met = openings.get(start);
  if (met !== undefined) {
    return met;
  }
  const { text } = lines;
  const open = openingAt(text, start);
  const found = OF_URL.test(text.slice(Math.max(0, open - 20), open)) ? openingAt(text, open - 1) : open;
  openings.set(start, found);
  return found;
}

/** `name:` or `- name:`, and how far it is indented. */
const ENTRY = /^(\s*(?:- +)?)["']?[\w.-]+["']?:(?:\s|$)/;
/** The same of blocks, as YAML has them. */
function blockWithAddress(lines: Lines, start: number, near: readonly Address[]): Group | undefined {
  const [highest, lowest] = [start - REACH.group, start + REACH.group].map((at) =>
    lines.at(Math.max(0, at)),
  ) as [number, number];
  let [top, indent] = [lines.at(start), depthOf(lines, lines.at(start))];
  let bottom = top;
  for (let blocks = 0; blocks < GROUPS && indent > 0; blocks++) {
    const isInside = (line: number): boolean =>
      depthOf(lines, line) >= indent || lines.line(line).trim() === '';
    while (top > highest && !isHead(lines, top, indent) && isInside(top - 1)) {
      top--;
    }
    while (bottom < lowest && isInside(bottom + 1) && !isHead(lines, bottom + 1, indent)) {
      bottom++;
    }
    const addresses = near.filter((address) => {
      const line = lines.at(address.start);
      return line >= top && line <= bottom && depthOf(lines, line) === indent;
    });
    if (addresses.length > 0) {
      return { addresses, text: lines.text.slice(lines.start(Math.max(0, top - 1)), lines.end(bottom)) };
    }
    top--;
    indent = depthOf(lines, top);
  }
  return undefined;
}

/** How far what is called something in a line is indented, without the sign of an entry. */
const depthOf = (lines: Lines, line: number): number => ENTRY.exec(lines.line(line))?.[1]?.length ?? -1;

/** Whether an entry of a list begins in a line. */
const isHead = (lines: Lines, line: number, indent: number): boolean =>
  lines.line(line).slice(0, indent).trim() === '-';

/** Whether the address of another service is called as a value on a line is: `OTA_URL` as `OTA_AUTH`. */
export function isCalledAsOther(lines: Lines, { start }: Run): boolean {
  const line = lines.text.slice(Math.max(lines.start(lines.at(start)), start - BEFORE), start);
  const owners = new Set(ownIn(lines).map(({ owner }) => owner));
  const isOthers = ({ owner, isOther }: Address): boolean =>
    isOther && !owners.has(owner) && otherOwnerIn(asName(owner)) !== '';
  return isCalledAs(line, addressesNear(lines, start, REACH.name).filter(isOthers));
}

/** The same of Fleetio's address and the name of a value: `TMS_HOST=secure.fleetio.com` as `TMS_TOKEN`. */
export const isCalledAsVendor = (lines: Lines, name: string): boolean =>
  isCalledAs(
    name,
    ownIn(lines).filter(({ owner }) => ownerIn(asName(owner)) !== ''),
  );

/** Something of an owner's: of `gate 2`, `gate_2_key`. */
const asName = (owner: string): string => `${owner.replaceAll(' ', '_')}_key`;

/** Whether a name in a text begins as that of an address does. */
function isCalledAs(text: string, addresses: readonly Address[]): boolean {
  const owners = addresses.map(({ owner }) => owner).filter((owner) => owner.length > 1);
  const names = owners.length === 0 ? [] : (text.match(/[A-Za-z][\w.-]*/g) ?? []).map(wordsOf);
  return owners.some((owner) => names.some((name) => name.startsWith(`${owner} `)));
}
