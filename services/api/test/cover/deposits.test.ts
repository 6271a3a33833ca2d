import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ChainTransaction } from '../../src/chain/chain-transaction.entity.ts';
import { UnitOfWork } from '../../src/platform/unit-of-work.ts';
import { TestApplication } from '../support/application.ts';
import { type Cast, createCast, eventually } from '../support/season.ts';
import { fund, TOKEN } from '../support/weather.ts';

const AMOUNTS = [1n, 2n, 3n, 4n, 5n, 6n].map((tokens) => String(tokens * TOKEN));

let application: TestApplication;
let cast: Cast;

beforeAll(async () => {
  application = await TestApplication.start();
  cast = await createCast(application);
  await fund(cast);
});

afterAll(() => application.stop());

test('deposits made at the same moment do not use one another’s approval', async () => {
  const { administrator, people, ids } = cast;
  const mint = { organisationId: ids.insurer, amount: String(21n * TOKEN) };
  expect((await administrator.post('/api/cover/mints', mint)).status).toBe(201);
  const answers = await Promise.all(AMOUNTS.map((amount) => people.insurer.post('/api/cover/deposits', { amount })));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
  const journal = application.app.get(UnitOfWork).repository(ChainTransaction);
  const entries = await eventually(async () => {
    const all = await journal
      .createQueryBuilder('t')
      .where("t.purpose LIKE '% the pool%'")
      .orderBy('t.position')
      .getMany();
    return all.every(({ status }) => status === 'mined' || status === 'reverted') ? all : undefined;
  }, 'every deposit was sent');
  expect(new Set(entries.map(({ status }) => status))).toEqual(new Set(['mined']));
  const amounts = entries.map(({ purpose }) => /\d+/.exec(purpose)?.[0]);
  const approved = amounts.filter((_, i) => i % 2 === 0);
  expect(amounts).toEqual(approved.flatMap((amount) => [amount, amount]));
  expect(approved).toHaveLength(AMOUNTS.length + 1);
});
