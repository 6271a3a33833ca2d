import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../../access/actor.ts';
import { NewGrading } from '../../gradings/gradings.schemas.ts';
import { GradingsService } from '../../gradings/gradings.service.ts';
import { GraduationsService } from '../../graduations/graduations.service.ts';
import { Gtin, Serial } from '../../products/products.schemas.ts';
import type { RowFault } from '../batches.schemas.ts';
import { type Issued, Kind } from './kind.ts';
import { OneByOne } from './one-by-one.ts';

const GradedRow = z.strictObject({ gtin: Gtin, serial: Serial, ...NewGrading.shape });
type GradedRow = z.infer<typeof GradedRow>;

/** A graded piece a row: its inspection and its graduation certificate. */
@Injectable()
export class GraduationKind extends Kind<GradedRow> {
  readonly action = 'graduations:create';
  protected readonly schema = GradedRow;
  readonly columns = [
    { name: 'gtin', zh: '产品条码', en: 'Product GTIN', type: 'text', isRequired: true, example: '06901234567908' },
    { name: 'serial', zh: '序列号', en: 'Serial', type: 'text', isRequired: true, example: '7ATH334WGJZN5V7MB' },
    { name: 'grade', zh: '等级', en: 'Grade', type: 'text', isRequired: true, example: '特级' },
    { name: 'method', zh: '审评方法', en: 'Method', type: 'text', isRequired: true, example: 'GB/T 23776-2018' },
    { name: 'score', zh: '分数', en: 'Score', type: 'number', isRequired: true, example: '93' },
    { name: 'gradedAt', zh: '审评时间', en: 'Graded at', type: 'time', isRequired: true, example: '2026-09-01 10:00' },
  ] as const;

  constructor(
    private readonly gradings: GradingsService,
    private readonly graduations: GraduationsService,
    private readonly oneByOne: OneByOne,
  ) {
    super();
  }

  check(actor: Actor, rows: readonly GradedRow[]): Promise<RowFault[][]> {
    return this.oneByOne.check(rows, (row) => this.graduate(actor, row));
  }

  async issue(actor: Actor, rows: readonly GradedRow[]): Promise<Issued[]> {
    const issued: Issued[] = [];
    for (const row of rows) issued.push(await this.graduate(actor, row));
    return issued;
  }

  private async graduate(actor: Actor, { gtin, serial, ...grading }: GradedRow): Promise<Issued> {
    await this.gradings.create(actor, { gtin, serial }, grading);
    const { id, subject } = await this.graduations.create(actor, { gtin, serial });
    return { subjects: [subject], certificateIds: [id] };
  }
}
