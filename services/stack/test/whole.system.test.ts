import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { z } from 'zod';
import { residentBytes } from '../src/engines/memory.ts';
import { ANY_PORTS } from '../src/ports.ts';
import { repository } from '../src/repository.ts';
import { Item } from '../src/season/answers.ts';
import { SeasonContext, until } from '../src/season/context.ts';
import { CAKE_GTIN } from '../src/season/field.ts';
import { playOn, seasonFile, seasonOptions } from '../src/season/once.ts';
import type { SeasonSummary } from '../src/season/season.ts';
import { type Stack, startStack } from '../src/stack.ts';
import { finishOne, pressOne } from './support/another-cake.ts';
import { openBrowser, openPhone, signIn } from './support/browser.ts';
import { lyingNode } from './support/lying-node.ts';
import { program } from './support/program.ts';
import { temporaryState } from './support/state.ts';

const SSCC = '095200000000000424';
const HarvestList = z.object({
  harvests: z.array(z.object({ id: z.string(), quantityKg: z.number(), digitalLink: z.string() })),
});
const ReceiptList = z.object({ receipts: z.array(z.object({ sscc: z.string(), items: z.array(z.string()) })) });
const Bundled = z.object({ chain: z.object({ chainId: z.int(), sealLog: z.string(), issuerRegistry: z.string() }) });

const state = temporaryState('whole');
const evidenceFile = join(state.folder, 'evidence.zip');
const said: string[] = [];
let stack: Stack;
let summary: SeasonSummary;
let season: SeasonContext;
let browser: Browser;

beforeAll(async () => {
  const say = (text: string): void => {
    said.push(text);
  };
  stack = await startStack({ stateDir: state.folder, ports: ANY_PORTS, host: '127.0.0.1', say });
  summary = await playOn(stack, say);
  season = new SeasonContext(seasonOptions(stack, say));
  browser = await openBrowser();
}, 240_000);

afterAll(async () => {
  await browser.close();
  await season.options.photos.close();
  await stack.stop();
  state.remove();
}, 60_000);

describe('the sample season', () => {
  test('issues, seals and verifies every certificate, and refuses every changed bundle', () => {
    expect(summary.certificates).toEqual({ issued: 13, verified: 13, tamperedRefused: 120 });
    expect(summary.seals.length).toBeGreaterThan(0);
  });

  test('recognises each cake and no other', () => {
    const { genuine, impostor, threshold } = summary.fingerprint;
    expect(Math.min(...genuine)).toBeGreaterThan(threshold);
    expect(Math.max(...impostor)).toBeLessThan(threshold);
  });

  test('pays for the dry year by itself and nothing for the wet one', () => {
    expect(summary.cover).toMatchObject({ indexMilli: 20_700, payoutBps: 7145, paid: '35727250000' });
    expect(summary.wetCover).toMatchObject({ indexMilli: 127_300, payoutBps: 0, paid: '0' });
  });

  test('stays below 1.5 GB of memory', () => {
    const pids = [...stack.processes.values()].map(({ pid }) => pid ?? 0);
    const megabytes = pids.reduce((sum, pid) => sum + residentBytes(pid), 0) / 1e6;
    expect(megabytes).toBeLessThan(1_500);
  });
});

