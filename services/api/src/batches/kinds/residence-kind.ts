import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../../access/actor.ts';
import { PastTime, words } from '../../platform/schemas.ts';
import { Sscc } from '../../receipts/receipts.schemas.ts';
import { NewResidence } from '../../residences/residences.schemas.ts';
import { ResidencesService } from '../../residences/residences.service.ts';
import type { RowFault } from '../batches.schemas.ts';
import { type Issued, Kind } from './kind.ts';
import { OneByOne } from './one-by-one.ts';

const CaseRow = z
  .strictObject({
    sscc: Sscc,
    sensorId: z.uuid(),
    from: PastTime,
    until: z.iso.datetime({ offset: true }),
    geographicMark: words(120).optional(),
  })
  .check(({ value, issues }) => {
    const { error } = NewResidence.safeParse(value);
    for (const { path, message } of error?.issues ?? [])
      issues.push({ code: 'custom', path, input: undefined, message });
  });
type CaseRow = z.infer<typeof CaseRow>;

/** A case a row: the residence certificate of every piece in it. */
@Injectable()
export class ResidenceKind extends Kind<CaseRow> {
  readonly action = 'residences:create';
  protected readonly schema = CaseRow;
  readonly columns = [
    { name: 'sscc', zh: '箱码', en: 'Case SSCC', type: 'text', isRequired: true, example: '106901230000000017' },
    {
      name: 'sensorId',
      zh: '传感器编号',
      en: 'Sensor',
      type: 'text',
      isRequired: true,
      example: '6f1c1b1e-3d0a-4c53-9d5e-0a5c5a4f2b11',
    },
    { name: 'from', zh: '起始时间', en: 'From', type: 'time', isRequired: true, example: '2026-05-01 00:00' },
    { name: 'until', zh: '有效期至', en: 'Until', type: 'time', isRequired: true, example: '2029-05-01 00:00' },
    {
      name: 'geographicMark',
      zh: '地理标志',
      en: 'Geographic mark',
      type: 'text',
      isRequired: false,
      example: '普洱茶',
    },
  ] as const;

  constructor(
    private readonly residences: ResidencesService,
    private readonly oneByOne: OneByOne,
  ) {
    super();
  }

  check(actor: Actor, rows: readonly CaseRow[]): Promise<RowFault[][]> {
    return this.oneByOne.check(rows, (row) => this.residences.create(actor, row));
  }

  async issue(actor: Actor, rows: readonly CaseRow[]): Promise<Issued[]> {
    const issued: Issued[] = [];
    for (const row of rows) {
      const { certificates } = await this.residences.create(actor, row);
      issued.push({
        subjects: certificates.map(({ item }) => item),
        certificateIds: certificates.map(({ id }) => id),
      });
    }
    return issued;
  }
}
