import { Injectable } from '@nestjs/common';
import { readersFor } from '@fieldseal/contracts';
import { bytesToHex, rootOf } from '@fieldseal/provenance';
import { ChainService } from '../chain/chain.service.ts';
import { TileStore } from './tile-store.ts';
import { PublishedHead } from './published-head.ts';
import { SealLogService } from './seal-log.service.ts';

/** A head of this very log that somebody outside the database remembers. */
interface Witnessed {
  readonly by: string;
  readonly size: number;
  /** Hexadecimal. */
  readonly root: string;
}

/**
 * Whether the log in the database is the one that the world has seen. After an older backup was restored it is not, and
 * whatever were appended then would be a fork that the chain and every auditor refuse.
 */
@Injectable()
export class LogStanding {
  constructor(
    private readonly chain: ChainService,
    private readonly published: PublishedHead,
    private readonly log: SealLogService,
    private readonly nodes: TileStore,
  ) {}

  /** What is wrong, in words for the operator; undefined when nothing is. @throws Problem unavailable without a chain */
  async fault(): Promise<string | undefined> {
    // Read before the size: the log may grow meanwhile, and every witness follows the log.
    const witnesses = [await this.onChain(), await this.inFile()];
    const size = await this.log.size();
    for (const witness of witnesses) {
      if (witness === undefined || witness.size === 0) continue;
      if (witness.size > size)
        return `${witness.by} holds ${witness.size} documents, the seal log of this database only ${size}: an older backup was restored; nothing is appended or sealed until the newer one is back`;
      if (bytesToHex(await rootOf(this.nodes, witness.size)) !== witness.root)
        return `${witness.by} and the seal log of this database differ in their first ${witness.size} documents: this database does not belong to this chain and these keys; nothing is appended or sealed`;
    }
    return undefined;
  }

  private async onChain(): Promise<Witnessed> {
    const { provider, deployment } = await this.chain.connect();
    const { size, root } = await readersFor(provider, deployment).sealHead();
    return { by: 'the chain', size, root: root.slice(2) };
  }

  private async inFile(): Promise<Witnessed | undefined> {
    const head = await this.published.read();
    return head && { by: 'the checkpoint beside the keys', size: head.size, root: bytesToHex(head.root) };
  }
}
