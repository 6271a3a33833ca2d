import '../styles/tokens.css';
import '../shopper/shopper.css';
import './certificate.css';
import type { Sheet } from '@fieldseal/provenance/rendering';
import { path, ProblemError, send } from '../api/request.ts';
import { ensureHan } from '../fonts/ensureHan.ts';
import { type Language, markLanguage, preferredLanguage, rememberLanguage } from '../i18n/language.ts';
import { fill, h } from '../shopper/dom.ts';
import type { VerificationState } from '../shopper/Verification.ts';
import { certificateIn, certificateWords } from './context.ts';
import { drawPage } from './page.ts';
import { verifyCertificate } from './verification.ts';

const place = document.getElementById('certificate');
if (!place) throw new Error('certificate.html has no #certificate');

const id = certificateIn(window.location.pathname);
const node = `${window.location.origin}/api/rpc`;
let language = preferredLanguage();
let sheet: Sheet | undefined;
let problem: 'none' | 'not-found' | 'unreachable' = 'none';
let verification: VerificationState = { at: 'checking', steps: [] };
let round = 0;

const page = drawPage({ onLanguage: changeLanguage, onAgain: () => void verify() });

function draw(): void {
  const words = certificateWords(language);
  if (id === undefined || problem === 'not-found') page.message(language, words.notFound, words.notFoundWhy);
  else if (problem === 'unreachable')
    page.message(language, words.loadFailed, words.loadFailedWhy, () => void start(id));
  else if (!sheet) page.message(language, words.loading, '');
  else page.show(language, id, sheet, verification);
}

function changeLanguage(to: Language): void {
  language = to;
  rememberLanguage(to);
  draw();
}

async function start(certificate: string): Promise<void> {
  problem = 'none';
  draw();
  try {
    sheet = (await (await send(path('certificates', certificate, 'sheet'))).json()) as Sheet;
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
  if (!sheet || id === undefined) return;
  const mine = ++round;
  await verifyCertificate(id, sheet, node, (state) => {
    if (mine !== round) return;
    verification = state;
    page.verification(language, state);
  });
}

markLanguage(language);
ensureHan();
fill(place, h('div', { class: 'page' }, ...page.parts));
if (id === undefined) draw();
else await start(id);
