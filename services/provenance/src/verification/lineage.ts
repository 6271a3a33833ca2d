import type { Certificate } from '../credentials/certificates.ts';
import { canonicalIdentifier } from '../events/canonical-identifier.ts';
import type { EpcisEvent } from '../events/schema.ts';

type Edges = Map<string, Set<string>>;

/**
 * Where an item comes from and what it was packed into, read from events and identity certificates.
 * Identifiers are compared in canonical form, so `…/10/LOT/21/SERIAL` and `…/21/SERIAL` are the same piece.
 */
export class Lineage {
  /** Thing to what it was made of, commissioned from, or bound to. */
  readonly #origins: Edges = new Map();
  /** Thing to what it was put into. */
  readonly #containers: Edges = new Map();

  constructor(events: Iterable<EpcisEvent>, certificates: Iterable<Certificate>) {
    for (const event of events) this.#readEvent(event);
    for (const { type, credentialSubject } of certificates) {
      if (type[1] !== 'IdentityCertificate' || !('pieces' in credentialSubject)) continue;
      for (const { id, wrapper } of credentialSubject.pieces) {
        link(this.#origins, [id], [credentialSubject.id, wrapper]);
        link(this.#origins, [wrapper], [id]);
      }
    }
  }

  /** The thing itself and everything it came from. */
  originsOf(thing: string): Set<string> {
    return reach(this.#origins, [canonicalIdentifier(thing)]);
  }

  /** Everything that held one of these things, directly or inside other containers; the things included. */
  containersOf(things: Iterable<string>): Set<string> {
    return reach(this.#containers, things);
  }

  #readEvent(event: EpcisEvent): void {
    switch (event.type) {
      case 'TransformationEvent':
        link(
          this.#origins,
          named(event.outputEPCList, event.outputQuantityList),
          named(event.inputEPCList, event.inputQuantityList),
        );
        break;
      case 'AssociationEvent':
        if (event.action !== 'ADD') break;
        link(this.#origins, named(event.childEPCs, event.childQuantityList), [event.parentID]);
        link(this.#origins, [event.parentID], named(event.childEPCs, event.childQuantityList));
        break;
      case 'AggregationEvent':
        if (event.action !== 'ADD' || event.parentID === undefined) break;
        link(this.#containers, named(event.childEPCs, event.childQuantityList), [event.parentID]);
        break;
      case 'ObjectEvent':
      case 'TransactionEvent':
        break;
    }
  }
}

type Quantities = readonly { readonly epcClass: string }[] | undefined;

function named(epcs: readonly string[] | undefined, quantities: Quantities): string[] {
  return [...(epcs ?? []), ...(quantities ?? []).map(({ epcClass }) => epcClass)];
}

function link(edges: Edges, from: readonly string[], to: readonly string[]): void {
  const targets = to.map(canonicalIdentifier);
  for (const start of from.map(canonicalIdentifier)) {
    const known = edges.get(start) ?? new Set();
    for (const target of targets) known.add(target);
    edges.set(start, known);
  }
}

/** Everything that can be reached, each visited once, so that circles end. */
function reach(edges: Edges, starts: Iterable<string>): Set<string> {
  const visited = new Set(starts);
  for (const thing of visited) for (const next of edges.get(thing) ?? []) visited.add(next);
  return visited;
}
