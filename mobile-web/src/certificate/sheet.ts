import {
  type Form,
  type Line,
  type Part,
  renderCertificate,
  type Rendering,
  type Sheet,
  type Tick,
} from '@fieldseal/provenance/rendering';
import type { Language } from '../i18n/language.ts';
import { say } from '../shopper/context.ts';
import { h } from '../shopper/dom.ts';
import { certificateWords } from './context.ts';

/** The certificate as it is printed: the same words as in the PDF. */
export function drawSheet(sheet: Sheet, language: Language): HTMLElement {
  const rendering = renderCertificate(sheet, language);
  const { form, standing } = rendering;
  return h(
    'article',
    {
      class: `sheet ${standing.tone}`,
      'data-testid': 'sheet',
      'data-type': rendering.type,
      'data-watermark': standing.tone === 'good' ? '' : standing.text,
      'aria-labelledby': 'certificate-title',
    },
    drawHead(rendering, sheet, language),
    drawLines(rendering.head),
    drawStanding(rendering),
    h('p', { class: 'opening' }, rendering.opening),
    form && drawForm(form),
    drawLines(rendering.facts),
    form && h('p', { class: 'soft small' }, form.keep),
    ...rendering.parts.map(drawPart),
    h('p', { class: 'soft small proven' }, rendering.proven),
    h('p', { class: 'code soft address' }, sheet.address),
  );
}

function drawHead({ title, otherTitle, scan, language }: Rendering, { link }: Sheet, shown: Language): HTMLElement {
  const code = `/api/labels/qr.svg?link=${encodeURIComponent(link)}`;
  const alt = say(certificateWords(shown).codeAlt, { link });
  return h(
    'header',
    { class: 'sheet-head' },
    h('img', { src: '/icon.svg', alt: '', class: 'mark', width: '56', height: '56' }),
    h(
      'div',
      { class: 'titles' },
      h('h1', { id: 'certificate-title', 'data-testid': 'certificate-title' }, title),
      h('p', { class: 'soft', lang: language === 'zh' ? 'en' : 'zh-CN' }, otherTitle),
    ),
    h(
      'figure',
      { class: 'scan' },
      h('img', { src: code, alt, width: '104', height: '104' }),
      h('figcaption', { class: 'soft small' }, scan),
    ),
  );
}

function drawStanding({ standing }: Rendering): HTMLElement {
  const { title, tone, text, details, current } = standing;
  return h(
    'div',
    { class: `standing ${tone}`, 'data-testid': 'standing', role: tone === 'good' ? undefined : 'alert' },
    h('span', { class: 'soft small' }, title),
    h('p', {}, h('strong', {}, text), ...details.map((detail) => h('span', { class: 'small' }, detail))),
    h('p', { class: 'soft small' }, current),
  );
}

function drawForm(form: Form): HTMLElement {
  const ticks = (list: readonly Tick[]): HTMLElement =>
    h(
      'ul',
      { class: 'ticks' },
      ...list.map(({ text, isTicked }) =>
        h(
          'li',
          {},
          h('span', { class: 'box', 'aria-hidden': 'true' }, isTicked ? '✓' : ''),
          h('span', { class: 'visually-hidden' }, isTicked ? form.ticked : form.unticked),
          h('span', {}, text),
        ),
      ),
    );
  return h('div', { class: 'form' }, ticks(form.promises), h('h2', {}, form.basisTitle), ticks(form.basis));
}

function drawPart({ title, lines, note }: Part): HTMLElement {
  return h(
    'section',
    { class: 'part' },
    h('h2', {}, title),
    note !== undefined && h('p', { class: 'soft' }, note),
    lines.length > 0 && drawLines(lines),
  );
}

/** Lines that go on under one label are one entry with several values. */
function drawLines(lines: readonly Line[]): HTMLElement {
  return h(
    'dl',
    { class: 'lines' },
    ...lines.flatMap(({ label, value, isCode, href, details = [] }) => [
      ...(label === '' ? [] : [h('dt', {}, label)]),
      h(
        'dd',
        {},
        isWebAddress(href)
          ? h('a', { href, class: isCode === true ? 'code' : undefined }, value)
          : h('span', { class: isCode === true ? 'code' : undefined }, value),
        ...details.map((detail) => h('span', { class: `detail ${detail.isCode === true ? 'code' : ''}` }, detail.text)),
      ),
    ]),
  );
}

/** Identifiers come from documents that anybody may have signed: no other scheme becomes a link. */
function isWebAddress(href: string | undefined): href is string {
  return href !== undefined && /^https?:\/\//i.test(href);
}
