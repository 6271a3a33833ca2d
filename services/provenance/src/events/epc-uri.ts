import { checkDigit } from '../identifiers/check-digit.ts';

/**
 * Canonical GS1 Digital Link URI of a pure-identity EPC URI, EPC class URI or EPC pattern URI
 * (EPC Tag Data Standard 6.3; GS1 Digital Link URI Syntax 1.2 section 6), or undefined when the text is none.
 */
export function epcUriToDigitalLink(uri: string): string | undefined {
  const match = /^urn:epc:(id|class|idpat):([a-z]+):(\d{6,12})\.([^.]*)(?:\.(.*))?$/s.exec(uri);
  if (!match) return undefined;
  const [, form, scheme, prefix, reference, tail] = match;
  if (form === undefined || scheme === undefined || prefix === undefined || reference === undefined) return undefined;
  const write = (form === 'idpat' ? PATTERNS : form === 'class' ? CLASSES : IDENTITIES)[scheme];
  const path = write?.(prefix, reference, tail);
  return path === undefined ? undefined : `https://id.gs1.org/${path}`;
}

type Writer = (prefix: string, reference: string, tail: string | undefined) => string | undefined;

const IDENTITIES: Readonly<Record<string, Writer>> = {
  sgtin: (prefix, item, serial) => join(gtin(prefix, item), '/21/', serial),
  upui: (prefix, item, serial) => join(gtin(prefix, item), '/235/', serial),
  itip: (prefix, item, tail) => {
    const [, piece, total, serial] = /^(\d\d)\.(\d\d)\.(.+)$/s.exec(tail ?? '') ?? [];
    return piece === undefined || total === undefined
      ? undefined
      : join(itip(prefix, item, piece, total), '/21/', serial);
  },
  sscc: (prefix, serial, tail) => {
    const digits = serial.slice(0, 1) + prefix + serial.slice(1);
    return tail === undefined ? key('00', digits, 17) : undefined;
  },
  sgln: (prefix, location, extension) => {
    const place = key('414', prefix + location, 12);
    return extension === '0' ? place : join(place, '/254/', extension);
  },
  pgln: (prefix, party) => key('417', prefix + party, 12),
  grai: (prefix, asset, serial) => join(key('8003', `0${prefix}${asset}`, 13), '', serial),
  giai: (prefix, asset, tail) => `8004/${prefix}${encode(dotted(asset, tail))}`,
  gsrn: (prefix, service) => key('8018', prefix + service, 17),
  gsrnp: (prefix, service) => key('8017', prefix + service, 17),
  gdti: (prefix, document, serial) => join(key('253', prefix + document, 12), '', serial),
  sgcn: (prefix, coupon, serial) => join(key('255', prefix + coupon, 12), '', serial),
  cpi: (prefix, part, serial) => join(`8010/${prefix}${encode(part)}`, '/8011/', serial),
  ginc: (prefix, consignment, tail) => `401/${prefix}${encode(dotted(consignment, tail))}`,
  gsin: (prefix, shipment) => key('402', prefix + shipment, 16),
};

const CLASSES: Readonly<Record<string, Writer>> = {
  lgtin: (prefix, item, lot) => join(gtin(prefix, item), '/10/', lot),
};

const PATTERNS: Readonly<Record<string, Writer>> = {
  sgtin: (prefix, item, tail) => whole(tail, gtin(prefix, item)),
  upui: (prefix, item, tail) => whole(tail, gtin(prefix, item)),
  grai: (prefix, asset, tail) => whole(tail, key('8003', `0${prefix}${asset}`, 13)),
  gdti: (prefix, document, tail) => whole(tail, key('253', prefix + document, 12)),
  sgcn: (prefix, coupon, tail) => whole(tail, key('255', prefix + coupon, 12)),
  cpi: (prefix, part, tail) => whole(tail, `8010/${prefix}${encode(part)}`),
  itip: (prefix, item, tail) => {
    const [, piece, total] = /^(\d\d)\.(\d\d)\.\*$/.exec(tail ?? '') ?? [];
    return piece === undefined || total === undefined ? undefined : itip(prefix, item, piece, total);
  },
};

function gtin(prefix: string, item: string): string | undefined {
  return key('01', item.slice(0, 1) + prefix + item.slice(1), 13);
}

function itip(prefix: string, item: string, piece: string, total: string): string | undefined {
  const trade = gtin(prefix, item);
  return trade === undefined ? undefined : `8006/${trade.slice('01/'.length)}${piece}${total}`;
}

function key(identifier: string, digits: string, length: number): string | undefined {
  return digits.length === length && /^\d+$/.test(digits) ? `${identifier}/${digits}${checkDigit(digits)}` : undefined;
}

function join(start: string | undefined, separator: string, component: string | undefined): string | undefined {
  return start === undefined || !component ? undefined : start + separator + encode(component);
}

/** A pattern names a whole class only when it ends in the wildcard. */
function whole(tail: string | undefined, path: string | undefined): string | undefined {
  return tail === '*' ? path : undefined;
}

/** GIAI and GINC references may themselves hold dots. */
function dotted(reference: string, tail: string | undefined): string {
  return tail === undefined ? reference : `${reference}.${tail}`;
}

/** Characters an EPC URI writes plainly and a Digital Link must escape (Digital Link URI Syntax, table of reserved). */
function encode(component: string): string {
  return component.replace(/[!()*+,:]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
