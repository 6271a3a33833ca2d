import { describe, expect, test } from '@jest/globals';
import { signEvent, verifyBundle } from '../../src/index.ts';
import type { SignedEvent } from '../../src/index.ts';
import { contracts, now, sealSeason } from '../support/bundle.ts';
import { farm, stranger } from '../support/keys.ts';
import { playSeason } from '../support/season.ts';

const errorDeclaration = { declarationTime: '2026-05-01T00:00:00Z', reason: 'incorrect_data' };

interface Change {
  readonly eventTime?: string;
  readonly errorDeclaration?: undefined;
}

/** The harvest once more, changed, and signed again. */
async function declared(change: Change = {}, signer = farm): Promise<SignedEvent> {
  const [harvest] = (await playSeason()).events;
  if (!harvest) throw new Error('the season has no harvest');
  return signEvent({ ...harvest, proof: undefined, eventID: undefined, errorDeclaration, ...change }, signer, now);
}

async function reportWith(...declarations: readonly SignedEvent[]) {
  const { bytes, chain } = await sealSeason({ ...(await playSeason()), declarations });
  return verifyBundle(bytes, chain, { trust: contracts, now });
}

describe('an event that was later declared wrong', () => {
  test('is shown, and hides nothing', async () => {
    const [harvest] = (await playSeason()).events;
    const report = await reportWith(await declared());
    expect(report.ok).toBe(true);
    expect(report.steps.filter(({ code }) => code === 'event-declared-wrong')).toMatchObject([
      { ok: true, subject: harvest?.eventID },
    ]);
  });

  test('is noted once, whoever declares it', async () => {
    const report = await reportWith(await declared(), await declared({}, stranger));
    expect(report.steps.filter(({ code }) => code === 'event-declared-wrong')).toHaveLength(1);
  });

  test('is noted where the event itself carries the declaration', async () => {
    const {
      events: [, ...others],
      ...season
    } = await playSeason();
    const { bytes, chain } = await sealSeason({ ...season, events: [await declared(), ...others] });
    const { steps } = await verifyBundle(bytes, chain, { trust: contracts, now });
    expect(steps.map(({ code }) => code)).toContain('event-declared-wrong');
  });

  test('must be an event of the bundle', async () => {
    const other = await declared({ eventTime: '2026-04-02T11:00:00+08:00' });
    expect((await reportWith(other)).failure?.code).toBe('event-not-listed');
    expect((await reportWith(await declared({ errorDeclaration: undefined }))).failure?.code).toBe('event-not-listed');
  });

  test('is refused where the declaration is not genuine', async () => {
    const forged = { ...(await declared()), errorDeclaration: { ...errorDeclaration, reason: 'did_not_occur' } };
    expect((await reportWith(forged)).failure?.code).toBe('signature-wrong');
  });
});
