import type { Item } from '../api/model.ts';
import { path, ProblemError, send } from '../api/request.ts';
import { fullDay } from '../i18n/format.ts';
import { type Context, say } from './context.ts';
import { fill, h } from './dom.ts';

const STARS = [5, 4, 3, 2, 1] as const;

/** Reviews of buyers, and the form for one who holds the code that came with the sale. */
export function drawReviews(context: Context, item: Item, reload: () => void): HTMLElement {
  const words = context.words.reviews;
  return h(
    'section',
    { class: 'card', 'aria-labelledby': 'reviews-title' },
    h('h2', { id: 'reviews-title' }, words.title),
    item.reviews.length === 0 && h('p', { class: 'soft' }, words.none),
    h(
      'ul',
      { class: 'reviews', 'data-testid': 'reviews' },
      ...item.reviews.map((review) =>
        h(
          'li',
          {},
          h(
            'span',
            { class: 'stars', role: 'img', 'aria-label': say(words.stars, { n: review.rating }) },
            stars(review.rating),
          ),
          h('span', { class: 'soft small' }, ` ${fullDay(review.createdAt, context.language)}`),
          h('p', {}, review.text),
        ),
      ),
    ),
    h('details', {}, h('summary', { 'data-testid': 'write-review' }, words.write), drawForm(context, reload)),
  );
}

function stars(rating: number): string {
  const full = Math.max(0, Math.min(5, Math.round(rating)));
  return '★'.repeat(full) + '☆'.repeat(5 - full);
}

function drawForm(context: Context, reload: () => void): HTMLElement {
  const words = context.words.reviews;
  const code = h('input', {
    id: 'review-code',
    required: true,
    autocomplete: 'off',
    maxlength: '64',
    'data-testid': 'review-code',
  });
  const rating = h(
    'select',
    { id: 'review-rating', 'data-testid': 'review-rating' },
    ...STARS.map((n) => h('option', { value: String(n) }, `${stars(n)} ${say(words.stars, { n })}`)),
  );
  const text = h('textarea', {
    id: 'review-text',
    rows: '3',
    maxlength: '1000',
    required: true,
    'data-testid': 'review-text',
  });
  const result = h('p', { role: 'status', 'data-testid': 'review-result' });
  const button = h('button', { type: 'submit', class: 'button primary', 'data-testid': 'review-send' }, words.send);
  const form = h(
    'form',
    { class: 'stack' },
    h('label', { for: 'review-code' }, words.code),
    code,
    h('label', { for: 'review-rating' }, words.rating),
    rating,
    h('label', { for: 'review-text' }, words.text),
    text,
    button,
    result,
  );
  const idempotencyKey = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16)).join('-');
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    button.disabled = true;
    fill(result, words.sending);
    const json = { code: code.value.trim(), rating: Number(rating.value), text: text.value.trim() };
    void post(context, json, `${idempotencyKey}/${JSON.stringify(json).length.toString()}`).then((answer) => {
      button.disabled = false;
      fill(result, answer.words);
      if (answer.ok) reload();
    });
  });
  return form;
}

async function post(context: Context, json: unknown, idempotencyKey: string): Promise<{ ok: boolean; words: string }> {
  const { words, gtin, serial } = context;
  try {
    await send(path('items', gtin, serial, 'reviews'), { method: 'POST', json, idempotencyKey });
    return { ok: true, words: words.reviews.sent };
  } catch (error) {
    if (!(error instanceof ProblemError))
      return { ok: false, words: say(words.reviews.failed, { reason: words.loadFailedWhy }) };
    const { status, code } = error.problem;
    const wrong = status === 403 || status === 404 || status === 409 || status === 422;
    return { ok: false, words: wrong ? words.reviews.codeWrong : say(words.reviews.failed, { reason: code }) };
  }
}
