import '../styles/tokens.css';
import './shopper.css';
import type { ChainAddresses, Item } from '../api/model.ts';
import { path, ProblemError, send } from '../api/request.ts';
import { ensureHan } from '../fonts/ensureHan.ts';
import { type Language, markLanguage, preferredLanguage, rememberLanguage } from '../i18n/language.ts';
import { type Context, type Loaded, pieceIn, wordsOf } from './context.ts';
import { fill, h } from './dom.ts';
import { drawPage } from './page.ts';
import { type VerificationState, verifyPiece } from './Verification.ts';

const place = document.getElementById('shopper');
if (!place) throw new Error('shopper.html has no #shopper');

const piece = pieceIn(window.location.pathname);
const ourNode = `${window.location.origin}/api/rpc`;
let language = preferredLanguage();
let node = ourNode;
let round = 0;
let loaded: Loaded | undefined;
let problem: 'none' | 'not-found' | 'unreachable' = 'none';
let verification: VerificationState = { at: 'checking', steps: [] };

function context(): Context {
  return { language, words: wordsOf(language), gtin: piece?.gtin ?? '', serial: piece?.serial ?? '' };
}

const page = drawPage({
  onLanguage: changeLanguage,
  onAgain: () => void verify(),
  onNode: (to) => void verifyWith(to),
  onReload: () => void reload(),
});

function draw(): void {
  const { words } = context();
  if (!piece) page.message(context(), words.badAddress, '');
  else if (problem === 'not-found') page.message(context(), words.notFound, words.notFoundWhy, 'failed');
  else if (problem === 'unreachable')
    page.message(context(), words.loadFailed, words.loadFailedWhy, 'wait', () => void start());
  else if (!loaded) page.message(context(), words.loading, '');
  else page.show(context(), loaded, verification, node);
}

function changeLanguage(to: Language): void {
  language = to;
  rememberLanguage(to);
  draw();
}

async function load(): Promise<Loaded> {
  const { gtin, serial } = context();
  const [item, chain] = await Promise.all([send(path('items', gtin, serial)), send('/chain')]);
  return { item: (await item.json()) as Item, chain: (await chain.json()) as ChainAddresses };
}

async function start(): Promise<void> {
  problem = 'none';
  loaded = undefined;
  draw();
  try {
    loaded = await load();
  } catch (error) {
    problem = error instanceof ProblemError && [400, 404].includes(error.problem.status) ? 'not-found' : 'unreachable';
    draw();
    return;
  }
  draw();
  await verify();
}

/** Checks anew; what an earlier round still has to say is dropped. */
async function verify(): Promise<void> {
  if (!loaded) return;
  const mine = ++round;
  await verifyPiece(context(), loaded.chain, node, (state) => {
    if (mine !== round) return;
    verification = state;
    if (loaded) page.verification(context(), loaded, state);
  });
}

async function verifyWith(to: string): Promise<void> {
  node = to;
  draw();
  window.scrollTo({ top: 0, behavior: 'smooth' });
  await verify();
}

async function reload(): Promise<void> {
  loaded = await load();
  page.reviews(context(), loaded);
}

markLanguage(language);
ensureHan();
fill(place, h('div', { class: 'page' }, ...page.parts));
if (piece) await start();
else draw();
