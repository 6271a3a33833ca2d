import type { Context } from './context.ts';
import { h } from './dom.ts';
import type { Kind, Stage } from './facts.ts';

/** What a certificate is called, and the stage of life it is of. */
export function drawHeading({ words }: Context, stage: Stage, kind: Kind = stage): HTMLElement {
  const { certificates } = words;
  return h('h3', {}, certificates[kind], h('span', { class: 'soft small stage' }, certificates[`${stage}Stage`]));
}
