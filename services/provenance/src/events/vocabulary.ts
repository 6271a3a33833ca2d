const CBV = 'https://ref.gs1.org/cbv/';
const GS1 = 'https://gs1.org/voc/';

/** The namespaces a bare word of each standard field stands for (EPCIS 2.0 JSON-LD context). */
const BARE_WORDS = {
  bizStep: `${CBV}BizStep-`,
  disposition: `${CBV}Disp-`,
  bizTransaction: `${CBV}BTT-`,
  sourceDestination: `${CBV}SDT-`,
  component: `${CBV}Comp-`,
  measurement: GS1,
} as const;

export type BareWordKind = keyof typeof BARE_WORDS;

const URNS: readonly (readonly [string, string])[] = [
  ['urn:epcglobal:cbv:bizstep:', BARE_WORDS.bizStep],
  ['urn:epcglobal:cbv:disp:', BARE_WORDS.disposition],
  ['urn:epcglobal:cbv:btt:', BARE_WORDS.bizTransaction],
  ['urn:epcglobal:cbv:sdt:', BARE_WORDS.sourceDestination],
  ['urn:epcglobal:cbv:er:', `${CBV}ER-`],
  ['cbv:', CBV],
  ['gs1:', GS1],
];

/** Old CBV URN or `cbv:`/`gs1:` CURIE as web vocabulary URI; other text unchanged. */
export function webVocabulary(text: string): string {
  const found = URNS.find(([urn]) => text.startsWith(urn));
  return found ? found[1] + text.slice(found[0].length) : text;
}

/** A vocabulary value as web URI: a bare word gets the namespace of its field. */
export function vocabularyUri(text: string, kind: BareWordKind): string {
  return /^[A-Za-z_]+$/.test(text) ? BARE_WORDS[kind] + text : webVocabulary(text);
}

/** Business steps and dispositions of CBV 2.0 (sections 7.1 and 7.2): a bare word outside these is refused. */
export const BUSINESS_STEPS: readonly string[] =
  `accepting arriving assembling collecting commissioning consigning creating_class_instance cycle_counting
  decommissioning departing destroying disassembling dispensing encoding entering_exiting holding inspecting installing
  killing loading other packing picking receiving removing repackaging repairing replacing reserving retail_selling
  sampling sensor_reporting shipping staging_outbound stock_taking stocking storing transporting unloading unpacking
  void_shipping`.split(/\s+/);

export const DISPOSITIONS: readonly string[] =
  `active available completeness_inferred completeness_verified conformant container_closed container_open damaged
  destroyed dispensed disposed encoded expired in_progress in_transit inactive mismatch_class mismatch_instance
  mismatch_quantity needs_replacement no_pedigree_match non_conformant non_sellable_other partially_dispensed recalled
  reserved retail_sold returned sellable_accessible sellable_not_accessible stolen unavailable unknown`.split(/\s+/);
