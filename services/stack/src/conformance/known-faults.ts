/**
 * Cases that their own suite has wrong. Such a case is run like any other. Only when it does not hold, and the
 * contradiction named here is proven in that very run, is it reported as a known fault instead of a failure.
 */
export const KNOWN_FAULTS = {
  'pre-hash-contradicts-hash': {
    suite: 'event-hash',
    what: 'The line of the .prehashes file is damaged: it is not the text the suite’s own .hashes line was made from.',
    proof:
      'SHA-256 of the .prehashes line differs from the .hashes line of the same event (CBV 2.0 section 8.9), while the hash made here equals it.',
    seenIn: ['epcisDocWithAllGS1Keys event 1 pre-hash', 'epcisDocWithDefaultSchemaInContext event 2 pre-hash'],
  },
  'convenience-alphas-not-recorded': {
    suite: 'digital-link',
    what: 'The vector lacks a setting of its source, so that it contradicts vectors beside it that have the same options.',
    proof:
      'The source (gs1-syntax-engine, dl.c) expects words such as /gtin/ to be refused until its tests set permitConvenienceAlphas, and accepted afterwards. The URI is refused here with the setting off and accepted with it on.',
    seenIn: ['parse: https://a/gtin/12312312312333, expected to be refused'],
  },
} as const;

export type FaultName = keyof typeof KNOWN_FAULTS;
