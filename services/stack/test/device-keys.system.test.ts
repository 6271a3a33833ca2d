import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { z } from 'zod';
import { ANY_PORTS } from '../src/ports.ts';
import { accreditIssuers } from '../src/season/accreditation.ts';
import { Created, Sensor } from '../src/season/answers.ts';
import { SeasonContext, until } from '../src/season/context.ts';
import { CAKE_GTIN, growAndPick } from '../src/season/field.ts';
import { seasonOptions } from '../src/season/once.ts';
import { createOrganisations, type OrganisationIds } from '../src/season/organisations.ts';
import { publishReadings } from '../src/season/warehouse.ts';
import { type Stack, startStack } from '../src/stack.ts';
import { pressOne } from './support/another-cake.ts';
import { openBrowser, openPhone, signIn } from './support/browser.ts';
import { temporaryState } from './support/state.ts';

const SSCC = '095200000000000424';
const Keys = z.object({ deviceKeys: z.array(z.object({ id: z.string(), did: z.string() })) });
const Signing = z.object({ id: z.string(), did: z.string(), signedBy: z.string().optional() });
const Signings = z.object({ signings: z.array(Signing) });
const Recorded = z.object({ quantityKg: z.number(), signing: z.string().optional() });
const Harvests = z.object({ harvests: z.array(Recorded) });

