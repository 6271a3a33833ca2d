import { fill, h } from '../shopper/dom.ts';
import { say } from '../shopper/context.ts';
import { parseContracts, type Question } from './check.ts';
import { type Evidence, MAX_FILE_MB } from './evidence.ts';
import type { VerifierWords } from './words.zh.ts';

export interface FormActions {
  onFile: (file: File) => void;
  onVerify: (question: Question) => void;
}

export type FileTrouble = 'tooLarge' | 'unreadable' | undefined;

/** What is open, and the file chooser. */
export function drawEvidence(
  words: VerifierWords,
  evidence: Evidence | undefined,
  trouble: FileTrouble,
  onFile: FormActions['onFile'],
): HTMLElement {
  const input = h('input', {
    id: 'file',
    type: 'file',
    accept: '.zip,.json,application/zip,application/json',
    class: 'hidden-file',
    'data-testid': 'file',
  });
  input.addEventListener('change', () => {
    const [file] = input.files ?? [];
    if (file) onFile(file);
  });
  const size = ((evidence?.bytes.length ?? 0) / 1_000).toFixed(0);
  return h(
    'section',
    { class: 'card', 'aria-labelledby': 'evidence-title' },
    h('h2', { id: 'evidence-title' }, words.evidence),
    h(
      'p',
      { 'data-testid': 'opened', role: 'status' },
      evidence === undefined ? words.none : say(words.opened, { name: evidence.name ?? words.embedded, size }),
    ),
    trouble !== undefined && h('p', { class: 'warning', role: 'alert' }, say(words[trouble], { limit: MAX_FILE_MB })),
    h('div', {}, input, h('label', { for: 'file', class: 'button wide' }, words.choose)),
    h('p', { class: 'soft small' }, words.drop),
  );
}

/** Whom to ask. The fields keep what was typed when the language changes: they are drawn once. */
export class QuestionForm {
  readonly element = h('form', { class: 'card stack', novalidate: true });
  readonly #trouble = h('p', { class: 'warning', role: 'alert', 'data-testid': 'form-trouble' });
  readonly #node = field('node', 'url');
  readonly #second = field('second-node', 'url');
  readonly #contracts = field('contracts', 'text');
  /** Stays unfolded when it was: what is typed in it counts. */
  readonly #careful = h('details');
  #words: VerifierWords;

  constructor(words: VerifierWords, onVerify: FormActions['onVerify']) {
    this.#words = words;
    this.element.addEventListener('submit', (event) => {
      event.preventDefault();
      const question = this.#read();
      this.#trouble.textContent = typeof question === 'string' ? this.#words[question] : '';
      if (typeof question !== 'string') onVerify(question);
    });
  }

  draw(words: VerifierWords, isReady: boolean): void {
    this.#words = words;
    fill(
      this.#careful,
      h('summary', {}, words.moreCareful),
      h(
        'div',
        { class: 'stack' },
        ...labelled(this.#second, words.secondNode, words.secondNodeHint),
        ...labelled(this.#contracts, words.contracts, words.contractsHint),
      ),
    );
    fill(
      this.element,
      ...labelled(this.#node, words.node, words.nodeHint),
      this.#careful,
      this.#trouble,
      h(
        'button',
        { type: 'submit', class: 'button primary wide', disabled: !isReady, 'data-testid': 'verify' },
        words.verify,
      ),
    );
  }

  #read(): Question | 'badNode' | 'badContracts' {
    const nodes = [this.#node, this.#second].map(({ value }) => value.trim()).filter((value) => value !== '');
    const [node, ...others] = nodes;
    if (node === undefined || !nodes.every((url) => URL.canParse(url) && /^https?:/.test(url))) return 'badNode';
    const text = this.#contracts.value.trim();
    const trust = parseContracts(text);
    if (text !== '' && trust === undefined) return 'badContracts';
    return { nodes: [node, ...others], trust };
  }
}

function field(id: string, type: 'url' | 'text'): HTMLInputElement {
  const isUrl = type === 'url';
  return h('input', {
    ...{ id, type, autocomplete: 'off', spellcheck: 'false', 'aria-describedby': `${id}-hint`, 'data-testid': id },
    ...(isUrl ? { inputmode: 'url', placeholder: 'https://' } : { placeholder: '1:0x…:0x…' }),
  });
}

function labelled(input: HTMLInputElement, label: string, hint: string): HTMLElement[] {
  return [h('label', { for: input.id }, label), input, h('p', { class: 'soft small', id: `${input.id}-hint` }, hint)];
}
