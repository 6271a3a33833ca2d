import type { Step } from '@fieldseal/provenance';
import type { ChainAddresses } from '../api/model.ts';
import { path, ProblemError, send } from '../api/request.ts';
import { instant } from '../i18n/format.ts';
import { type Checked, holds } from './checked.ts';
import { type Context, type Piece, say } from './context.ts';
import { fill, h } from './dom.ts';

/** How far the check has come. */
export type VerificationState =
  | { at: 'checking'; steps: Step[] }
  | { at: 'done'; steps: Step[]; checked: Checked }
  | { at: 'not-sealed' }
  | { at: 'no-record' };

const LOOK_AGAIN_MS = 4_000;

/**
 * Fetches the bundle and checks it; `report` hears of every change. A bundle that is still being sealed is looked for again.
 * @param node RPC address of the chain to ask
 */
export async function verifyPiece(
  piece: Piece,
  chain: ChainAddresses,
  node: string,
  report: (state: VerificationState) => void,
): Promise<void> {
  const steps: Step[] = [];
  report({ at: 'checking', steps });
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(await (await send(path('items', piece.gtin, piece.serial, 'bundle'))).arrayBuffer());
  } catch (error) {
    const sealing = error instanceof ProblemError && error.problem.code === 'not-sealed-yet';
    report({ at: sealing ? 'not-sealed' : 'no-record' });
    if (sealing) window.setTimeout(() => void verifyPiece(piece, chain, node, report), LOOK_AGAIN_MS);
    return;
  }
  const { check } = await import('./verify.ts');
  const checked = await check(bytes, piece, chain, node, (step) => {
    steps.push(step);
    report({ at: 'checking', steps });
  });
  report({ at: 'done', steps: [...checked.report.steps], checked });
}

const MARK = { ok: '✓', failed: '✕', wait: '…' } as const;

/** The panel that says what the shopper's own phone found. */
export function drawVerification(place: Element, context: Context, state: VerificationState, again: () => void): void {
  const words = context.words.verify;
  const { tone, title, why } = verdict(context, state);
  const steps = 'steps' in state ? state.steps : [];
  const reason = reasonOf(context, state);
  place.className = `verify card ${tone}`;
  place.setAttribute('data-state', stateName(state));
  fill(
    place,
    h('p', { class: 'small' }, words.title),
    h(
      'div',
      { class: 'verdict', role: tone === 'failed' ? 'alert' : 'status' },
      h('span', { class: 'stamp', 'aria-hidden': 'true' }, MARK[tone]),
      h('div', {}, h('h2', { 'data-testid': 'verdict' }, title), h('p', { class: 'small' }, why)),
    ),
    ...notesOf(state).map((note) =>
      h('p', { class: 'warning small', 'data-testid': 'note' }, note.words[context.language]),
    ),
    reason !== undefined && h('p', { class: 'reason', 'data-testid': 'failure-reason' }, reason),
    steps.length > 0 &&
      h(
        'details',
        { open: state.at !== 'done' || !holds(state.checked) },
        h('summary', {}, `${words.steps} (${String(steps.length)})`),
        h('ol', { class: 'steps', 'data-testid': 'verify-steps' }, ...steps.map((step) => drawStep(context, step))),
      ),
    state.at !== 'checking' &&
      tone !== 'ok' &&
      h('button', { type: 'button', class: 'button', onclick: again }, words.again),
  );
}

function drawStep({ words, language }: Context, step: Step): HTMLElement {
  const subject =
    step.ok || step.subject === undefined ? undefined : say(words.verify.subject, { subject: step.subject });
  return h(
    'li',
    { class: step.ok ? 'held' : 'broken', 'data-code': step.code },
    h('span', { 'aria-hidden': 'true' }, step.ok ? MARK.ok : MARK.failed),
    h('span', {}, step.words[language], subject !== undefined && h('span', { class: 'code soft' }, ` ${subject}`)),
  );
}

function isUnreachable(state: VerificationState): boolean {
  return state.at === 'done' && state.checked.undecided;
}

function reasonOf({ words, language }: Context, state: VerificationState): string | undefined {
  if (state.at !== 'done') return undefined;
  const { report, ofThisPiece } = state.checked;
  return report.ok && !ofThisPiece ? words.verify.otherPiece : report.failure?.words[language];
}

/** One of each kind: an event is declared wrong once, however many certificates rest on it. */
function notesOf(state: VerificationState): Step[] {
  if (state.at !== 'done') return [];
  return [...new Map(state.checked.notes.map((note) => [note.code, note])).values()];
}

function stateName(state: VerificationState): string {
  if (state.at !== 'done') return state.at;
  if (holds(state.checked)) return 'verified';
  return isUnreachable(state) ? 'unreachable' : 'failed';
}

function verdict(
  { words, language }: Context,
  state: VerificationState,
): { tone: keyof typeof MARK; title: string; why: string } {
  const text = words.verify;
  if (state.at === 'checking') return { tone: 'wait', title: text.checking, why: '' };
  if (state.at === 'not-sealed') return { tone: 'wait', title: text.notSealed, why: text.notSealedWhy };
  if (state.at === 'no-record') return { tone: 'wait', title: text.noRecord, why: text.noRecordWhy };
  if (isUnreachable(state)) return { tone: 'wait', title: text.unreachable, why: text.unreachableWhy };
  const { certificates, sealedAt } = state.checked.report;
  if (!holds(state.checked)) return { tone: 'failed', title: text.failed, why: text.failedWhy };
  const time = sealedAt === undefined ? '' : instant(sealedAt * 1_000, language);
  return { tone: 'ok', title: text.ok, why: say(text.okWhy, { count: certificates.length, time }) };
}
