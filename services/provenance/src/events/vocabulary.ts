import { BARE_WORD_LISTS } from './bare-words.ts';
import type { BareWordKind } from './bare-words.ts';

const CBV = 'https://ref.gs1.org/cbv/';
const GS1 = 'https://gs1.org/voc/';

/** The namespaces a bare word of each standard field stands for (EPCIS 2.0 JSON-LD context). */
const NAMESPACES: Readonly<Record<BareWordKind, string>> = {
  bizStep: `${CBV}BizStep-`,
  disposition: `${CBV}Disp-`,
  bizTransaction: `${CBV}BTT-`,
  sourceDestination: `${CBV}SDT-`,
  errorReason: `${CBV}ER-`,
  component: `${CBV}Comp-`,
  measurement: GS1,
  alert: GS1,
};

const URNS: readonly (readonly [string, string])[] = [
  ['urn:epcglobal:cbv:bizstep:', NAMESPACES.bizStep],
  ['urn:epcglobal:cbv:disp:', NAMESPACES.disposition],
  ['urn:epcglobal:cbv:btt:', NAMESPACES.bizTransaction],
  ['urn:epcglobal:cbv:sdt:', NAMESPACES.sourceDestination],
  ['urn:epcglobal:cbv:er:', NAMESPACES.errorReason],
  ['cbv:', CBV],
  ['gs1:', GS1],
];

/** Old CBV URN or `cbv:`/`gs1:` CURIE as web vocabulary URI; other text unchanged. */
export function webVocabulary(text: string): string {
  const first = text.charCodeAt(0);
  if (first !== 117 && first !== 99 && first !== 103) return text;
  for (const [short, full] of URNS) if (text.startsWith(short)) return full + text.slice(short.length);
  return text;
}

/** A vocabulary value as web URI: a bare word gets the namespace of its field. */
export function vocabularyUri(text: string, kind: BareWordKind): string {
  return /^[A-Za-z_]+$/.test(text) ? NAMESPACES[kind] + text : webVocabulary(text);
}

/** A CBV word in whatever form (URI, URN, CURIE) as the bare word of its field; any other value unchanged. */
export function bareWord(text: string, kind: BareWordKind): string {
  if (!text.includes(':')) return text;
  const full = webVocabulary(text);
  const namespace = NAMESPACES[kind];
  if (!full.startsWith(namespace)) return text;
  const word = full.slice(namespace.length);
  return BARE_WORD_LISTS[kind].has(word) ? word : text;
}
