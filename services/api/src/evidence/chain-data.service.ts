import { Injectable } from '@nestjs/common';
import { type Bundle, type ChainData, chainDataSchema, sealedSizes } from '@fieldseal/provenance';
import { z } from 'zod';
import { ChainService } from '../chain/chain.service.ts';
import { Problem } from '../platform/problems.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';

interface SealRow {
  readonly size: string;
  readonly root: Buffer;
  readonly hash: string;
}

const Receipt = z.object({ blockHash: z.string(), blockNumber: z.string() });
const Block = z.record(z.string(), z.unknown());

/** Where on the chain the seals of a bundle lie. */
@Injectable()
export class ChainDataService {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly chain: ChainService,
  ) {}

  /** @throws Problem unavailable while the chain cannot be asked, or knows a seal no longer */
  async of(bundle: Bundle): Promise<ChainData> {
    const rows = await this.unit.query<SealRow>(
      `SELECT s.tree_size AS size, s.root, t.hash FROM seal s JOIN chain_transaction t ON t.id = s.transaction_id
       WHERE s.tree_size = ANY($1::bigint[]) AND t.status = 'mined' ORDER BY s.tree_size`,
      [sealedSizes(bundle)],
    );
    const seals = await Promise.all(rows.map((row) => this.sealOf(row)));
    return chainDataSchema.parse({ chain: bundle.chain, seals });
  }

  private async sealOf({ size, root, hash }: SealRow): Promise<unknown> {
    const receipt = Receipt.safeParse(await this.ask('eth_getTransactionReceipt', [hash]));
    const block = Block.safeParse(await this.ask('eth_getBlockByHash', [receipt.data?.blockHash ?? null, false]));
    if (!receipt.success || !block.success) throw new Problem('unavailable', 'The chain is still writing the seal.');
    const header = Object.fromEntries(Object.entries(block.data).filter(([name]) => name !== 'transactions'));
    return {
      treeSize: Number(size),
      root: root.toString('hex'),
      transactionHash: hash.toLowerCase(),
      blockNumber: Number(receipt.data.blockNumber),
      blockHash: receipt.data.blockHash.toLowerCase(),
      header,
    };
  }

  private async ask(method: string, params: readonly unknown[]): Promise<unknown> {
    const provider = await this.chain.provider;
    try {
      return await provider.send(method, [...params]);
    } catch {
      throw new Problem('unavailable', 'The chain cannot be reached at the moment; try again.');
    }
  }
}
