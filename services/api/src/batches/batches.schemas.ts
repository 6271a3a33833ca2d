import { z } from 'zod';
import { Paging } from '../event-queries/paging.ts';
import { Paper } from '../labels/labels.schemas.ts';
import { words } from '../platform/schemas.ts';

/** What one call may bring. */
export const MOST_ROWS = 10_000;
export const MOST_BYTES = 8 * 1024 * 1024;

export const BATCH_KINDS = ['birth', 'conformity', 'identity', 'residence', 'graduation'] as const;
export const BatchKindName = z.enum(BATCH_KINDS);
export type BatchKindName = z.infer<typeof BatchKindName>;

/** What happens to the good rows of a batch when others are bad: nothing is issued, or the good ones are. */
export const BatchMode = z.enum(['all-or-none', 'good-rows']);
export type BatchMode = z.infer<typeof BatchMode>;

export const BatchState = z.enum(['checking', 'ready', 'issuing', 'done', 'refused', 'cancelled']);
export type BatchState = z.infer<typeof BatchState>;

/** `known`: the very row was issued before, from this file or another. */
export const RowState = z.enum(['new', 'good', 'bad', 'known', 'issued']);
export type RowState = z.infer<typeof RowState>;

/** A row with the names of its kind's columns. */
export type RowContent = Readonly<Record<string, unknown>>;

/** What is wrong with a row, and in which column where it is one. */
export const RowFault = z.object({
  column: z.string().optional().describe('its name as it stands in the file'),
  position: z.int().optional().describe('which column from the left, from 1'),
  code: z.string(),
  detail: z.string(),
});
export type RowFault = z.infer<typeof RowFault>;

/** How columns are headed in a file, by their names, and which they are from the left. */
export type Headings = Readonly<Record<string, { readonly text: string; readonly position: number } | undefined>>;

export const NewBatch = z.object({
  kind: BatchKindName,
  mode: BatchMode.default('all-or-none'),
  start: z
    .enum(['at-once', 'when-confirmed'])
    .default('at-once')
    .describe('when-confirmed: the rows are checked only, until the batch is confirmed'),
  fileName: words(200).optional(),
});
export type NewBatch = z.infer<typeof NewBatch>;

export const Confirmation = z.strictObject({ mode: BatchMode.optional() }).meta({ examples: [{ mode: 'good-rows' }] });
export type Confirmation = z.infer<typeof Confirmation>;

const count = z.int().min(0);
export const Counts = z.object({
  total: count,
  checked: count,
  good: count,
  bad: count,
  known: count.describe('issued before, from this file or another'),
  issued: count,
});
export type Counts = z.infer<typeof Counts>;

export const BatchView = z.object({
  id: z.uuid(),
  kind: BatchKindName,
  mode: BatchMode,
  state: BatchState,
  fileName: z.string().optional(),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().optional(),
  counts: Counts,
});
export type BatchView = z.infer<typeof BatchView>;
export const BatchList = z.object({ batches: z.array(BatchView) });
export type BatchList = z.infer<typeof BatchList>;

export const RowQuery = Paging.extend({ state: RowState.optional() });
export type RowQuery = z.infer<typeof RowQuery>;

export const RowView = z.object({
  number: z.int(),
  line: z.int(),
  state: RowState,
  faults: z.array(RowFault),
  content: z.record(z.string(), z.unknown()).optional(),
  subjects: z.array(z.string()),
  certificateIds: z.array(z.uuid()),
});
export type RowView = z.infer<typeof RowView>;
export const RowList = z.object({ rows: z.array(RowView) });
export type RowList = z.infer<typeof RowList>;

export const BatchLabelQuery = z.object({ layout: Paper.default('a4-24'), title: words(40).optional() });
export type BatchLabelQuery = z.infer<typeof BatchLabelQuery>;

export const TemplateQuery = z.object({ kind: BatchKindName, language: z.enum(['zh', 'en']).default('zh') });
export type TemplateQuery = z.infer<typeof TemplateQuery>;
