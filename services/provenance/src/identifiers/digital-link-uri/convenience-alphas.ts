/** Words for AIs in a path: Digital Link 1.0 and 1.1, withdrawn with 1.2. */
const CONVENIENCE_ALPHAS: ReadonlyMap<string, string> = new Map([
  ['cpid', '8010'],
  ['cpsn', '8011'],
  ['cpv', '22'],
  ['gcn', '255'],
  ['gdti', '253'],
  ['giai', '8004'],
  ['ginc', '401'],
  ['gln', '414'],
  ['glnx', '254'],
  ['gmn', '8013'],
  ['grai', '8003'],
  ['gsin', '402'],
  ['gsrn', '8018'],
  ['gsrnp', '8017'],
  ['gtin', '01'],
  ['itip', '8006'],
  ['lot', '10'],
  ['party', '417'],
  ['refno', '8020'],
  ['ser', '21'],
  ['srin', '8019'],
  ['sscc', '00'],
]);

/** The AI that a word stands for; anything else is returned as it is. */
export function aiOfWord(word: string): string {
  return CONVENIENCE_ALPHAS.get(word) ?? word;
}
