import { Injectable } from '@nestjs/common';
import { appendLeaves, inclusionProof, loadCompactTree } from '@fieldseal/provenance';
import { Background } from '../platform/background.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { StoredNodes } from './node-store.ts';

export const SEAL_QUEUE = 'seal';
const SEQUENCE_BATCH = 4096;

/**
 * The append-only log of all signed documents (RFC 9162 section 2). Writers only leave a digest behind in their own
 * transaction; one sequencer gives the digests their places, so that writers never wait for one another.
 */
@Injectable()
export class SealLogService {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly nodes: StoredNodes,
    private readonly background: Background,
  ) {}

  /** Leaves a document's digest (32 bytes) to be sequenced and sealed. */
  async append(digest: Uint8Array): Promise<void> {
    await this.unit.query('INSERT INTO pending_leaf (digest) VALUES ($1) ON CONFLICT DO NOTHING', [digest]);
    await this.background.wake(SEAL_QUEUE);
  }

  /** Number of sequenced leaves. */
  async size(): Promise<number> {
    const [row] = await this.unit.query<{ size: string }>(
      'SELECT coalesce(max(leaf_index) + 1, 0) AS size FROM seal_leaf',
    );
    return Number(row?.size ?? 0);
  }

  /** Gives all waiting digests their places, in the order in which they were left. */
  async sequence(): Promise<void> {
    while ((await this.unit.run(() => this.sequenceBatch())) === SEQUENCE_BATCH);
  }

  /** Places of digests, hexadecimal digest -> leaf index; digests without a place yet are absent. */
  async places(digests: readonly Uint8Array[]): Promise<Map<string, number>> {
    const rows = await this.unit.query<{ digest: Buffer; leaf_index: string }>(
      'SELECT digest, leaf_index FROM seal_leaf WHERE digest = ANY($1)',
      [digests],
    );
    return new Map(rows.map((row) => [row.digest.toString('hex'), Number(row.leaf_index)]));
  }

  /** Inclusion proof of a leaf in the tree of the first `size` leaves. */
  prove(leafIndex: number, size: number): Promise<Uint8Array[]> {
    return inclusionProof(this.nodes, leafIndex, size);
  }

  private async sequenceBatch(): Promise<number> {
    await this.unit.query("SELECT pg_advisory_xact_lock(hashtext('seal log sequencer'))");
    const waiting = await this.unit.query<{ position: string; digest: Buffer }>(
      `SELECT position, digest FROM pending_leaf ORDER BY position LIMIT ${SEQUENCE_BATCH}`,
    );
    if (waiting.length === 0) return 0;
    await this.place(waiting.map(({ digest }) => digest));
    await this.unit.query('DELETE FROM pending_leaf WHERE position = ANY($1::bigint[])', [
      waiting.map(({ position }) => position),
    ]);
    return waiting.length;
  }

  /** Appends the digests that have no place yet: a document that two organisations recorded is one leaf. */
  private async place(digests: readonly Buffer[]): Promise<void> {
    const placed = await this.places(digests);
    const leaves = digests.filter((digest) => !placed.has(digest.toString('hex')));
    if (leaves.length === 0) return;
    const size = await this.size();
    const { completed } = appendLeaves(await loadCompactTree(this.nodes, size), leaves);
    await this.unit.query(
      'INSERT INTO seal_leaf (leaf_index, digest) SELECT $1::bigint + i - 1, d FROM unnest($2::bytea[]) WITH ORDINALITY AS t(d, i)',
      [size, leaves],
    );
    await this.unit.query(
      'INSERT INTO seal_node (level, node_index, hash) SELECT * FROM unnest($1::integer[], $2::bigint[], $3::bytea[])',
      [
        completed.map(({ level }) => level),
        completed.map(({ index }) => index),
        completed.map(({ hash }) => Buffer.from(hash)),
      ],
    );
  }
}
