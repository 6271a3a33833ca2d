import type { Item } from '../api/model.ts';
import { fullDay } from '../i18n/format.ts';
import { type Checked, holds } from './checked.ts';
import type { Context } from './context.ts';
import { fill, h } from './dom.ts';
import type { Stage } from './facts.ts';
import { drawHeading } from './Heading.ts';
import type { VerificationState } from './Verification.ts';

const STAGES: readonly Stage[] = ['birth', 'identity', 'residence', 'graduation'];

/** The life of the piece, oldest first. Facts come only from the documents that were checked, never from the server's summary. */
export function drawCertificates(context: Context, item: Item, state: VerificationState): HTMLElement {
  const { certificates } = context.words;
  const checked = state.at === 'done' ? state.checked : undefined;
  const stages = h('ol', { class: 'timeline', 'data-testid': 'certificates' });
  fill(stages, ...STAGES.map((stage) => drawAwaited(context, stage, item)));
  if (checked !== undefined) void drawChecked(stages, context, item, checked);
  return h(
    'section',
    { 'aria-labelledby': 'certificates-title' },
    h('h2', { id: 'certificates-title' }, certificates.title),
    checked !== undefined &&
      !holds(checked) &&
      h('p', { class: 'warning', 'data-testid': 'unproven' }, certificates.unproven),
    checked === undefined && h('p', { class: 'soft small' }, certificates.unread),
    stages,
  );
}

/** What draws certificates came with the check: before it there is nothing to draw. */
async function drawChecked(stages: Element, context: Context, item: Item, checked: Checked): Promise<void> {
  const { drawStage } = await import('./verify.ts');
  const drawn = STAGES.flatMap((stage) => {
    const own = drawStage(context, stage, checked);
    return own.length === 0 ? [drawAwaited(context, stage, item)] : own;
  });
  fill(stages, ...drawn);
}

function drawAwaited(context: Context, stage: Stage, item: Item): HTMLElement {
  const known = item.certificates.find((certificate) => certificate.stage === stage);
  const text =
    known?.issuedAt === undefined
      ? context.words.certificates.pending
      : `${known.issuer[context.language]} · ${fullDay(known.issuedAt, context.language)}`;
  return h(
    'li',
    { class: 'awaited' },
    h('div', { class: 'card' }, drawHeading(context, stage), h('p', { class: 'soft small' }, text)),
  );
}
