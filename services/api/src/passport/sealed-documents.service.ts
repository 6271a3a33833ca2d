import { Injectable } from '@nestjs/common';
import type { Certificate, Sealed } from '@fieldseal/provenance';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { SealLogService } from '../seals/seal-log.service.ts';

/** A document and the SHA-256 of it that was left to the seal log. */
export interface Leaf<Document> {
  readonly document: Document;
  readonly digest: Buffer;
}

/** Where documents stand in the seal log, and since when that is on the chain. */
@Injectable()
export class SealedDocumentsService {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly log: SealLogService,
  ) {}

  /** Those of the documents that have a place below the sealed size, in order of their places. */
  async placed<Document>(leaves: readonly Leaf<Document>[], size: number): Promise<Sealed<Document>[]> {
    const places = await this.log.places(leaves.map(({ digest }) => digest));
    return leaves
      .flatMap(({ document, digest }) => {
        const leafIndex = places.get(digest.toString('hex'));
        return leafIndex === undefined || leafIndex >= size ? [] : [{ document, leafIndex }];
      })
      .sort((one, other) => one.leafIndex - other.leafIndex);
  }

  /** The same with the size of the first head on the chain that covered each: it was signed by then. */
  async dated(certificates: readonly Sealed<Certificate>[]): Promise<Sealed<Certificate>[]> {
    const rows = await this.unit.query<{ leaf: string; size: string }>(
      `SELECT leaf, first.size
       FROM unnest($1::bigint[]) AS leaf
       CROSS JOIN LATERAL (
         SELECT s.tree_size AS size FROM seal s JOIN chain_transaction t ON t.id = s.transaction_id
         WHERE s.tree_size > leaf AND t.status = 'mined' ORDER BY s.tree_size LIMIT 1
       ) first`,
      [certificates.map(({ leafIndex }) => leafIndex)],
    );
    const first = new Map(rows.map(({ leaf, size }) => [Number(leaf), Number(size)]));
    return certificates.map((sealed) => {
      const firstHeadSize = first.get(sealed.leafIndex);
      return firstHeadSize === undefined ? sealed : { ...sealed, firstHeadSize };
    });
  }
}
