import { Injectable, Logger } from '@nestjs/common';
import { callsFor, readersFor } from '@fieldseal/contracts';
import { consistencyProof, rootOf } from '@fieldseal/provenance';
import { hexlify } from 'ethers';
import { ChainTransaction } from '../chain/chain-transaction.entity.ts';
import { ChainService } from '../chain/chain.service.ts';
import { JournalService } from '../chain/journal.service.ts';
import { Background } from '../platform/background.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { CheckpointsService } from './checkpoints.service.ts';
import { LogStanding } from './log-standing.service.ts';
import { TileStore } from './tile-store.ts';
import { Seal } from './seal.entity.ts';
import { SEAL_QUEUE, SealLogService } from './seal-log.service.ts';

const SHOUT_EVERY_MS = 60_000;

/** Sequences what waits and sends the tree head to the chain: one transaction for any number of documents. */
@Injectable()
export class SealerService {
  private readonly logger = new Logger(SealerService.name);
  private shouted = { fault: '', until: 0 };

  constructor(
    private readonly unit: UnitOfWork,
    private readonly log: SealLogService,
    private readonly nodes: TileStore,
    private readonly chain: ChainService,
    private readonly journal: JournalService,
    private readonly standing: LogStanding,
    private readonly checkpoints: CheckpointsService,
    background: Background,
  ) {
    background.register(SEAL_QUEUE, () => this.work());
  }

  /** Nothing is placed while the chain cannot be asked: the database alone does not know whether it is the newest. */
  private async work(): Promise<void> {
    const fault = await this.standing.fault();
    if (fault !== undefined) {
      this.shout(fault);
      return;
    }
    await this.log.sequence();
    await this.checkpoints.publish();
    await this.sealHead();
  }

  private async sealHead(): Promise<void> {
    const size = await this.log.size();
    if (size === 0 || (await this.lastSealIsUnderWay())) return;
    const { provider, deployment } = await this.chain.connect();
    const head = await readersFor(provider, deployment).sealHead();
    // Blocks were lost: the journal sends the seals that were in them again, on its own.
    if (head.size >= size || head.size < ((await this.latest())?.treeSize ?? 0)) return;
    await this.unit.run(() => this.seal(head.size, size));
  }

  /** Loud, but not a line a second. */
  private shout(fault: string): void {
    if (fault === this.shouted.fault && Date.now() < this.shouted.until) return;
    this.shouted = { fault, until: Date.now() + SHOUT_EVERY_MS };
    this.logger.error(fault);
  }

  private async lastSealIsUnderWay(): Promise<boolean> {
    const [row] = await this.unit.query(
      `SELECT 1 FROM seal JOIN chain_transaction t ON t.id = seal.transaction_id WHERE t.status IN ('queued', 'sent') LIMIT 1`,
    );
    return row !== undefined;
  }

  private async seal(from: number, size: number): Promise<void> {
    const root = await rootOf(this.nodes, size);
    const proof = from === 0 ? [] : await consistencyProof(this.nodes, from, size);
    const call = callsFor(await this.chain.deployment).sealLog.seal({
      size,
      root: hexlify(root),
      proof: proof.map((hash) => hexlify(hash)),
    });
    const transaction = await this.journal.enqueue(this.chain.operator.address, call, `seal ${size} documents`);
    await this.unit
      .repository(Seal)
      .save({ treeSize: String(size), root: Buffer.from(root), transactionId: transaction.id });
  }

  /** The newest head that is on the chain, with what its transaction cost. */
  async latest(): Promise<SealedHead | undefined> {
    return (await this.list(1))[0];
  }

  /** Heads on the chain, newest first. */
  async list(limit: number): Promise<SealedHead[]> {
    const rows = await this.unit.manager
      .createQueryBuilder(Seal, 's')
      .innerJoin(ChainTransaction, 't', "t.id = s.transaction_id AND t.status = 'mined'")
      .select(['s.tree_size AS size', 's.root AS root', 't.hash AS hash', 't.gas_used AS gas', 't.mined_at AS mined'])
      .orderBy('s.tree_size', 'DESC')
      .limit(limit)
      .getRawMany<{ size: string; root: Buffer; hash: string; gas: string; mined: Date }>();
    return rows.map(({ size, root, hash, gas, mined }) => ({
      treeSize: Number(size),
      root,
      transaction: hash,
      gasUsed: Number(gas),
      sealedAt: mined,
    }));
  }
}

export interface SealedHead {
  readonly treeSize: number;
  readonly root: Buffer;
  readonly transaction: string;
  readonly gasUsed: number;
  readonly sealedAt: Date;
}
