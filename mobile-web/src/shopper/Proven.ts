import type { Context } from './context.ts';
import { h } from './dom.ts';

/** Integrity and time are proven, truth is not: the page says so. */
export function drawProven({ words: { proven } }: Context): HTMLElement {
  const list = (items: string[], mark: string): HTMLElement =>
    h('ul', { class: 'marks' }, ...items.map((item) => h('li', {}, h('span', { 'aria-hidden': 'true' }, mark), item)));
  return h(
    'section',
    { class: 'card', 'aria-labelledby': 'proven-title' },
    h('h2', { id: 'proven-title' }, proven.title),
    h('h3', {}, proven.yes),
    list([proven.yes1, proven.yes2, proven.yes3], '✓'),
    h('h3', {}, proven.no),
    list([proven.no1, proven.no2, proven.no3], '○'),
  );
}
