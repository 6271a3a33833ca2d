import { iso3166, iso3166999, iso3166alpha2, iso4217, iso5218, mediatype, packagetype } from './codes.ts';
import { couponcode, couponposoffer } from './coupons.ts';
import { hh, hhmi, mi, ss, yymmd0, yymmdd, yyyymmdd } from './dates.ts';
import type { Linter } from './fault.ts';
import { csum, csumalpha, gcppos1, gcppos2, hasnondigit } from './keys.ts';
import {
  latitude,
  longitude,
  nonzero,
  nozeroprefix,
  pieceoftotal,
  posinseqslash,
  winding,
  yesno,
  zero,
} from './numbers.ts';
import { hyphen, iban, importeridx, pcenc } from './texts.ts';

/** The content checks by the names that the dictionary gives them. */
const LINTERS = new Map<string, Linter>(
  Object.entries({
    csum,
    csumalpha,
    gcppos1,
    gcppos2,
    hasnondigit,
    yymmdd,
    yymmd0,
    yyyymmdd,
    hh,
    mi,
    ss,
    hhmi,
    nonzero,
    zero,
    nozeroprefix,
    yesno,
    winding,
    latitude,
    longitude,
    pieceoftotal,
    posinseqslash,
    iso3166,
    iso3166999,
    iso3166alpha2,
    iso4217,
    iso5218,
    mediatype,
    packagetype,
    hyphen,
    iban,
    importeridx,
    pcenc,
    couponcode,
    couponposoffer,
  }),
);

/**
 * The content check of a name.
 * @throws RangeError for a name that no check has: the dictionary is newer than the checks
 */
export function linter(name: string): Linter {
  const found = LINTERS.get(name);
  if (found === undefined) throw new RangeError(`no content check is named "${name}"`);
  return found;
}
