import { isUndecided, OUTCOMES, type Report, type Step } from '@fieldseal/provenance';
import { instant } from '../i18n/format.ts';
import { type Context, say } from '../shopper/context.ts';
import { h } from '../shopper/dom.ts';
import { factsOf, kindOf } from '../shopper/facts.ts';
import type { Answer, Question } from './check.ts';
import type { VerifierWords } from './words.zh.ts';

/** How far the check has come. */
export type State =
  | { readonly at: 'waiting' }
  | { readonly at: 'checking'; readonly steps: readonly Step[] }
  | { readonly at: 'done'; readonly answer: Answer; readonly question: Question };

type Tone = 'ok' | 'failed' | 'wait';
const MARK: Readonly<Record<Tone, string>> = { ok: '✓', failed: '✕', wait: '…' };

function toneOf(state: State): Tone {
  if (state.at !== 'done') return 'wait';
  const { report } = state.answer;
  if (report.ok) return 'ok';
  return isUndecided(report) ? 'wait' : 'failed';
}

/** What was found, with every step; certificates are shown only when everything held. */
export function drawResult(context: Context, words: VerifierWords, state: State): HTMLElement | undefined {
  if (state.at === 'waiting') return undefined;
  const tone = toneOf(state);
  const steps = state.at === 'done' ? state.answer.report.steps : state.steps;
  const failure = state.at === 'done' ? state.answer.report.failure : undefined;
  return h(
    'div',
    { class: 'stack' },
    h(
      'section',
      { class: `verify card ${tone}`, 'data-testid': 'result', 'data-state': stateName(state) },
      h(
        'div',
        { class: 'verdict', role: tone === 'failed' ? 'alert' : 'status' },
        h('span', { class: 'stamp', 'aria-hidden': 'true' }, MARK[tone]),
        h('h2', { 'data-testid': 'verdict' }, titleOf(context, words, state)),
      ),
      failure !== undefined &&
        h('p', { class: 'reason', 'data-testid': 'failure-reason' }, failure.words[context.language]),
      ...notes(steps).map((note) =>
        h('p', { class: 'warning small', 'data-testid': 'note' }, note.words[context.language]),
      ),
      h(
        'details',
        { open: tone !== 'ok' },
        h('summary', {}, `${context.words.verify.steps} (${String(steps.length)})`),
        h('ol', { class: 'steps', 'data-testid': 'steps' }, ...steps.map((step) => drawStep(context, step))),
      ),
    ),
    state.at === 'done' && tone === 'ok' && drawContent(context, words, state),
  );
}

function stateName(state: State): string {
  if (state.at !== 'done') return state.at;
  return { ok: 'verified', failed: 'failed', wait: 'undecided' }[toneOf(state)];
}

function titleOf({ words: { verify } }: Context, { undecided }: VerifierWords, state: State): string {
  if (state.at !== 'done') return verify.checking;
  const { report } = state.answer;
  if (isUndecided(report)) return undecided;
  return report.ok ? verify.ok : verify.failed;
}

/** Whether anything was withdrawn later is not known. */
function withdrawalsKnown({ steps }: Report): string | undefined {
  return steps.find(({ code }) => code === 'status-good')?.subject;
}

/** One of each kind. */
function notes(steps: readonly Step[]): Step[] {
  const noted = steps.filter(({ code }) => OUTCOMES[code].kind === 'note');
  return [...new Map(noted.map((note) => [note.code, note])).values()];
}

function drawStep({ words, language }: Context, { ok, words: said, subject, code }: Step): HTMLElement {
  const about = ok || subject === undefined ? undefined : say(words.verify.subject, { subject });
  return h(
    'li',
    { class: ok ? 'held' : 'broken', 'data-code': code },
    h('span', { 'aria-hidden': 'true' }, ok ? MARK.ok : MARK.failed),
    h('span', {}, said[language], about !== undefined && h('span', { class: 'code soft' }, ` ${about}`)),
  );
}

function drawContent(
  context: Context,
  words: VerifierWords,
  { answer: { report, bundle }, question }: Extract<State, { at: 'done' }>,
): HTMLElement {
  const { language } = context;
  const known = withdrawalsKnown(report);
  const rows: [string, string][] = [
    [words.item, report.item ?? ''],
    [words.sealedAt, report.sealedAt === undefined ? '' : instant(report.sealedAt * 1_000, language)],
    ...(known === undefined ? [] : [[words.withdrawals, instant(known, language)] satisfies [string, string]]),
    [words.asked, question.nodes.join('\n')],
    [words.contractsUsed, bundle ? Object.values(bundle.chain).map(String).join('\n') : ''],
  ];
  return h(
    'section',
    { 'aria-labelledby': 'content-title' },
    h('h2', { id: 'content-title' }, context.words.certificates.title),
    facts(rows),
    ...(bundle?.certificates ?? []).map(({ document }) =>
      h(
        'article',
        { class: 'card', 'data-testid': 'certificate' },
        h('h3', {}, context.words.certificates[kindOf(document)]),
        h(
          'p',
          { class: 'small says' },
          h('strong', {}, say(context.words.certificates.who, { issuer: document.issuer.name })),
          ` · ${instant(document.validFrom, language)}`,
        ),
        facts(factsOf(document, bundle?.item ?? '', context)),
      ),
    ),
  );
}

function facts(rows: readonly (readonly [string, string])[]): HTMLElement {
  return h('dl', { class: 'facts' }, ...rows.flatMap(([name, value]) => [h('dt', {}, name), h('dd', {}, value)]));
}
