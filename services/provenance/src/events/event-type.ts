const STANDARD_TYPES: ReadonlySet<string> = new Set([
  'ObjectEvent',
  'AggregationEvent',
  'TransactionEvent',
  'TransformationEvent',
  'AssociationEvent',
]);

export function isStandardType(type: string): boolean {
  return STANDARD_TYPES.has(type);
}

/** The bare name of a standard event type written as `epcis:` CURIE or as URI; any other type unchanged. */
export function standardType(type: string): string {
  const [, name] = /^(?:epcis:|https:\/\/ref\.gs1\.org\/epcis\/)([A-Za-z]+)$/.exec(type) ?? [];
  return name !== undefined && STANDARD_TYPES.has(name) ? name : type;
}
