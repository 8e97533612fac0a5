import type { Draw } from './random';

/** Letters and digits a VIN may hold, with the number each counts as (ISO 3779, 49 CFR 565). */
const VALUES: Readonly<Record<string, number>> = {
  ...counted('0123456789', 0),
  ...counted('ABCDEFGH', 1),
  ...counted('JKLMN', 1),
  ...counted('P', 7),
  ...counted('R', 9),
  ...counted('STUVWXYZ', 2),
};

const WEIGHTS = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];

/** The letter of a model year from 2010 on; it comes round every 30 years. */
const YEAR_CODES = 'ABCDEFGHJKLMNPRSTVWXY123456789';

const LETTERS = 'ABCDEFGHJKLMNPRSTUVWXYZ';
const DIGITS = '0123456789';

/** The ninth sign that makes the weighted sum come out. */
export function checkDigit(vin: string): string {
  let sum = 0;
  for (let at = 0; at < WEIGHTS.length; at++) {
    sum += (WEIGHTS[at] ?? 0) * (VALUES[vin.charAt(at)] ?? 0);
  }
  return '0123456789X'.charAt(sum % 11);
}

/** A VIN that passes its check digit. @param maker the world manufacturer identifier, three signs. */
export function drawVin(draw: Draw, maker: string, year: number): string {
  // The seventh sign is a letter in model years from 2010 on (49 CFR 565.15).
  const vehicle = draw.signs(3, LETTERS + DIGITS) + draw.signs(1, LETTERS) + draw.signs(1, LETTERS + DIGITS);
  const yearCode = YEAR_CODES.charAt((year - 2010) % YEAR_CODES.length);
  const plant = draw.signs(1, LETTERS);
  const open = `${maker}${vehicle}0${yearCode}${plant}${draw.signs(6, DIGITS)}`;
  return open.slice(0, 8) + checkDigit(open) + open.slice(9);
}

function counted(signs: string, first: number): Record<string, number> {
  return Object.fromEntries(Array.from(signs, (sign, at) => [sign, first + at]));
}
