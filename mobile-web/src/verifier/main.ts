import '../styles/tokens.css';
import '../shopper/shopper.css';
import './verifier.css';
import type { Step } from '@fieldseal/provenance';
import { languageOf } from '../i18n/format.ts';
import { markLanguage } from '../i18n/language.ts';
import { type Context, wordsOf } from '../shopper/context.ts';
import { fill, h } from '../shopper/dom.ts';
import { drawProven } from '../shopper/Proven.ts';
import { check, type Question } from './check.ts';
import { embeddedEvidence, readEvidence } from './evidence.ts';
import { drawEvidence, type FileTrouble, QuestionForm } from './form.ts';
import { drawResult, type State } from './result.ts';
import { verifierEn } from './words.en.ts';
import { type VerifierWords, verifierZh } from './words.zh.ts';

const place = document.getElementById('verifier');
if (!place) throw new Error('verifier.html has no #verifier');

// Nothing is remembered: from a disk, what one page stores another may read.
let language = languageOf(navigator.language);
let evidence = embeddedEvidence();
let trouble: FileTrouble;
let state: State = { at: 'waiting' };
let round = 0;

const bar = h('header', { class: 'top-bar' });
const opened = h('div');
const result = h('div', { 'aria-live': 'polite' });
const rest = h('div', { class: 'stack' });
const form = new QuestionForm(ownWords(), (question) => void verify(question));
const heading = h('h1');
const lead = h('p', { class: 'soft' });

function context(): Context {
  return { language, words: wordsOf(language), gtin: '', serial: '' };
}

function ownWords(): VerifierWords {
  return language === 'zh' ? verifierZh : verifierEn;
}

/** The shopper's words speak of a photo check, which needs a server. */
function withoutPhotoCheck({ sameCake }: VerifierWords): Context {
  const shoppers = context();
  return { ...shoppers, words: { ...shoppers.words, proven: { ...shoppers.words.proven, no3: sameCake } } };
}

function draw(): void {
  const words = ownWords();
  markLanguage(language);
  document.title = `${words.title} · ${context().words.brand}`;
  drawBar();
  heading.textContent = words.title;
  lead.textContent = words.lead;
  fill(
    opened,
    drawEvidence(words, evidence, trouble, (file) => void open(file)),
  );
  form.draw(words, evidence !== undefined);
  drawState();
  fill(rest, drawProven(withoutPhotoCheck(words)), h('p', { class: 'soft small' }, words.notRead));
}

function drawBar(): void {
  const { words } = context();
  const change = (): void => {
    language = language === 'zh' ? 'en' : 'zh';
    draw();
  };
  const attributes = { type: 'button', class: 'button quiet', 'aria-label': words.languageLabel, onclick: change };
  fill(
    bar,
    h('span', { class: 'brand' }, h('span', { class: 'seal', 'aria-hidden': 'true' }, '证'), words.brand),
    h('button', { ...attributes, 'data-testid': 'language-switch' }, words.language),
  );
}

function drawState(): void {
  fill(result, drawResult(context(), ownWords(), state));
}

async function open(file: File): Promise<void> {
  round += 1;
  state = { at: 'waiting' };
  evidence = undefined;
  draw();
  const mine = round;
  const read = await readEvidence(file);
  if (mine !== round) return;
  [evidence, trouble] = typeof read === 'string' ? [undefined, read] : [read, undefined];
  draw();
}

/** Checks anew; what an earlier round still has to say is dropped. */
async function verify(question: Question): Promise<void> {
  if (!evidence) return;
  const mine = ++round;
  const steps: Step[] = [];
  const show = (next: State): void => {
    if (mine !== round) return;
    state = next;
    drawState();
  };
  show({ at: 'checking', steps });
  result.scrollIntoView({ block: 'nearest' });
  // Steps come faster than a screen shows them: what came until the next frame is drawn together.
  let frame = 0;
  const answer = await check(evidence.bytes, question, (step) => {
    steps.push(step);
    frame ||= requestAnimationFrame(() => {
      frame = 0;
      show({ at: 'checking', steps });
    });
  });
  cancelAnimationFrame(frame);
  show({ at: 'done', answer, question });
}

document.addEventListener('dragover', (event) => {
  event.preventDefault();
  document.body.classList.add('dropping');
});
document.addEventListener('dragleave', () => {
  document.body.classList.remove('dropping');
});
document.addEventListener('drop', (event) => {
  event.preventDefault();
  document.body.classList.remove('dropping');
  const [file] = event.dataTransfer?.files ?? [];
  if (file) void open(file);
});

draw();
const parts = [h('div', {}, heading, lead), opened, form.element, result, rest];
fill(place, h('div', { class: 'page' }, bar, h('main', { class: 'stack' }, ...parts)));
