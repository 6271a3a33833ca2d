import { createHash } from 'node:crypto';
import { canonicalJson } from '@fieldseal/provenance';
import type { z } from 'zod';
import type { Actor } from '../../access/actor.ts';
import type { Action } from '../../access/policy.ts';
import type { RowContent, RowFault } from '../batches.schemas.ts';
import type { Column } from '../files/columns.ts';
import type { SentRow } from '../files/sent-row.ts';

/** What was issued for a row. */
export interface Issued {
  /** Digital Links of the lots or pieces. */
  readonly subjects: readonly string[];
  readonly certificateIds: readonly string[];
}

/** A row as it is stored, or why it cannot be. */
export type ReadRow =
  { readonly content: RowContent; readonly digest: Buffer } | { readonly faults: readonly RowFault[] };

const MOST_FAULTS = 10;

/** A fault of a column by its name; where it stands in the file is looked up later. */
export const columnFault = (column: string, code: string, detail: string): RowFault => ({ column, code, detail });

/** A kind of certificate that has a form of one row. One more kind is one more of these, listed in `kinds.ts`. */
export abstract class Kind<Row extends RowContent> {
  abstract readonly columns: readonly Column[];
  /** What a person must be allowed to do to issue it one at a time. */
  abstract readonly action: Action;
  protected abstract readonly schema: z.ZodType<Row>;

  /** What is wrong with each row as things stand, in their order; nothing is recorded. */
  abstract check(actor: Actor, rows: readonly Row[]): Promise<readonly (readonly RowFault[])[]>;

  /**
   * Records and certifies rows that were checked, in the current transaction.
   * @throws Problem when one of them cannot be
   */
  abstract issue(actor: Actor, rows: readonly Row[]): Promise<readonly Issued[]>;

  /** Reads a row of a file. */
  read({ values, faults, headings }: SentRow, kind: string): ReadRow {
    if (faults.length > 0) return { faults };
    const parsed = this.schema.safeParse(values);
    if (parsed.success) return { content: parsed.data, digest: digestOf(kind, parsed.data) };
    return {
      faults: parsed.error.issues.slice(0, MOST_FAULTS).map(({ path, code, message }) => {
        const name = path[0] === undefined ? undefined : String(path[0]);
        const heading = name === undefined ? undefined : headings.get(name);
        const column = heading?.text ?? name;
        const isMissing = name !== undefined && values[name] === undefined;
        return {
          ...(column === undefined ? {} : { column }),
          ...(heading === undefined ? {} : { position: heading.position }),
          code: isMissing ? 'missing' : code,
          detail: isMissing ? 'this must be filled in' : message.slice(0, 300),
        };
      }),
    };
  }

  /** Stored rows as this kind knows them. */
  parse(contents: readonly (RowContent | null)[]): Row[] {
    return contents.map((content) => this.schema.parse(content));
  }
}

function digestOf(kind: string, content: RowContent): Buffer {
  return createHash('sha256')
    .update(`${kind}\n${canonicalJson(content)}`)
    .digest();
}
