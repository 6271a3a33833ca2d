import { canonicalIdentifier } from './canonical-identifier.ts';
import type { AnyEvent } from './schema.ts';

/** What part a thing plays in an event: the field it stands in, classes apart from instances. */
export const THING_ROLES = {
  epc: 1,
  parent: 2,
  child: 3,
  input: 4,
  output: 5,
  class: 6,
  childClass: 7,
  inputClass: 8,
  outputClass: 9,
} as const;

export type ThingRole = (typeof THING_ROLES)[keyof typeof THING_ROLES];

export interface EventThing {
  /** Canonical identifier: one spelling for every way to write the same key. */
  readonly thing: string;
  readonly role: ThingRole;
}

const INSTANCES = [
  ['epcList', THING_ROLES.epc],
  ['childEPCs', THING_ROLES.child],
  ['inputEPCList', THING_ROLES.input],
  ['outputEPCList', THING_ROLES.output],
] as const;

const CLASSES = [
  ['quantityList', THING_ROLES.class],
  ['childQuantityList', THING_ROLES.childClass],
  ['inputQuantityList', THING_ROLES.inputClass],
  ['outputQuantityList', THING_ROLES.outputClass],
] as const;

/** The fields above, of which each type of event has some. */
type Lists = Partial<
  Record<(typeof INSTANCES)[number][0], readonly string[] | undefined> &
    Record<(typeof CLASSES)[number][0], readonly { readonly epcClass: string }[] | undefined> &
    Record<'parentID', string | undefined>
>;

/** Everything an event names as moved, made, used or seen: distinct pairs of thing and role. */
export function eventThings(document: AnyEvent): EventThing[] {
  const lists: Lists = document;
  const found = new Map<string, EventThing>();
  const add = (identifier: string, role: ThingRole) => {
    const thing = canonicalIdentifier(identifier);
    found.set(`${String(role)} ${thing}`, { thing, role });
  };
  if (lists.parentID !== undefined) add(lists.parentID, THING_ROLES.parent);
  for (const [name, role] of INSTANCES) for (const identifier of lists[name] ?? []) add(identifier, role);
  for (const [name, role] of CLASSES) for (const { epcClass } of lists[name] ?? []) add(epcClass, role);
  return [...found.values()];
}
