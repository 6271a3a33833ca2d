import { Injectable } from '@nestjs/common';
import { type Actor, may } from '../../access/actor.ts';
import { Problem } from '../../platform/problems.ts';
import type { BatchKindName, RowContent, RowFault } from '../batches.schemas.ts';
import type { Column } from '../files/columns.ts';
import type { SentRow } from '../files/sent-row.ts';
import { BirthKind } from './birth-kind.ts';
import { ConformityKind } from './conformity-kind.ts';
import { GraduationKind } from './graduation-kind.ts';
import { IdentityKind } from './identity-kind.ts';
import type { Issued, Kind, ReadRow } from './kind.ts';
import { ResidenceKind } from './residence-kind.ts';

/** A kind with its rows as the database keeps them. */
export interface StoredKind {
  readonly columns: readonly Column[];
  readonly read: (row: SentRow) => ReadRow;
  readonly check: (actor: Actor, rows: readonly (RowContent | null)[]) => Promise<readonly (readonly RowFault[])[]>;
  readonly issue: (actor: Actor, rows: readonly (RowContent | null)[]) => Promise<readonly Issued[]>;
  readonly isAllowed: (actor: Actor) => boolean;
}

/** The kinds of certificates that are issued in batches. */
@Injectable()
export class Kinds {
  private readonly kinds: Readonly<Record<BatchKindName, StoredKind>>;

  constructor(
    birth: BirthKind,
    conformity: ConformityKind,
    identity: IdentityKind,
    residence: ResidenceKind,
    graduation: GraduationKind,
  ) {
    this.kinds = {
      birth: stored('birth', birth),
      conformity: stored('conformity', conformity),
      identity: stored('identity', identity),
      residence: stored('residence', residence),
      graduation: stored('graduation', graduation),
    };
  }

  get(name: BatchKindName): StoredKind {
    return this.kinds[name];
  }

  /** The kind, for somebody who may issue it one at a time. @throws Problem not-allowed */
  allowed(actor: Actor, name: BatchKindName): StoredKind {
    const kind = this.get(name);
    if (!kind.isAllowed(actor))
      throw new Problem('not-allowed', `The role ${actor.role} issues no ${name} certificates.`);
    return kind;
  }
}

function stored<Row extends RowContent>(name: BatchKindName, kind: Kind<Row>): StoredKind {
  return {
    columns: kind.columns,
    read: (row) => kind.read(row, name),
    check: (actor, rows) => kind.check(actor, kind.parse(rows)),
    issue: (actor, rows) => kind.issue(actor, kind.parse(rows)),
    isAllowed: (actor) => may(actor, kind.action),
  };
}
