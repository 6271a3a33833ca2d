import { buildDigitalLink, IdentifierError, parseDigitalLink, readElementString } from '@fieldseal/provenance';

/** What a scanned label says, or why it cannot be used. */
export type ScannedCode =
  | { kind: 'item'; gtin: string; serial: string; digitalLink: string }
  | { kind: 'case'; sscc: string }
  | { kind: 'refused'; reason: RefusedReason };

export type RefusedReason = 'empty' | 'too-long' | 'not-gs1' | 'bad-check-digit' | 'no-serial' | 'unknown-ai';

const LONGEST = 500;
const FNC1 = '\u001d';
/** Symbologies whose data are GS1 element strings; what stands before a plain code says nothing. */
const GS1_SYMBOL = /^\](?:d2|C1|Q3|e0|J1)/;

/**
 * Reads what a hand scanner types or a camera decodes: a GS1 Digital Link, an element string with FNC1 (sent as GS, 0x1D,
 * with or without a symbology identifier such as `]d2`), the printed form `(01)…(21)…`, or a bare SSCC.
 * @param stem web address put before codes that are not links, for example `https://id.example.com`
 */
export function readCode(raw: string, stem: string): ScannedCode {
  const text = raw.trim();
  if (text === '') return refused('empty');
  if (text.length > LONGEST) return refused('too-long');
  const content = text.replace(/^\][A-Za-z]\d/, '');
  if (/^https?:\/\//i.test(content)) return readLink(content);
  return readElements(GS1_SYMBOL.test(text) ? text : elementString(content), stem);
}

/** A keyboard scanner may leave out the leading FNC1, and a bare SSCC its application identifier. */
function elementString(text: string): string {
  if (/^\d{18}$/.test(text)) return `(00)${text}`;
  return text.startsWith('(') || text.startsWith(FNC1) ? text : FNC1 + text;
}

function readElements(text: string, stem: string): ScannedCode {
  try {
    return fromElements(new Map(readElementString(text).map(({ ai, value }) => [ai, value])), stem);
  } catch (error) {
    if (!(error instanceof IdentifierError)) throw error;
    return refused(reasonOf(error, text));
  }
}

/** An identifier unknown behind known ones is a label of somebody else's; at the very beginning it is no GS1 code. */
function reasonOf({ message, at = 0 }: IdentifierError, text: string): RefusedReason {
  if (message.includes('check digit')) return 'bad-check-digit';
  const begins = GS1_SYMBOL.test(text) ? 3 : 1;
  return message.includes('no known') && at > begins ? 'unknown-ai' : 'not-gs1';
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
  const product = elements.get('01');
  const serial = elements.get('21');
  if (sscc !== undefined) return { kind: 'case', sscc };
  if (product === undefined) return refused('not-gs1');
  if (serial === undefined) return refused('no-serial');
  const digitalLink = buildDigitalLink(stem, { kind: 'product', scheme: 'gs1', product, serial });
  return { kind: 'item', gtin: product, serial, digitalLink };
}

function refused(reason: RefusedReason): ScannedCode {
  return { kind: 'refused', reason };
}
