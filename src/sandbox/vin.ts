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

const SERIAL_SIGNS = 'ABCDEFGHJKLMNPRSTUVWXYZ0123456789';

/** The ninth sign that makes the weighted sum come out. */
export function checkDigit(vin: string): string {
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * (VALUES[vin[at] ?? ''] ?? 0), 0);
  return 'X0123456789'[(sum + 1) % 11] ?? '';
}

/** A VIN that passes its check digit. @param maker the world manufacturer identifier, three signs. */
export function drawVin(draw: Draw, maker: string, year: number): string {
  const signs = (count: number): string =>
    Array.from({ length: count }, () => draw.sign(SERIAL_SIGNS)).join('');
  const serial = String(draw.integer(100_000, 999_999));
  const yearCode = YEAR_CODES[(year - 2010) % YEAR_CODES.length] ?? 'A';
  const open = `${maker}${signs(5)}0${yearCode}${draw.sign('ABCDEFGHKLMNP')}${serial}`;
  return open.slice(0, 8) + checkDigit(open) + open.slice(9);
}

function counted(signs: string, first: number): Record<string, number> {
  return Object.fromEntries(Array.from(signs, (sign, at) => [sign, first + at]));
}
