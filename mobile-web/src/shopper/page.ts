import { path } from '../api/request.ts';
import type { Language } from '../i18n/language.ts';
import { drawCertificates } from './Certificates.ts';
import { type Context, type Loaded, say } from './context.ts';
import { fill, h } from './dom.ts';
import { drawOwnCheck } from './OwnCheck.ts';
import { drawPhotoCheck } from './PhotoCheck.ts';
import { drawProven } from './Proven.ts';
import { drawReviews } from './Reviews.ts';
import { drawVerification, type VerificationState } from './Verification.ts';

export interface Actions {
  onLanguage: (to: Language) => void;
  onAgain: () => void;
  onNode: (node: string) => void;
  onReload: () => void;
}

/** The page as named places that are drawn one by one, so that a step of the check does not disturb what is being typed. */
export interface Page {
  parts: HTMLElement[];
  message: (context: Context, title: string, why: string, tone?: 'wait' | 'failed', retry?: () => void) => void;
  show: (context: Context, loaded: Loaded, state: VerificationState, node: string) => void;
  verification: (context: Context, loaded: Loaded, state: VerificationState) => void;
  reviews: (context: Context, loaded: Loaded) => void;
}

export function drawPage(actions: Actions): Page {
  const bar = h('header', { class: 'top-bar' });
  const head = h('div');
  const verdict = h('section', { 'data-testid': 'verify' });
  const certificates = h('div');
  const photoCheck = h('div');
  const reviews = h('div');
  const rest = h('div', { class: 'stack' });
  const main = h('main', { class: 'stack' });

  const drawReviewPart = (context: Context, loaded: Loaded): void => {
    fill(reviews, drawReviews(context, loaded.item, actions.onReload));
  };
  const drawChecked = (context: Context, { item }: Loaded, state: VerificationState): void => {
    drawVerification(verdict, context, state, actions.onAgain);
    fill(certificates, drawCertificates(context, item, state));
  };
  return {
    parts: [bar, main],
    message: (context, title, why, tone = 'wait', retry) => {
      drawBar(bar, context, actions);
      document.title = context.words.brand;
      fill(
        main,
        h(
          'div',
          { class: `message card ${tone}`, role: 'status', 'data-testid': 'message' },
          h('h1', {}, title),
          why !== '' && h('p', {}, why),
          retry && h('button', { type: 'button', class: 'button', onclick: retry }, context.words.retry),
        ),
      );
    },
    show: (context, loaded, state, node) => {
      drawBar(bar, context, actions);
      drawHead(head, context, loaded);
      drawChecked(context, loaded, state);
      fill(photoCheck, drawPhotoCheck(context));
      drawReviewPart(context, loaded);
      fill(rest, drawProven(context), drawOwnCheck(context, loaded.chain, node, actions.onNode));
      fill(main, head, verdict, certificates, photoCheck, reviews, rest);
    },
    verification: drawChecked,
    reviews: drawReviewPart,
  };
}

function drawBar(bar: Element, { words, language }: Context, actions: Actions): void {
  const other = language === 'zh' ? 'en' : 'zh';
  const mark = h('img', { src: '/icon.svg', alt: '', width: '32', height: '32' });
  const change = (): void => {
    actions.onLanguage(other);
  };
  fill(
    bar,
    h('span', { class: 'brand' }, mark, words.brand),
    h(
      'button',
      {
        type: 'button',
        class: 'button quiet',
        lang: other,
        'aria-label': words.languageLabel,
        'data-testid': 'language-switch',
        onclick: change,
      },
      words.language,
    ),
  );
}

function drawHead(head: Element, context: Context, { item }: Loaded): void {
  const { words, language, gtin, serial } = context;
  const name = item.product[language];
  document.title = `${name} · ${words.brand}`;
  fill(
    head,
    item.photo &&
      h(
        'figure',
        { class: 'portrait' },
        h('img', {
          src: `/api${path('items', gtin, serial, 'photo')}`,
          alt: say(words.photoAlt, { name }),
          width: '640',
          height: '640',
          'data-testid': 'item-photo',
        }),
        item.rendered && h('figcaption', { class: 'small' }, words.rendered),
      ),
    h('h1', { 'data-testid': 'product' }, name),
    h('p', { class: 'soft small' }, `${words.serial} `, h('span', { class: 'code' }, serial)),
    item.sold && h('p', { class: 'soft small' }, words.verify.clone),
  );
}
