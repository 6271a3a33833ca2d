import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../../access/actor.ts';
import { conformity } from '../../conformity/conformity.ts';
import { promise } from '../../conformity/promise.schemas.ts';
import { OrganisationsService } from '../../organisations/organisations.service.ts';
import { kilograms, words } from '../../platform/schemas.ts';
import type { RowFault } from '../batches.schemas.ts';
import { BulkIssuer } from '../bulk-issuer.ts';
import { columnFault, type Issued, Kind } from './kind.ts';
import { type LotFacts, LotsToPromise } from './lots-to-promise.ts';

/** What a promise rests on, as the order's form words it and as the certificate does. */
const BASES: ReadonlyMap<string, string> = new Map([
  ['内部质量控制', 'quality-control'],
  ['质量安全控制', 'quality-control'],
  ['自我检测', 'self-test'],
  ['自行检测', 'self-test'],
  ['委托检测', 'entrusted-test'],
]);

const Basis = z
  .string()
  .transform((text) => text.split(/[+、，；;,\s]+/).filter((part) => part !== ''))
  .transform((parts) => parts.map((part) => BASES.get(part) ?? part))
  .pipe(promise.basis);

const PromiseRow = z.strictObject({
  lot: words(500),
  origin: promise.origin,
  contact: promise.contact,
  basis: z.union([promise.basis, Basis], {
    error:
      'one or more of 内部质量控制 (quality-control), 自我检测 (self-test), 委托检测 (entrusted-test), joined by +',
  }),
});
type PromiseRow = z.infer<typeof PromiseRow>;

/** A harvest lot a row: its 承诺达标合格证. */
@Injectable()
export class ConformityKind extends Kind<PromiseRow> {
  readonly action = 'conformity:create';
  protected readonly schema = PromiseRow;
  readonly columns = [
    { name: 'lot', zh: '批次', en: 'Lot', type: 'text', isRequired: true, example: 'H260405-7Q2M9XKD' },
    {
      name: 'origin',
      zh: '产地',
      en: 'Origin',
      type: 'text',
      isRequired: true,
      example: '云南省西双版纳州勐海县格朗和乡南糯山村',
    },
    { name: 'contact', zh: '联系方式', en: 'Contact', type: 'text', isRequired: true, example: '0691-5120000' },
    { name: 'basis', zh: '承诺依据', en: 'Basis', type: 'text', isRequired: true, example: '内部质量控制+自我检测' },
  ] as const;

  constructor(
    private readonly organisations: OrganisationsService,
    private readonly lots: LotsToPromise,
    private readonly issuer: BulkIssuer,
  ) {
    super();
  }

  async check(actor: Actor, rows: readonly PromiseRow[]): Promise<RowFault[][]> {
    const facts = await this.facts(actor, rows);
    return rows.map(({ lot }) => faultsOf(lot, facts.get(lot)));
  }

  async issue(actor: Actor, rows: readonly PromiseRow[]): Promise<Issued[]> {
    const farm = await this.organisations.get(actor.organisationId);
    const facts = await this.facts(actor, rows);
    const now = new Date();
    const drafts = rows.map(({ lot, ...promised }) => {
      const { harvest, product, birth } = facts.get(lot) ?? {};
      if (harvest === undefined || product === undefined || birth === undefined)
        throw new Error('this row was not checked');
      const promisedLot = {
        lot: harvest.digitalLink,
        quantityKg: kilograms(harvest.quantityGrams),
        product,
        evidence: { hash: harvest.eventHash, eventType: 'ObjectEvent' as const },
        precededBy: [birth],
      };
      const document = conformity(farm, promisedLot, { ...promised, reports: [] }, now);
      return { stage: 'conformity', subject: harvest.digitalLink, document } as const;
    });
    await this.issuer.issue(farm, drafts);
    return drafts.map(({ subject, document }) => ({
      subjects: [subject],
      certificateIds: [document.id.slice('urn:uuid:'.length)],
    }));
  }

  private facts(actor: Actor, rows: readonly PromiseRow[]): Promise<ReadonlyMap<string, LotFacts>> {
    return this.lots.of(
      actor,
      rows.map(({ lot }) => lot),
    );
  }
}

function faultsOf(lot: string, facts: LotFacts | undefined): RowFault[] {
  if (facts === undefined) return [columnFault('lot', 'not-found', `your organisation has harvested no lot ${lot}`)];
  const faults: RowFault[] = [];
  if (facts.birth === undefined)
    faults.push(columnFault('lot', 'no-birth', 'this lot has no issued birth certificate yet'));
  if (facts.isPromised)
    faults.push(columnFault('lot', 'conflict', 'conformity of this lot is promised already, or waits to be signed'));
  return faults;
}
