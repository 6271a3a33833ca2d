import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { DeviceKey } from '../device-keys/device-key.entity.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { Signing } from './signing.entity.ts';
import type { SigningView } from './signings.schemas.ts';

const SHOWN = 200;

/** The documents in the order in which their proofs are given: the events, then the certificates. */
export function documentsOf({ events, prepared }: Signing): Readonly<Record<string, unknown>>[] {
  return [...events, ...prepared.map(({ document }) => document)];
}

@Injectable()
export class SigningViews {
  constructor(private readonly unit: UnitOfWork) {}

  async of(signing: Signing): Promise<SigningView> {
    const { did } = await this.unit.repository(DeviceKey).findOneByOrFail({ id: signing.deviceKeyId });
    return viewOf(signing, did);
  }

  /** Oldest first. */
  async waitingFor(personId: string): Promise<SigningView[]> {
    const signings = await this.unit
      .repository(Signing)
      .find({ where: { personId, completedAt: IsNull() }, order: { createdAt: 'ASC', id: 'ASC' }, take: SHOWN });
    const ids = signings.map(({ deviceKeyId }) => deviceKeyId);
    const keys = await this.unit.repository(DeviceKey).findBy({ id: In(ids) });
    const dids = new Map(keys.map(({ id, did }) => [id, did]));
    return signings.map((signing) => viewOf(signing, dids.get(signing.deviceKeyId) ?? ''));
  }
}

function viewOf(signing: Signing, did: string): SigningView {
  const { id, stage, subjects, certificateIds, createdAt, completedAt, signedBy } = signing;
  return {
    id,
    stage,
    subjects,
    certificateIds,
    did,
    createdAt: createdAt.toISOString(),
    completedAt: completedAt?.toISOString(),
    signedBy: signedBy ?? undefined,
  };
}
