import { Injectable } from '@nestjs/common';
import { assembleBundle, serialiseBundle, type Sealed, type SignedEvent } from '@fieldseal/provenance';
import type { Certificate, EpcisEvent, Proof } from '@fieldseal/provenance';
import { StoredCertificate } from '../certificates/certificate.entity.ts';
import { ChainService } from '../chain/chain.service.ts';
import { hashDigits } from '../events/event-row.ts';
import type { Item } from '../items/item.entity.ts';
import { Problem } from '../platform/problems.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { StoredNodes } from '../seals/node-store.ts';
import { SealLogService } from '../seals/seal-log.service.ts';
import { SealerService } from '../seals/sealer.service.ts';

interface Leaf<Document> {
  readonly document: Document;
  readonly digest: Buffer;
}

/** Puts the evidence about a piece together: certificates, events, proofs and where on which chain the proofs end. */
@Injectable()
export class EvidenceBundleService {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly chain: ChainService,
    private readonly sealer: SealerService,
    private readonly log: SealLogService,
    private readonly nodes: StoredNodes,
  ) {}

  /**
   * Canonical bytes of the bundle, of the certificates that are sealed on the chain by now.
   * @throws Problem not-sealed-yet while none of them is
   */
  async of(item: Item): Promise<Uint8Array> {
    const head = await this.sealer.latest();
    const own = await this.unit.repository(StoredCertificate).findBy({ subject: item.digitalLink, status: 'issued' });
    const size = head?.treeSize ?? 0;
    const sealedOwn = await this.placed(own.flatMap(leafOf), size);
    if (head === undefined || sealedOwn.length === 0)
      throw new Problem('not-sealed-yet', 'The certificates are being sealed; look again in a few seconds.');
    const certificates = await this.withPredecessors(sealedOwn, size);
    const events = await this.evidence(certificates.map(({ document }) => document));
    const { chainId, sealLog, issuerRegistry } = await this.chain.deployment;
    const contracts = { chainId, sealLog: sealLog.toLowerCase(), issuerRegistry: issuerRegistry.toLowerCase() };
    const sealedEvents = await this.placed<SignedEvent>(events, size);
    return serialiseBundle(
      await assembleBundle(item.digitalLink, contracts, size, this.nodes, certificates, sealedEvents),
    );
  }

  /** The signed events that certificates cite; where several parties recorded the same, the issuer's own. */
  private async evidence(certificates: readonly Certificate[]): Promise<Leaf<SignedEvent>[]> {
    const cited = certificates.flatMap(({ issuer, evidence }) => evidence.map(({ id }) => ({ issuer: issuer.id, id })));
    const rows = await this.unit.query<Leaf<EpcisEvent & { eventID: string }> & { proof: Proof | Proof[] }>(
      `SELECT DISTINCT ON (cited.hash) e.document, e.proof, e.digest
       FROM unnest($1::text[], $2::text[]) AS cited (did, hash)
       JOIN event e ON e.hash = decode(cited.hash, 'hex') AND e.proof IS NOT NULL
       JOIN organisation o ON o.id = e.organisation_id
       LEFT JOIN former_key k ON k.organisation_id = o.id AND k.did = cited.did
       ORDER BY cited.hash, (o.did = cited.did OR k.did IS NOT NULL) DESC, e.id`,
      [cited.map(({ issuer }) => issuer), cited.map(({ id }) => hashDigits(id))],
    );
    return rows.map(({ document, proof, digest }) => ({ document: { ...document, proof }, digest }));
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
      const fresh = (await this.placed(before.flatMap(leafOf), size)).filter(({ leafIndex }) => !all.has(leafIndex));
      for (const sealed of fresh) all.set(sealed.leafIndex, sealed);
      wanted = fresh.flatMap(({ document }) => document.precededBy);
    }
    return [...all.values()];
  }

  /** Those of the documents that have a place below the sealed size. */
  private async placed<Document>(leaves: readonly Leaf<Document>[], size: number): Promise<Sealed<Document>[]> {
    const places = await this.log.places(leaves.map(({ digest }) => digest));
    return leaves.flatMap(({ document, digest }) => {
      const leafIndex = places.get(digest.toString('hex'));
      return leafIndex === undefined || leafIndex >= size ? [] : [{ document, leafIndex }];
    });
  }
}

function leafOf({ document, digest }: StoredCertificate): Leaf<Certificate>[] {
  return digest === null ? [] : [{ document, digest }];
}
