import { Injectable } from '@nestjs/common';
import { assembleBundle, serialiseBundle, type Sealed, type SignedEvent } from '@fieldseal/provenance';
import type { Certificate, EpcisEvent, Proof } from '@fieldseal/provenance';
import { StoredCertificate } from '../certificates/certificate.entity.ts';
import { CertificateKind } from '../certificates/certificates.schemas.ts';
import { CertificatesService } from '../certificates/certificates.service.ts';
import { ChainService } from '../chain/chain.service.ts';
import { hashDigits } from '../events/event-row.ts';
import type { Item } from '../items/item.entity.ts';
import { Problem } from '../platform/problems.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { TileStore } from '../seals/tile-store.ts';
import { SealerService } from '../seals/sealer.service.ts';
import { StatusListsService } from '../status-lists/status-lists.service.ts';
import { type Leaf, SealedDocumentsService } from './sealed-documents.service.ts';

const MAX_DECLARATIONS = 20;
const MAX_DECLARATION_BYTES = 20_000;

type Stored = Leaf<EpcisEvent & { eventID: string }> & { proof: Proof | Proof[] };

/** Puts the evidence about a piece together: certificates, events, proofs and where on which chain the proofs end. */
@Injectable()
export class EvidenceBundleService {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly chain: ChainService,
    private readonly sealer: SealerService,
    private readonly sealed: SealedDocumentsService,
    private readonly nodes: TileStore,
    private readonly certificates: CertificatesService,
    private readonly statusLists: StatusListsService,
  ) {}

  /**
   * Canonical bytes of the bundle, of the certificates that are sealed on the chain by now.
   * @throws Problem not-sealed-yet while none of them is
   */
  async of({ digitalLink }: Item): Promise<Uint8Array> {
    return this.about(digitalLink, await this.certificates.newestOf([digitalLink], CertificateKind.options));
  }

  /**
   * The same about any thing, of these certificates and all that they build on.
   * @param link Digital Link that each of them speaks of
   * @throws Problem not-sealed-yet while none of them is
   */
  async about(link: string, own: readonly StoredCertificate[]): Promise<Uint8Array> {
    const head = await this.sealer.latest();
    const size = head?.treeSize ?? 0;
    const sealedOwn = await this.sealed.placed(own.flatMap(leafOf), size);
    if (head === undefined || sealedOwn.length === 0)
      throw new Problem('not-sealed-yet', 'The certificates are being sealed; look again in a few seconds.');
    const certificates = await this.withPromises(await this.withPredecessors(sealedOwn, size), size);
    const documents = certificates.map(({ document }) => document);
    const events = await this.evidence(documents);
    const statusLists = await this.statusLists.listsOf(documents);
    const { chainId, sealLog, issuerRegistry } = await this.chain.deployment;
    const contracts = { chainId, sealLog: sealLog.toLowerCase(), issuerRegistry: issuerRegistry.toLowerCase() };
    const sealedEvents = await this.sealed.placed<SignedEvent>(events, size);
    const declarations = await this.sealed.placed<SignedEvent>(await this.declarations(events), size);
    const dated = await this.sealed.dated(certificates.sort((one, other) => one.leafIndex - other.leafIndex));
    const companions = { declarations, statusLists };
    return serialiseBundle(await assembleBundle(link, contracts, size, this.nodes, dated, sealedEvents, companions));
  }

  /** The signed events that certificates cite; where several parties recorded the same, the issuer's own. */
  private async evidence(certificates: readonly Certificate[]): Promise<Leaf<SignedEvent>[]> {
    const cited = certificates.flatMap(({ issuer, evidence }) => evidence.map(({ id }) => ({ issuer: issuer.id, id })));
    const rows = await this.unit.query<Stored>(
      `SELECT DISTINCT ON (cited.hash) e.document, e.proof, e.digest
       FROM unnest($1::text[], $2::text[]) AS cited (did, hash)
       JOIN event e ON e.hash = decode(cited.hash, 'hex') AND e.declaration = '' AND e.proof IS NOT NULL
       JOIN organisation o ON o.id = e.organisation_id
       LEFT JOIN former_key k ON k.organisation_id = o.id AND k.did = cited.did
       ORDER BY cited.hash, (o.did = cited.did OR k.did IS NOT NULL) DESC, e.id`,
      [cited.map(({ issuer }) => issuer), cited.map(({ id }) => hashDigits(id))],
    );
    return rows.map(signed);
  }

  /**
   * What anybody later declared wrong of these events, whoever recorded them first. Bounded in number and size, so that
   * no stranger can make a bundle too large to be served.
   */
  private async declarations(events: readonly Leaf<SignedEvent>[]): Promise<Leaf<SignedEvent>[]> {
    const rows = await this.unit.query<Stored>(
      `SELECT d.document, d.proof, d.digest FROM event d
       WHERE d.hash = ANY($1::bytea[]) AND d.declaration <> '' AND d.proof IS NOT NULL
         AND octet_length(d.document::text) <= ${MAX_DECLARATION_BYTES}
       ORDER BY EXISTS (
         SELECT 1 FROM event e WHERE e.hash = d.hash AND e.organisation_id = d.organisation_id AND e.declaration = ''
       ) DESC, d.id
       LIMIT ${MAX_DECLARATIONS}`,
      [events.map(({ document }) => Buffer.from(hashDigits(document.eventID), 'hex'))],
    );
    return rows.map(signed);
  }

  /** The certificates and, back to the field, all that they build on. */
  private async withPredecessors(newest: Sealed<Certificate>[], size: number): Promise<Sealed<Certificate>[]> {
    const all = new Map(newest.map((sealed) => [sealed.leafIndex, sealed]));
    let wanted = newest.flatMap(({ document }) => document.precededBy);
    while (wanted.length > 0) {
      const digests = wanted.map((hex) => Buffer.from(hex, 'hex'));
      const before = await this.unit
        .repository(StoredCertificate)
        .createQueryBuilder('c')
        .where('c.digest = ANY(:digests)', { digests })
        .getMany();
      const fresh = (await this.sealed.placed(before.flatMap(leafOf), size)).filter(
        ({ leafIndex }) => !all.has(leafIndex),
      );
      for (const sealed of fresh) all.set(sealed.leafIndex, sealed);
      wanted = fresh.flatMap(({ document }) => document.precededBy);
    }
    return [...all.values()];
  }

  /** The same with what the growers promised of the lots: no certificate needs to build on that. */
  private async withPromises(chain: Sealed<Certificate>[], size: number): Promise<Sealed<Certificate>[]> {
    const lots = chain.flatMap(({ document: { credentialSubject: about } }) =>
      'madeFrom' in about ? about.madeFrom.map(({ id }) => id) : [],
    );
    const promises = await this.sealed.placed(
      (await this.certificates.newestOf(lots, ['conformity'])).flatMap(leafOf),
      size,
    );
    return promises.length === 0 ? chain : this.withPredecessors([...chain, ...promises], size);
  }
}

function signed({ document, proof, digest }: Stored): Leaf<SignedEvent> {
  return { document: { ...document, proof }, digest };
}

function leafOf({ document, digest }: StoredCertificate): Leaf<Certificate>[] {
  return digest === null ? [] : [{ document, digest }];
}
