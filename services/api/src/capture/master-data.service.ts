import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import type { MasterDatum } from './master-data.ts';

/** In the order of their keys, so that captures of the same elements wait for one another instead of for ever. */
const KEEP = `
  INSERT INTO master_data (organisation_id, element, vocabulary, attributes, children)
  SELECT $1::uuid, element, vocabulary, attributes, children
  FROM jsonb_to_recordset($2::jsonb) AS row (element text, vocabulary text, attributes jsonb, children text[])
  ORDER BY element, vocabulary
  ON CONFLICT (organisation_id, element, vocabulary)
  DO UPDATE SET attributes = excluded.attributes, children = excluded.children`;

@Injectable()
export class MasterDataService {
  constructor(private readonly unit: UnitOfWork) {}

  /** What was last captured of an element stands in the place of what was known of it. */
  async keep(organisationId: string, data: readonly MasterDatum[]): Promise<void> {
    if (data.length > 0) await this.unit.query(KEEP, [organisationId, JSON.stringify(data)]);
  }
}
