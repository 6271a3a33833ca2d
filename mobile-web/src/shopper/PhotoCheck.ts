import type { CheckAnswer } from '../api/model.ts';
import { path, ProblemError, send } from '../api/request.ts';
import { decimal } from '../i18n/format.ts';
import { type Context, say } from './context.ts';
import { fill, h } from './dom.ts';

const TONE: Record<CheckAnswer['decision'], string> = { match: 'ok', 'no-match': 'failed', 'take-another': 'wait' };
const TIMEOUT_MS = 60_000;
/** The services refuse larger files; a phone's own camera stays below. */
const MAX_PHOTO_BYTES = 20 * 1024 * 1024;

/** Compares a photograph of the cake in the hand with the fingerprint taken at the factory. */
export function drawPhotoCheck(context: Context): HTMLElement {
  const words = context.words.check;
  const answer = h('div', { 'aria-live': 'polite', 'data-testid': 'check-answer' });
  const label = h('label', { for: 'check-photo', class: 'button primary wide' }, words.take);
  const input = h('input', {
    id: 'check-photo',
    type: 'file',
    accept: 'image/*',
    capture: 'environment',
    class: 'hidden-file',
    'data-testid': 'check-photo',
  });
  input.addEventListener('change', () => {
    const photo = input.files?.[0];
    if (!photo) return;
    fill(answer, h('p', { class: 'soft' }, words.working));
    label.textContent = words.another;
    void compare(context, photo).then((drawn) => {
      fill(answer, ...drawn);
      input.value = '';
    });
  });
  return h(
    'section',
    { class: 'card', 'aria-labelledby': 'check-title' },
    h('h2', { id: 'check-title' }, words.title),
    h('p', { class: 'soft small' }, words.why),
    h('div', {}, input, label),
    answer,
  );
}

async function compare(context: Context, photo: File): Promise<HTMLElement[]> {
  const { words, gtin, serial, language } = context;
  const preview = h('img', { src: URL.createObjectURL(photo), alt: words.check.alt, class: 'preview' });
  if (photo.size > MAX_PHOTO_BYTES) return [preview, verdict(context, 'take-another')];
  const form = new FormData();
  form.set('photo', photo);
  try {
    const response = await send(path('items', gtin, serial, 'checks'), { method: 'POST', form, timeoutMs: TIMEOUT_MS });
    const answer = (await response.json()) as CheckAnswer;
    const score = { score: decimal(answer.score, language, 3), threshold: decimal(answer.threshold, language, 3) };
    return [
      preview,
      verdict(context, answer.decision, answer.falseMatchProbability),
      h('p', { class: 'soft small number' }, say(words.check.score, score)),
    ];
  } catch (error) {
    const status = error instanceof ProblemError ? error.problem.status : 0;
    if (status === 413 || status === 415 || status === 422) return [preview, verdict(context, 'take-another')];
    const reason = error instanceof ProblemError ? error.problem.code : context.words.loadFailedWhy;
    return [
      h('p', { class: 'warning' }, status === 404 ? words.check.notEnrolled : say(words.check.failed, { reason })),
    ];
  }
}

function verdict({ words, language }: Context, decision: CheckAnswer['decision'], probability = 1): HTMLElement {
  const n = probability > 0 ? Math.max(1, Math.floor(1 / probability)) : 1_000_000_000;
  const chance = say(words.check.chance, { n: decimal(Math.min(n, 1_000_000_000), language, 0) });
  return h(
    'div',
    { class: `answer ${TONE[decision]}`, 'data-decision': decision },
    h('p', { class: 'answer-title' }, words.check[decision]),
    h('p', { class: 'small' }, say(words.check[`${decision}Words`], { chance })),
  );
}