describe('in the browser of a phone', () => {
  let lot = '';
  let cake = { serial: '', digitalLink: '' };

  test('the farmer records a harvest in the form', async () => {
    const { page, complaints } = await openPhone(browser, stack.webUrl);
    await signIn(page, '/farmer', season.options.accounts.farmer);
    await page.getByTestId('record-harvest').click();
    await page.getByTestId('plot-choice').first().click();
    for (const key of ['3', '.', '2']) await page.getByTestId(`key-${key}`).click();
    await page.getByTestId('record-next').click();
    const jpeg = Buffer.from(await season.options.photos.of(7, 2));
    await page.getByTestId('photo-input').setInputFiles({ name: 'leaf.jpg', mimeType: 'image/jpeg', buffer: jpeg });
    await page.getByTestId('photo').waitFor();
    await page.getByTestId('record-save').click();
    const farmer = await season.as('farmer');
    lot = await until('the harvest arrived', 20_000, async () => {
      const { harvests } = await farmer.get('/harvests', HarvestList);
      return harvests.find(({ quantityKg }) => quantityKg === 3.2)?.digitalLink;
    });
    expect((await farmer.get('/harvests', HarvestList)).harvests).toHaveLength(3);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('the keeper receives the cake made of it with the scanner', async () => {
    cake = await pressOne(season, lot);
    const { page, complaints } = await openPhone(browser, stack.webUrl);
    await signIn(page, '/scanner', season.options.accounts.keeper);
    const field = page.getByTestId('scan-field');
    await field.fill(cake.digitalLink);
    await field.press('Enter');
    await page.getByTestId('batch-item').waitFor();
    await field.fill(cake.digitalLink);
    await field.press('Enter');
    await page.locator('[data-testid="scan-result"][data-effect="duplicate"]').waitFor();
    expect(await page.getByTestId('batch-item').count()).toBe(1);
    await page.getByTestId('sscc').fill(SSCC);
    await page.getByTestId('location').fill('玉溪二号仓');
    await page.getByTestId('receive').click();
    const keeper = await season.as('keeper');
    const receipt = await until('the receipt arrived', 20_000, async () => {
      const { receipts } = await keeper.get('/receipts', ReceiptList);
      return receipts.find(({ sscc }) => sscc === SSCC);
    });
    expect(receipt.items).toEqual([cake.digitalLink]);
    expect(complaints).toEqual([]);
    await page.context().close();
    await finishOne(season, SSCC, cake.serial);
  });

  test('the shopper’s page of that cake verifies it', async () => {
    const { page, complaints } = await openPhone(browser, stack.webUrl);
    await until('the shopper’s page said that the cake is verified with all four stages', 40_000, async () => {
      await page.goto(`/01/${CAKE_GTIN}/21/${cake.serial}`);
      const panel = page.getByTestId('verify');
      await panel.and(page.locator('[data-state="verified"], [data-state="failed"]')).waitFor({ timeout: 30_000 });
      expect(await panel.getAttribute('data-state')).toBe('verified');
      const graduation = await page.getByTestId('certificate-graduation').count();
      return graduation > 0 ? true : undefined;
    });
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('a certificate of that cake has a page of its own, which verifies it too, and a print', async () => {
    const { page, complaints } = await openPhone(browser, stack.webUrl);
    await page.goto(`/01/${CAKE_GTIN}/21/${cake.serial}`);
    const panel = page.getByTestId('verify');
    const verdict = panel.and(page.locator('[data-state="verified"], [data-state="failed"]'));
    await verdict.waitFor({ timeout: 30_000 });
    const card = page.getByTestId('certificate-identity');
    const link = card.getByTestId('open-certificate');
    // A page that is still loading its pictures may move away under a finger.
    await until('the certificate unfolded', 20_000, async () => {
      await card.locator('summary').click();
      return (await link.isVisible()) ? true : undefined;
    });
    await link.click();
    await page.waitForURL('**/certificates/*');
    await verdict.waitFor({ timeout: 30_000 });
    expect(await panel.getAttribute('data-state')).toBe('verified');
    expect(await page.getByTestId('certificate-title').textContent()).toBe('身份证');
    await page.getByTestId('language-switch').click();
    expect(await page.getByTestId('certificate-title').textContent()).toBe('Certificate of Identity');
    const print = await page.request.get((await page.getByTestId('pdf').getAttribute('href')) ?? '');
    expect([print.status(), print.headers()['content-type']]).toEqual([200, 'application/pdf']);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('the factory downloads label sheets, and follows a code back to the leaf it was made of', async () => {
    const { page, complaints } = await openPhone(browser, stack.webUrl);
    await signIn(page, '/factory', season.options.accounts.processor);
    await page.getByTestId('label-sheet').first().click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByTestId('label-sheet-download').first().click(),
    ]);
    expect(
      readFileSync(await download.path())
        .subarray(0, 5)
        .toString('latin1'),
    ).toBe('%PDF-');
    await page.goto('/history');
    await page.getByTestId('history-code').fill(cake.digitalLink);
    await page.getByTestId('history-ask').click();
    await page.getByTestId('history-line').waitFor();
    await page
      .getByRole('link', { name: new URL(lot).pathname })
      .first()
      .click();
    await page.waitForURL(`**/history?code=${encodeURIComponent(lot)}`);
    await page.getByTestId('history-event').first().waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('the insurer’s board shows what was paid, and that the wet year paid nothing', async () => {
    const { page, complaints } = await openPhone(browser, stack.webUrl);
    await signIn(page, '/insurer', season.options.accounts.insurer);
    await page.getByTestId('paid').waitFor();
    expect(await page.getByTestId('policy-paid').first().textContent()).toMatch(/35,?727/);
    expect(await page.getByTestId('paid-nothing').count()).toBe(1);
    expect(await page.getByTestId('series').count()).toBe(2);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

describe('npm run verify', () => {
  const file = join(state.folder, 'bundle.json');
  let bytes: Uint8Array = new Uint8Array();
  const verify = async (...args: string[]): Promise<{ code: number | string; said: string }> => {
    const run = program('src/verify.ts', args);
    return { code: await run.ended, said: run.said() };
  };

  beforeAll(async () => {
    bytes = await season.anybody().bytes(`/items/${CAKE_GTIN}/${summary.items[0]?.serial ?? ''}/bundle`);
    writeFileSync(file, bytes);
  });

  test('says in words that a bundle holds, against the chain alone', async () => {
    const { code, said: words } = await verify(file, '--rpc', stack.rpcUrl);
    expect(words).toContain('VERIFIED');
    expect(code).toBe(0);
  });

  test('holds against contracts the person knows, and not against others', async () => {
    const { chainId, sealLog, issuerRegistry } = Bundled.parse(JSON.parse(new TextDecoder().decode(bytes))).chain;
    const known = `${String(chainId)}:${sealLog}:${issuerRegistry}`;
    expect((await verify(file, '--rpc', stack.rpcUrl, '--trust', known)).code).toBe(0);
    const other = `${String(chainId)}:${issuerRegistry}:${sealLog}`;
    expect((await verify(file, '--rpc', stack.rpcUrl, '--trust', other)).code).toBe(1);
  });

  test('names the reason when a byte was changed', async () => {
    const changed = bytes.slice();
    const middle = Math.floor(changed.length / 2);
    changed[middle] = (changed[middle] ?? 0) ^ 1;
    writeFileSync(`${file}.changed`, changed);
    const { code, said: words } = await verify(`${file}.changed`, '--rpc', stack.rpcUrl, '--json');
    expect(
      z.object({ ok: z.literal(false), failure: z.object({ code: z.string() }) }).parse(JSON.parse(words)).ok,
    ).toBe(false);
    expect(code).toBe(1);
  });

  test('does not call a bundle forged when the chain cannot be reached', async () => {
    const { code } = await verify(file, '--rpc', 'http://127.0.0.1:9');
    expect(code).toBe(2);
  });

  test('takes the archive too, and refuses it when a file in it is another', async () => {
    const archive = await season.anybody().bytes(`/items/${CAKE_GTIN}/${summary.items[0]?.serial ?? ''}/evidence.zip`);
    writeFileSync(evidenceFile, archive);
    const { code, said: words } = await verify(evidenceFile, '--rpc', stack.rpcUrl);
    expect(words).toContain('The files in the archive say what the record says.');
    expect(code).toBe(0);
    const changed = archive.slice();
    const middle = Math.floor(changed.length / 2);
    changed[middle] = (changed[middle] ?? 0) ^ 1;
    writeFileSync(`${evidenceFile}.changed`, changed);
    const refused = await verify(`${evidenceFile}.changed`, '--rpc', stack.rpcUrl);
    expect(refused.said).toContain('NOT VERIFIED: The archive is damaged');
    expect(refused.code).toBe(1);
  });

  test('says that a certificate was withdrawn since, when the issuers are asked', async () => {
    const assessor = await season.as('assessor');
    const item = await assessor.get(`/items/${CAKE_GTIN}/${summary.items[0]?.serial ?? ''}`, Item);
    const { id = '' } = item.certificates.find(({ stage }) => stage === 'graduation') ?? {};
    const change = (action: string): Promise<unknown> =>
      assessor.post(`/certificates/${id}/${action}`, { reason: 'looked at again' }, `whole-${action}`, z.unknown());
    expect((await verify(file, '--rpc', stack.rpcUrl, '--fresh')).code).toBe(0);
    await change('suspend');
    const { code, said: words } = await verify(file, '--rpc', stack.rpcUrl, '--fresh');
    await change('reinstate');
    expect(words).toContain('NOT VERIFIED: A certificate is suspended by its issuer.');
    expect(code).toBe(1);
  });

  test('says so when two nodes disagree', async () => {
    const liar = await lyingNode(stack.rpcUrl);
    try {
      expect((await verify(file, '--rpc', stack.rpcUrl, '--rpc', stack.rpcUrl)).code).toBe(0);
      const { code, said: words } = await verify(file, '--rpc', stack.rpcUrl, '--rpc', liar.url);
      expect(words).toContain('Two ways to the public ledger gave different answers');
      expect(code).toBe(2);
    } finally {
      await liar.close();
    }
  });

  test('explains itself when it is called wrongly', async () => {
    const { code, said: words } = await verify();
    expect(words).toContain('npm run verify -- BUNDLE');
    expect(code).toBe(2);
  });
});

describe('when our server is gone', () => {
  test('the archive verifies on the command line and on its own page, opened from disk', async () => {
    await stack.processes.get('services')?.stop();
    await expect(fetch(`${stack.webUrl}/api/chain`)).rejects.toThrow();
    const run = program('src/verify.ts', [evidenceFile, '--rpc', stack.rpcUrl]);
    expect([await run.ended, run.said()]).toEqual([0, expect.stringContaining('VERIFIED')]);
    const asking = program('src/verify.ts', [evidenceFile, '--rpc', stack.rpcUrl, '--fresh']);
    expect(await asking.ended).toBe(0);
    expect(asking.said()).toContain('No newer list could be had from');

    const { page, complaints } = await openPhone(browser, 'http://localhost');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).origin));
    await page.goto(pathToFileURL(join(repository, 'mobile-web/dist/verifier.html')).href);
    await page.getByTestId('file').setInputFiles(evidenceFile);
    await page.getByTestId('node').fill(stack.rpcUrl);
    await page.getByTestId('node').press('Enter');
    const result = page.getByTestId('result');
    await result.and(page.locator('[data-state="verified"], [data-state="failed"]')).waitFor({ timeout: 30_000 });
    expect(await result.getAttribute('data-state')).toBe('verified');
    expect(await page.getByTestId('certificate').count()).toBeGreaterThanOrEqual(4);
    await page.getByTestId('file').setInputFiles(`${evidenceFile}.changed`);
    await page.getByTestId('opened').filter({ hasText: 'changed' }).waitFor();
    await page.getByTestId('verify').click();
    await page.locator('[data-testid="result"][data-state="failed"]').waitFor();
    expect(new Set(asked)).toEqual(new Set(['null', new URL(stack.rpcUrl).origin]));
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

describe('a second npm start', () => {
  test('keeps all data, does not replay, and ends cleanly at Ctrl-C', async () => {
    await stack.stop();
    const played = readFileSync(seasonFile(state.folder), 'utf8');
    const start = program('src/start.ts', [], { FIELDSEAL_STATE: state.folder, FIELDSEAL_HOST: '127.0.0.1' });
    try {
      await start.until('FieldSeal is up.');
      expect(start.said()).not.toContain('playing the sample season');
      expect(readFileSync(seasonFile(state.folder), 'utf8')).toBe(played);
      const farmer = await season.as('farmer');
      expect((await farmer.get('/harvests', HarvestList)).harvests).toHaveLength(3);
    } finally {
      start.signal('SIGINT');
    }
    expect(await start.ended).toBe(0);
    expect(start.said()).toContain('stopped');
  }, 120_000);

  test('refuses a state folder that another one uses', async () => {
    const env = { FIELDSEAL_STATE: state.folder, FIELDSEAL_HOST: '127.0.0.1' };
    const first = program('src/start.ts', [], env);
    await first.until('FieldSeal is up.');
    const second = program('src/start.ts', [], env);
    const code = await second.ended;
    first.signal('SIGTERM');
    await first.ended;
    expect(second.said()).toContain('already runs');
    expect(code).toBe(1);
  }, 120_000);
});
