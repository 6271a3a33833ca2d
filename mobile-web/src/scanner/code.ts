import { buildDigitalLink, IdentifierError, isGtin, isSscc, parseDigitalLink, toGtin14 } from '@fieldseal/provenance';

/** What a scanned label says, or why it cannot be used. */
export type ScannedCode =
  | { kind: 'item'; gtin: string; serial: string; digitalLink: string }
  | { kind: 'case'; sscc: string }
  | { kind: 'refused'; reason: RefusedReason };

export type RefusedReason = 'empty' | 'too-long' | 'not-gs1' | 'bad-check-digit' | 'no-serial' | 'unknown-ai';

const LONGEST = 500;
const FNC1 = '\u001d';

/** Length of the value of each application identifier we read (GS1 General Specifications 3.2); 0 = up to FNC1. */
const ELEMENT_LENGTH: Record<string, number> = {
  '00': 18,
  '01': 14,
  '02': 14,
  '11': 6,
  '13': 6,
  '15': 6,
  '17': 6,
  '10': 0,
  '21': 0,
  '37': 0,
  '254': 0,
  '414': 13,
  '3100': 6,
  '3101': 6,
  '3102': 6,
  '3103': 6,
};

/**
 * Reads what a hand scanner types or a camera decodes: a GS1 Digital Link, an element string with FNC1 (sent as GS, 0x1D,
 * with or without a symbology identifier such as `]d2`), the printed form `(01)…(21)…`, or a bare SSCC.
 * @param stem web address put before codes that are not links, for example `https://id.example.com`
 */
export function readCode(raw: string, stem: string): ScannedCode {
  const text = raw.trim().replace(/^\][A-Za-z]\d/, '');
  if (text === '') return refused('empty');
  if (text.length > LONGEST) return refused('too-long');
  if (/^https?:\/\//i.test(text)) return readLink(text);
  const elements = text.startsWith('(') ? bracketed(text) : elementString(text);
  if (elements === 'unknown-ai') return refused('unknown-ai');
  if (elements === undefined) return refused('not-gs1');
  return fromElements(elements, stem);
}

function readLink(text: string): ScannedCode {
  try {
    const { stem, identifier } = parseDigitalLink(text);
    if (identifier.kind === 'unit') return { kind: 'case', sscc: identifier.unit };
    if (identifier.kind !== 'product' || identifier.serial === undefined) return refused('no-serial');
    const { product: gtin, serial } = identifier;
    const digitalLink = buildDigitalLink(stem, { kind: 'product', scheme: identifier.scheme, product: gtin, serial });
    return { kind: 'item', gtin, serial, digitalLink };
  } catch (error) {
    if (!(error instanceof IdentifierError)) throw error;
    return refused(error.message.includes('check digit') ? 'bad-check-digit' : 'not-gs1');
  }
}

function fromElements(elements: ReadonlyMap<string, string>, stem: string): ScannedCode {
  const sscc = elements.get('00');
  const gtin = elements.get('01');
  const serial = elements.get('21');
  if (sscc !== undefined) return isSscc(sscc) ? { kind: 'case', sscc } : refused('bad-check-digit');
  if (gtin === undefined) return refused('not-gs1');
  if (!isGtin(gtin)) return refused('bad-check-digit');
  if (serial === undefined) return refused('no-serial');
  try {
    const product = toGtin14(gtin);
    const digitalLink = buildDigitalLink(stem, { kind: 'product', scheme: 'gs1', product, serial });
    return { kind: 'item', gtin: product, serial, digitalLink };
  } catch (error) {
    if (error instanceof IdentifierError) return refused('not-gs1');
    throw error;
  }
}

function bracketed(text: string): Map<string, string> | undefined {
  const pairs = [...text.matchAll(/\((\d{2,4})\)([^(]+)/g)];
  const whole = pairs.map((pair) => pair[0]).join('');
  if (whole !== text) return undefined;
  return new Map(pairs.map(([, identifier = '', value = '']) => [identifier, value]));
}

function elementString(text: string): Map<string, string> | 'unknown-ai' | undefined {
  if (/^\d{18}$/.test(text)) return new Map([['00', text]]);
  const elements = new Map<string, string>();
  let rest = withoutFnc1(text);
  if (!/^\d{4}/.test(rest)) return undefined;
  while (rest !== '') {
    const identifier = [2, 3, 4].map((length) => rest.slice(0, length)).find((key) => key in ELEMENT_LENGTH);
    if (identifier === undefined) return elements.size > 0 ? 'unknown-ai' : undefined;
    const fixed = ELEMENT_LENGTH[identifier] ?? 0;
    const body = rest.slice(identifier.length);
    const separator = body.indexOf(FNC1);
    const end = fixed > 0 ? fixed : separator < 0 ? body.length : separator;
    if (body.length < end || end === 0) return undefined;
    elements.set(identifier, body.slice(0, end));
    rest = withoutFnc1(body.slice(end));
  }
  return elements;
}

function withoutFnc1(text: string): string {
  return text.startsWith(FNC1) ? text.slice(1) : text;
}

function refused(reason: RefusedReason): ScannedCode {
  return { kind: 'refused', reason };
}
