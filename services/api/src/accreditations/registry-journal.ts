import { Injectable } from '@nestjs/common';
import { callsFor } from '@fieldseal/contracts';
import { hexlify } from 'ethers';
import { stageNumber } from '../certificates/certificates.schemas.ts';
import type { ChainTransaction } from '../chain/chain-transaction.entity.ts';
import { ChainService } from '../chain/chain.service.ts';
import { JournalService } from '../chain/journal.service.ts';
import type { Accreditation } from './accreditation.entity.ts';

type Grant = Pick<Accreditation, 'issuerKey' | 'stage' | 'validFrom' | 'validUntil'>;

const seconds = (time: Date): number => Math.floor(time.getTime() / 1000);

/** Writes to the issuer registry on chain: every call goes through the journal and is sent for the accreditation body. */
@Injectable()
export class RegistryJournal {
  constructor(
    private readonly chain: ChainService,
    private readonly journal: JournalService,
  ) {}

  /** Gives an accreditation or moves its window. @param words whose key it is */
  async accredit(sender: string, grant: Grant, words: string): Promise<ChainTransaction> {
    const { stage, validFrom, validUntil } = grant;
    const call = callsFor(await this.chain.deployment).issuerRegistry.accredit({
      issuerKey: hexlify(grant.issuerKey),
      stage: stageNumber(stage),
      from: seconds(validFrom),
      until: seconds(validUntil),
    });
    return this.journal.enqueue(sender, call, `accredit ${words} for ${stage}`);
  }

  /** @param at from when on the accreditation does not hold; may be past */
  async suspend(
    sender: string,
    { issuerKey, stage }: Pick<Grant, 'issuerKey' | 'stage'>,
    at: Date,
    words: string,
  ): Promise<ChainTransaction> {
    const call = callsFor(await this.chain.deployment).issuerRegistry.suspend(
      hexlify(issuerKey),
      stageNumber(stage),
      seconds(at),
    );
    return this.journal.enqueue(sender, call, `suspend ${words} for ${stage}`);
  }
}
