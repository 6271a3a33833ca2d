import type { Sheet } from '@fieldseal/provenance/rendering';
import { path } from '../api/request.ts';
import type { Language } from '../i18n/language.ts';
import { wordsOf } from '../shopper/context.ts';
import { fill, h } from '../shopper/dom.ts';
import { drawVerification, type VerificationState } from '../shopper/Verification.ts';
import { certificateWords } from './context.ts';
import { drawSheet } from './sheet.ts';

export interface Actions {
  onLanguage: (to: Language) => void;
  onAgain: () => void;
}

/** The page as named places, so that a step of the check does not disturb what is being read. */
export interface Page {
  parts: HTMLElement[];
  message: (language: Language, title: string, why: string, retry?: () => void) => void;
  show: (language: Language, id: string, sheet: Sheet, state: VerificationState) => void;
  verification: (language: Language, state: VerificationState) => void;
}

export function drawPage(actions: Actions): Page {
  const bar = h('header', { class: 'top-bar no-print' });
  const verdict = h('section', { 'data-testid': 'verify' });
  const main = h('main', { class: 'stack' });

  const verification = (language: Language, state: VerificationState): void => {
    const context = { language, words: wordsOf(language), gtin: '', serial: '' };
    drawVerification(verdict, context, state, actions.onAgain);
    verdict.classList.add('no-print');
  };
  return {
    parts: [bar, main],
    message: (language, title, why, retry) => {
      drawBar(bar, language, actions);
      document.title = wordsOf(language).brand;
      fill(
        main,
        h(
          'div',
          { class: 'message card', role: 'status', 'data-testid': 'message' },
          h('h1', {}, title),
          why !== '' && h('p', {}, why),
          retry && h('button', { type: 'button', class: 'button', onclick: retry }, wordsOf(language).retry),
        ),
      );
    },
    show: (language, id, sheet, state) => {
      drawBar(bar, language, actions);
      const drawn = drawSheet(sheet, language);
      document.title = `${drawn.querySelector('h1')?.textContent ?? ''} · ${wordsOf(language).brand}`;
      verification(language, state);
      fill(main, verdict, drawn, drawActions(language, id, sheet));
    },
    verification,
  };
}

function drawBar(bar: Element, language: Language, actions: Actions): void {
  const words = wordsOf(language);
  const other = language === 'zh' ? 'en' : 'zh';
  const change = (): void => {
    actions.onLanguage(other);
  };
  const mark = h('img', { src: '/icon.svg', alt: '', width: '32', height: '32' });
  const button = {
    type: 'button',
    class: 'button quiet',
    lang: other,
    'aria-label': words.languageLabel,
    'data-testid': 'language-switch',
    onclick: change,
  };
  fill(bar, h('span', { class: 'brand' }, mark, words.brand), h('button', button, words.language));
}

function drawActions(language: Language, id: string, { link }: Sheet): HTMLElement {
  const words = certificateWords(language);
  const print = (): void => {
    window.print();
  };
  const pdf = `/api${path('certificates', `${id}.pdf`)}?lang=${language}`;
  return h(
    'nav',
    { class: 'actions no-print', 'aria-label': words.actions },
    h('button', { type: 'button', class: 'button primary', onclick: print, 'data-testid': 'print' }, words.print),
    h('a', { class: 'button', href: pdf, 'data-testid': 'pdf' }, words.pdf),
    h(
      'a',
      { class: 'button', href: `/api${path('certificates', id, 'bundle')}`, download: `${id}.fieldseal.json` },
      words.evidence,
    ),
    /^https?:\/\//i.test(link) && h('a', { class: 'button', href: link }, words.piece),
  );
}
