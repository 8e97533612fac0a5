import { onceAText } from './lines';
import { roleOf, SECRET_ROLES } from './names';

/**
 * Fleetio's name as it is written, also inside other names such as `fleetioToken`; not the other products that it is a part
 * of: `TrackFleetio`, `FleetIoT`, `fleet-ios`.
 */
const VENDOR =
  /(?<!track[-_ ]?|car[-_ ]?|Track[-_ ]?|Car[-_ ]?|TRACK[-_ ]?|CAR[-_ ]?)(?:FLEET[-_.]?IO(?![ST](?![A-Z]))|[Ff]leet[-_.]?[Ii][Oo](?!us|[SsTt](?![a-z])))/g;
/** Cheap to look for, so that the pattern only runs where it can match. */
const VENDOR_STEM = /fleet/i;
/** The same in all ways to write it that the pattern knows; found in bytes much faster than a text is made of them. */
const STEM_BYTES = ['fleet', 'Fleet', 'FLEET'].map((stem) => Buffer.from(stem));
/** What all of these names have, as an extended expression of git's without regard to case; others have it, too. */
export const VENDOR_FOR_GIT = 'fleet[-_.]?io';

/** @returns whether Fleetio is named in a text. */
export function namesVendor(text: string): boolean {
  return VENDOR_STEM.test(text) && text.search(VENDOR) >= 0;
}

/** The same of the content of a file, or of a piece of it: in any encoding but UTF-16, the name is written in these bytes. */
export function bytesNameVendor(bytes: Buffer): boolean {
  return STEM_BYTES.some((stem) => bytes.includes(stem)) && namesVendor(bytes.toString('latin1'));
}

/** The places of Fleetio's name in a text, in order. */
export const placesOfVendor = onceAText(({ text }): readonly number[] =>
  VENDOR_STEM.test(text) ? [...text.matchAll(VENDOR)].map(({ index }) => index) : [],
);

/** In characters: how far a name goes on each side of Fleetio's. */
const LONGEST = 60;

/** Whether a text calls something a secret of Fleetio: `FLEETIO_API_KEY=`, wherever its value comes from. */
export const namesSecret = onceAText((lines): boolean =>
  placesOfVendor(lines).some((place) => {
    const before = /[\w-]*$/.exec(lines.text.slice(Math.max(0, place - LONGEST), place))?.[0] ?? '';
    const after = /^([\w-]*)["']?\s*[=:]/.exec(lines.text.slice(place, place + LONGEST))?.[1];
    return after !== undefined && SECRET_ROLES.has(roleOf(before + after));
  }),
);
