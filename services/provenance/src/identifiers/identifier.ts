/**
 * What a code names. `gs1` keys are GS1's; `own` keys belong to a smallholder without GS1 keys and live under the
 * platform's own domain. Both have the same shape, so everything above this folder treats them alike.
 */
export type Scheme = 'gs1' | 'own';

export type Identifier =
  | { kind: 'product'; scheme: Scheme; product: string; lot?: string; serial?: string }
  | { kind: 'unit'; scheme: Scheme; unit: string }
  | { kind: 'place'; scheme: Scheme; place: string; extension?: string }
  | { kind: 'party'; scheme: Scheme; party: string };
