import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import chromium from '@sparticuz/chromium';
import { type Page, chromium as playwright } from 'playwright-core';
import { repository } from '../../src/repository.ts';
import type { Times } from './in-node.ts';

/** Made for a cloud function; with these a browser is not one as people have it. */
const NOT_WANTED = new Set(['--single-process', '--disable-web-security', '--allow-running-insecure-content']);
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
const VERIFIER = pathToFileURL(join(repository, 'mobile-web/dist/verifier.html')).href;

/**
 * Verifies on the verifier page, opened from disk in Chromium with its processor slowed down: from the tap on the button
 * to the verdict on the page, drawing included.
 * @param file the evidence to open @param slowdown 4 for a quarter of the speed
 */
export async function timesInBrowser(file: string, rpcUrl: string, rounds: number, slowdown: number): Promise<Times> {
  const args = chromium.args.filter((flag) => !NOT_WANTED.has(flag));
  const browser = await playwright.launch({ args, executablePath: await chromium.executablePath() });
  try {
    const context = await browser.newContext(PHONE);
    const page = await context.newPage();
    await page.addInitScript(REMEMBERING);
    await page.goto(VERIFIER);
    await page.getByTestId('file').setInputFiles(file);
    await page.getByTestId('node').fill(rpcUrl);
    const session = await context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    const first = await time(page);
    const asking = await repeat(rounds, () => time(page));
    await page.evaluate('window.remembersAnswers = true');
    await time(page);
    return { first, asking, computing: await repeat(rounds, () => time(page)) };
  } finally {
    await browser.close();
  }
}

async function time(page: Page): Promise<number> {
  const took = await page.evaluate(TAP_AND_WAIT);
  if (typeof took !== 'number') throw new Error(`The page did not verify the evidence: ${String(took)}`);
  return took;
}

async function repeat(rounds: number, measure: () => Promise<number>): Promise<number[]> {
  const times: number[] = [];
  while (times.length < rounds) times.push(await measure());
  return times;
}

/** Answers of the node are kept once the page is told so: what is then measured is the page alone. */
const REMEMBERING = `
  const answers = new Map();
  const ask = window.fetch;
  window.fetch = async (address, request) => {
    if (!window.remembersAnswers) return ask(address, request);
    const question = String(request?.body).replace(/"id":\\d+/, '');
    if (!answers.has(question)) answers.set(question, ask(address, request));
    return (await answers.get(question)).clone();
  };`;

const TAP_AND_WAIT = `new Promise((resolve) => {
  const find = (name) => document.querySelector('[data-testid="' + name + '"]');
  find('result')?.setAttribute('data-state', 'old');
  const start = performance.now();
  const watch = new MutationObserver(() => {
    const state = find('result')?.dataset.state;
    if (state === 'checking' || state === 'old' || state === undefined) return;
    watch.disconnect();
    resolve(state === 'verified' ? performance.now() - start : state);
  });
  watch.observe(document.body, { subtree: true, childList: true, attributes: true });
  find('verify').click();
})`;