/** The farmer's phone with a key of its own, from the first tap to a signature that the services never could have made. */
describe('the key of a phone', () => {
  const state = temporaryState('keys');
  let stack: Stack;
  let season: SeasonContext;
  let organisations: OrganisationIds;
  let browser: Browser;
  let page: Page;
  let complaints: string[];
  let regulator: Awaited<ReturnType<typeof openPhone>>;
  let lot = '';
  let did = '';

  const record = async (kilograms: string): Promise<void> => {
    await page.getByTestId('record-harvest').click();
    await page.getByTestId('plot-choice').first().click();
    for (const key of kilograms) await page.getByTestId(`key-${key}`).click();
    await page.getByTestId('record-next').click();
    await page.getByTestId('record-save').click();
    await page.getByTestId('outbox-item').first().waitFor();
  };
  const inState = (name: string) => page.locator(`[data-testid="outbox-item"][data-state="${name}"]`);
  const keyIn = (name: string) => page.locator(`[data-testid="key-card"][data-state="${name}"]`);
  const harvestOf = async (kilograms: number): Promise<z.infer<typeof Recorded> | undefined> => {
    const { harvests } = await (await season.as('farmer')).get('/harvests', Harvests);
    return harvests.find(({ quantityKg }) => quantityKg === kilograms);
  };
  const signing = async (id: string | undefined): Promise<z.infer<typeof Signing>> =>
    (await season.as('farmer')).post(`/signings/${id ?? ''}/documents`, {}, `look ${String(Math.random())}`, Signing);
  /** The regulator accredits the key that was registered last. @returns its did:key */
  const confirmNewest = async (kind: string, stage: string): Promise<string> => {
    const regulator = await season.as('regulator');
    const [newest] = (await regulator.get('/device-keys', Keys)).deviceKeys;
    const window = { from: season.daysBefore(1), until: season.daysBefore(-30) };
    const grant = { organisationId: organisations.get(kind), stage, deviceKeyId: newest?.id, ...window };
    await regulator.post('/accreditations', grant, `accreditation of a phone for ${stage}`, Created);
    return newest?.did ?? '';
  };
  const newestKey = async (): Promise<string> =>
    (await (await season.as('regulator')).get('/device-keys', Keys)).deviceKeys[0]?.did ?? '';
  const waiting = async (): Promise<number> =>
    (await (await season.as('farmer')).get('/signings', Signings)).signings.length;

  beforeAll(async () => {
    const say = (): void => undefined;
    stack = await startStack({ stateDir: state.folder, ports: ANY_PORTS, host: '127.0.0.1', say });
    season = new SeasonContext(seasonOptions(stack, say));
    organisations = await createOrganisations(season);
    await accreditIssuers(season, organisations);
    lot = (await growAndPick(season)).lots[0]?.lot ?? '';
    browser = await openBrowser();
    ({ page, complaints } = await openPhone(browser, stack.webUrl));
    await signIn(page, '/farmer', season.options.accounts.farmer);
    regulator = await openPhone(browser, stack.webUrl);
    await signIn(regulator.page, '/regulator', season.options.accounts.regulator);
    await regulator.page.getByTestId('none-waiting').waitFor();
  }, 240_000);

  afterAll(async () => {
    await browser.close();
    await season.options.photos.close();
    await stack.stop();
    state.remove();
  }, 60_000);

  test('is made on the phone; until it is confirmed the organisation signs', async () => {
    await keyIn('none').waitFor();
    await page.getByTestId('make-key').click();
    await keyIn('waiting').waitFor();
    await record('7');
    await inState('sent').first().waitFor();
    expect(await harvestOf(7)).toEqual({ quantityKg: 7 });
    expect(await waiting()).toBe(0);
  });

  test('is confirmed by the regulator, who compares its end and sees it reach the ledger', async () => {
    did = await newestKey();
    const board = regulator.page;
    await board.reload();
    const phone = board.getByTestId('phones-waiting').getByTestId('phone');
    expect(await phone.textContent()).toContain(did.slice(-8));
    expect(await page.getByTestId('key-end').textContent()).toContain(did.slice(-8));
    await phone.getByTestId('confirm-phone').click();
    await board.getByTestId('none-waiting').waitFor();
    await board.getByTestId('open-accredited').locator('summary').click();
    await board.locator('[data-testid="phone"][data-standing="ready"]').waitFor({ timeout: 40_000 });
    expect(regulator.complaints).toEqual([]);
  });

  test('signs from then on, also what was recorded without a network', async () => {
    await page.reload();
    await keyIn('ready').waitFor({ timeout: 40_000 });
    await page.context().setOffline(true);
    await record('8');
    await inState('ready').waitFor();
    expect(await harvestOf(8)).toBeUndefined();
    const answered = page.waitForResponse((response) => response.url().endsWith('/proofs'));
    await page.context().setOffline(false);
    expect(Signing.parse(await (await answered).json())).toMatchObject({ did, signedBy: 'device' });
    await inState('ready').waitFor({ state: 'detached' });
    expect(await harvestOf(8)).toEqual({ quantityKg: 8 });
  });

  test('goes on where the phone was when it went away', async () => {
    await page.route('**/api/signings/*/proofs', (route) => route.abort());
    await record('9');
    const left = await until('the documents waited', 20_000, async () => (await harvestOf(9))?.signing);
    expect(await inState('sent').count()).toBe(2);
    await page.goto('about:blank');
    await page.unroute('**/api/signings/*/proofs');
    await page.goto('/farmer');
    await until('they were signed', 40_000, async () =>
      (await signing(left)).signedBy === 'device' ? true : undefined,
    );
    expect(await waiting()).toBe(0);
  });

  test('does not sign what the person did not record, and says what differs', async () => {
    await page.route('**/api/signings/*/documents', async (route) => {
      const response = await route.fetch();
      const text = (await response.text()).replaceAll(/"value":6\b/g, '"value":60');
      await route.fulfill({ response, body: text });
    });
    await record('6');
    await inState('needs-fix').waitFor();
    expect(await inState('needs-fix').textContent()).toContain('重量');
    await page.unroute('**/api/signings/*/documents');
    expect((await harvestOf(6))?.signing).toBeDefined();
    expect(await waiting()).toBe(1);
  });

  test('shows what waits, signs it when the person says so', async () => {
    await page.getByTestId('look-at').click();
    expect(await page.getByTestId('statements').textContent()).toContain('6 公斤');
    await page.getByTestId('sign-now').click();
    await page.getByTestId('waiting-signature').waitFor({ state: 'detached' });
    expect(await harvestOf(6)).toEqual({ quantityKg: 6 });
  });

  test('does not sign what the person refuses: nothing is left of it but the refusal', async () => {
    await page.route('**/api/signings/*/proofs', (route) => route.abort());
    await record('5');
    await until('the documents waited', 20_000, async () => (await harvestOf(5))?.signing);
    await page.reload();
    await page.getByTestId('refuse').click();
    await page.getByTestId('reason').fill('重量不对');
    await page.getByTestId('reason-send').click();
    await page.getByTestId('waiting-signature').waitFor({ state: 'detached' });
    await page.unroute('**/api/signings/*/proofs');
    expect(await harvestOf(5)).toBeUndefined();
    await page.getByTestId('refused').locator('summary').click();
    expect(await page.getByTestId('refused').textContent()).toContain('重量不对');
  });

  test('ended on the phone, it signs nothing more, and the organisation does again', async () => {
    page.once('dialog', (dialog) => void dialog.accept());
    await page.getByTestId('key-card').locator('summary').click();
    await page.getByTestId('revoke-key').click();
    await keyIn('none').waitFor();
    await record('4');
    const harvest = await until('the harvest arrived', 20_000, () => harvestOf(4));
    expect(harvest).toEqual({ quantityKg: 4 });
    expect(complaints).toEqual([]);
  });

  test('is refused by the regulator, and its owner reads why', async () => {
    await page.getByTestId('make-key').click();
    await keyIn('waiting').waitFor();
    const board = regulator.page;
    await board.reload();
    const phone = board.getByTestId('phones-waiting').getByTestId('phone');
    await phone.getByTestId('end-phone').click();
    await board.getByTestId('reason').fill('请到合作社当面登记');
    await board.getByTestId('reason-send').click();
    await board.getByTestId('none-waiting').waitFor();
    await page.reload();
    await page.getByTestId('key-refused').waitFor({ timeout: 40_000 });
    expect(await page.getByTestId('key-refused').textContent()).toContain('请到合作社当面登记');
    expect(regulator.complaints).toEqual([]);
  });

  test('is not needed: a browser that cannot hold one says so, and the organisation signs', async () => {
    const old = await openPhone(browser, stack.webUrl);
    ({ page } = old);
    await page.addInitScript(() => {
      SubtleCrypto.prototype.generateKey = (): Promise<never> =>
        Promise.reject(new DOMException('Ed25519', 'NotSupportedError'));
    });
    await signIn(page, '/farmer', season.options.accounts.farmer);
    await page.getByTestId('make-key').click();
    await keyIn('unsupported').waitFor();
    await record('3');
    await inState('sent').waitFor();
    expect(await harvestOf(3)).toEqual({ quantityKg: 3 });
    expect(old.complaints).toEqual([]);
  });

  test('of the keeper signs how a case is kept', async () => {
    const made = { gtin: CAKE_GTIN, name: { zh: '饼茶', en: 'Tea cake' }, unit: 'EA', stage: 'cake' };
    await (await season.as('processor')).post('/products', made, 'product of the phone', z.unknown());
    const { digitalLink } = await pressOne(season, lot);
    const keeper = await season.as('keeper');
    const receivedAt = new Date(Date.now() - 60_000).toISOString();
    const receipt = { sscc: SSCC, items: [digitalLink], location: '玉溪二号仓', receivedAt };
    await keeper.post('/receipts', receipt, 'receipt of the phone', Created);
    const sensor = await keeper.post('/sensors', { name: '西墙', location: '玉溪二号仓' }, 'its sensor', Sensor);
    const reading = { time: new Date().toISOString(), temperatureC: 22.5, humidityPct: 61 };
    await publishReadings(sensor, [reading], season.options.patienceMs);
    const other = await openPhone(browser, stack.webUrl);
    ({ page } = other);
    await signIn(page, '/scanner', season.options.accounts.keeper);
    await page.getByTestId('make-key').click();
    await keyIn('waiting').waitFor();
    const key = await confirmNewest('warehouse', 'residence');
    await page.reload();
    await keyIn('ready').waitFor({ timeout: 40_000 });
    await page.getByTestId('keep').locator('summary').click();
    const answered = page.waitForResponse((response) => response.url().endsWith('/proofs'));
    await page.getByTestId('keep-save').click();
    expect(Signing.parse(await (await answered).json())).toMatchObject({ did: key, signedBy: 'device' });
    await inState('sent').waitFor();
    expect(other.complaints).toEqual([]);
  });
});
