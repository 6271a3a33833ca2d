import { Injectable } from '@nestjs/common';
import type { Certificate } from '@fieldseal/provenance';
import type { SheetEvent, SheetPredecessor, SheetSeal, SheetSigner, Standing } from '@fieldseal/provenance/rendering';
import type { StoredCertificate } from '../certificates/certificate.entity.ts';
import { ChainService } from '../chain/chain.service.ts';
import { hashDigits } from '../events/event-row.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { CHANGE, EVENTS, PREDECESSORS, SEAL, SIGNERS } from './sheet-source.sql.ts';

interface Named {
  readonly zh: string;
  readonly en: string;
}
type SignerRow = Named & { readonly did: string; readonly phone: boolean };
type PredecessorRow = Named & { readonly digest: string; readonly id: string; readonly document: Certificate };
interface EventRow {
  readonly hash: string;
  readonly step: string | null;
  readonly time: string;
  readonly wrong: string | null;
}
interface SealRow {
  readonly leaf: string;
  readonly size: string;
  readonly root: Buffer;
  readonly hash: string;
  readonly mined: Date;
}
type ChangeRow = Named & { readonly at: Date; readonly reason: string };

/** What the records say around a certificate. */
@Injectable()
export class SheetSource {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly chain: ChainService,
  ) {}

  /** In the order of the proofs. */
  async signers({ proof, issuer }: Certificate): Promise<SheetSigner[]> {
    const proofs = [proof ?? []].flat();
    const dids = proofs.map(({ verificationMethod }) => verificationMethod.split('#')[0] ?? '');
    const rows = await this.unit.query<SignerRow>(SIGNERS, [dids]);
    return proofs.map(({ created }, index) => {
      const did = dids[index] ?? '';
      const known = rows.find((row) => row.did === did);
      const others = known?.phone === true ? 'phone' : 'countersigner';
      return {
        did,
        role: did === issuer.id ? 'issuer' : others,
        ...(known === undefined ? {} : { name: nameOf(known) }),
        signedAt: created,
      };
    });
  }

  /** @param addressOf where an event is read, by the digits of its hash */
  async events({ evidence }: Certificate, addressOf: (digits: string) => string): Promise<SheetEvent[]> {
    const rows = await this.unit.query<EventRow>(EVENTS, [evidence.map(({ id }) => hashDigits(id))]);
    const byHash = new Map(rows.map((row) => [row.hash, row]));
    return evidence.map(({ id, type }) => {
      const digits = hashDigits(id);
      const row = byHash.get(digits);
      return {
        hash: id,
        type: type[1],
        step: row?.step ?? undefined,
        time: row?.time,
        address: addressOf(digits),
        declaredWrongAt: row?.wrong ?? undefined,
      };
    });
  }

  /** @param addressOf page of a certificate by its id */
  async predecessors({ precededBy }: Certificate, addressOf: (id: string) => string): Promise<SheetPredecessor[]> {
    const rows = await this.unit.query<PredecessorRow>(PREDECESSORS, [precededBy]);
    return rows.map(({ id, digest, document, ...name }) => ({
      id,
      type: document.type[1],
      issuer: nameOf(name),
      validFrom: document.validFrom,
      digest,
      address: addressOf(id),
    }));
  }

  /** The first head that covers the leaf: it stays the same however much is sealed later. */
  async seal(digest: Buffer): Promise<SheetSeal | undefined> {
    const [row] = await this.unit.query<SealRow>(SEAL, [digest]);
    if (row === undefined) return undefined;
    const { chainId, sealLog } = await this.chain.deployment;
    return {
      leafIndex: Number(row.leaf),
      treeSize: Number(row.size),
      root: row.root.toString('hex'),
      transaction: row.hash,
      sealedAt: row.mined.toISOString(),
      chainId,
      sealLog,
    };
  }

  async standing({ id, status, document }: StoredCertificate, now: Date): Promise<Standing> {
    if (status === 'suspended' || status === 'revoked') {
      const [change] = await this.unit.query<ChangeRow>(CHANGE, [id]);
      if (change === undefined) return { state: status };
      return { state: status, since: change.at.toISOString(), reason: change.reason, by: nameOf(change) };
    }
    const until = 'validUntil' in document ? document.validUntil : undefined;
    if (until === undefined || Date.parse(until) >= now.getTime()) return { state: 'valid' };
    return { state: 'expired', since: new Date(until).toISOString() };
  }
}

function nameOf({ zh, en }: Named): Named {
  return { zh, en };
}
