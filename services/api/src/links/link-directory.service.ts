import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../config.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import type { Identification } from './identification.ts';
import { IdentifierRecords } from './identifier-records.service.ts';
import { levelPaths, piecePath, resolvedLevel } from './levels.ts';
import { Link } from './link.entity.ts';
import type { Resolved } from './resolved.ts';

/** Brings together what the records and the owners say about an identifier. */
@Injectable()
export class LinkDirectory {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly unit: UnitOfWork,
    private readonly records: IdentifierRecords,
  ) {}

  /** Everything known of an identifier; undefined when that is nothing. */
  async resolve(identification: Identification): Promise<Resolved | undefined> {
    const record = await this.records.find(identification);
    const paths = levelPaths(identification, record);
    const links = await this.registered(paths);
    if (record === undefined && links.size === 0) return undefined;
    const levels = paths
      .map((path) => resolvedLevel(identification, path, record, links.get(path) ?? [], this.config.publicUrl))
      .filter((level) => level.links.length > 0 || level.path === identification.path);
    return { levels, isPiece: piecePath(identification, record) !== undefined };
  }

  private async registered(paths: readonly string[]): Promise<Map<string, Link[]>> {
    const links = await this.unit
      .repository(Link)
      .createQueryBuilder('l')
      .where('l.anchor = ANY(:paths)', { paths })
      .orderBy('l.created_at')
      .addOrderBy('l.id')
      .getMany();
    return Map.groupBy(links, ({ anchor }) => anchor);
  }
}
