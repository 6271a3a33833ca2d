import { beforeEach, describe, expect, test } from '@jest/globals';
import { backoffMs } from '../src/outbox/backoff.ts';
import { mayDiscard, nextState, type OutboxEvent, type OutboxState, TRANSITIONS } from '../src/outbox/machine.ts';
import { Outbox } from '../src/outbox/outbox.ts';
import type { HarvestRecord, OutboxRecord } from '../src/outbox/record.ts';
import { SENT_VISIBLE_MS } from '../src/outbox/record.ts';
import type { SendResult } from '../src/outbox/transport.ts';

const EVENTS: OutboxEvent[] = ['save', 'edit', 'start', 'interrupt', 'refuse', 'acknowledge'];
const STATES = Object.keys(TRANSITIONS) as OutboxState[];

describe('machine', () => {
  test('every move outside the table is refused by name', () => {
    for (const state of STATES) {
      for (const event of EVENTS) {
        const next = TRANSITIONS[state][event];
        if (next === undefined)
          expect(() => nextState(state, event)).toThrow(`a record that is ${state} cannot ${event}`);
        else expect(nextState(state, event)).toBe(next);
      }
    }
  });

  test('a sent record never moves again, and one that may be at the server cannot be deleted', () => {
    expect(TRANSITIONS.sent).toEqual({});
    expect(STATES.filter(mayDiscard)).toEqual(['draft', 'ready', 'needs-fix']);
  });
});

describe('backoff', () => {
  test('doubles, stays within its half and is capped at five minutes', () => {
    expect(backoffMs(1, 0)).toBe(1_000);
    expect(backoffMs(1, 1)).toBe(2_000);
    expect(backoffMs(4, 1)).toBe(16_000);
    expect(backoffMs(500, 1)).toBe(300_000);
    expect(backoffMs(500, 0)).toBe(150_000);
  });
});

describe('outbox', () => {
  let disk: Map<string, OutboxRecord>;
  let answers: SendResult[];
  let tried: { id: string; key: string }[];
  let now: number;
  let keys: number;

  const store = {
    all: () => Promise.resolve([...structuredClone([...disk.values()])]),
    put: (record: OutboxRecord) => {
      disk.set(record.id, structuredClone(record));
      return Promise.resolve();
    },
    remove: (id: string) => {
      disk.delete(id);
      return Promise.resolve();
    },
  };
  const open = async (owner = 'me'): Promise<Outbox> => {
    const outbox = new Outbox(
      owner,
      store,
      (record) => {
        tried.push({ id: record.id, key: record.idempotencyKey });
        return Promise.resolve(answers.shift() ?? { outcome: 'acknowledged' });
      },
      { now: () => now, random: () => 1, newKey: () => `key-${String(++keys)}`, exclusively: (work) => work() },
    );
    await outbox.open();
    return outbox;
  };
  const draft = (id: string, createdAt: number): HarvestRecord => ({
    kind: 'harvest',
    id,
    owner: 'me',
    state: 'draft',
    idempotencyKey: '',
    createdAt,
    attempts: 0,
    notBefore: 0,
    title: id,
    body: { plotId: 'p', quantityKg: 3 },
    photo: { bytes: new ArrayBuffer(4), type: 'image/jpeg' },
  });
  const later: SendResult = { outcome: 'later', reason: 'unreachable', detail: 'no network' };

  beforeEach(() => {
    disk = new Map();
    answers = [];
    tried = [];
    now = 1_000_000;
    keys = 0;
  });

  test('a draft is on disk after every change and is never sent', async () => {
    const outbox = await open();
    await outbox.keepDraft(draft('a', 1));
    await outbox.pump();
    expect(disk.get('a')?.state).toBe('draft');
    expect(tried).toEqual([]);
  });

  test('saved records go out oldest first, and stay until acknowledged', async () => {
    const outbox = await open();
    await outbox.save(draft('b', 2));
    await outbox.save(draft('a', 1));
    expect([...disk.values()].map((record) => record.state)).toEqual(['ready', 'ready']);
    await outbox.pump();
    expect(tried.map((entry) => entry.id)).toEqual(['a', 'b']);
    expect([...disk.values()].map((record) => record.state)).toEqual(['sent', 'sent']);
    expect(disk.get('a')).not.toHaveProperty('photo');
  });

  test('the idempotency key is made at save time and kept over every try', async () => {
    answers = [later, later];
    const outbox = await open();
    await outbox.save(draft('a', 1));
    for (let round = 0; round < 3; round += 1) {
      await outbox.pump();
      now += 10 * 60_000;
    }
    expect(tried.map((entry) => entry.key)).toEqual(['key-1', 'key-1', 'key-1']);
    expect(disk.get('a')?.state).toBe('sent');
  });

  test('after a failed try it waits, and the queue does not knock again with the next record', async () => {
    answers = [later];
    const outbox = await open();
    await outbox.save(draft('a', 1));
    await outbox.save(draft('b', 2));
    await outbox.pump();
    expect(tried.map((entry) => entry.id)).toEqual(['a']);
    expect(disk.get('a')).toMatchObject({ state: 'ready', attempts: 1, notBefore: now + 2_000 });
    expect(outbox.nextDue()).toBe(0);
  });

  test('the tap wins over the waiting time and over the order', async () => {
    answers = [later];
    const outbox = await open();
    await outbox.save(draft('a', 1));
    await outbox.pump();
    await outbox.save(draft('b', 2));
    await outbox.sendNow('a');
    expect(tried.map((entry) => entry.id)).toEqual(['a', 'a', 'b']);
  });

  test('when the network is back nothing waits, and one failure still ends the round', async () => {
    answers = [later];
    const outbox = await open();
    await outbox.save(draft('a', 1));
    await outbox.pump();
    await outbox.save(draft('b', 2));
    answers = [later];
    await outbox.pump(true);
    expect(tried.map((entry) => entry.id)).toEqual(['a', 'a']);
    await outbox.pump(true);
    expect(tried.map((entry) => entry.id)).toEqual(['a', 'a', 'a', 'b']);
  });

  test('a refused record needs a fix, keeps the reason, and gets a fresh key when saved again', async () => {
    answers = [{ outcome: 'refused', detail: 'more than the plot can bear' }];
    const outbox = await open();
    await outbox.save(draft('a', 1));
    await outbox.pump();
    const refused = outbox.records[0];
    expect(refused).toMatchObject({ state: 'needs-fix', trouble: { detail: 'more than the plot can bear' } });
    if (!refused) throw new Error('the record is gone');
    await outbox.keepDraft(refused);
    await outbox.save({ ...refused, state: 'draft' });
    await outbox.pump();
    expect(disk.get('a')).toMatchObject({ state: 'sent', idempotencyKey: 'key-2' });
    expect(disk.get('a')).not.toHaveProperty('trouble');
  });

  test('killed while sending: ready again after opening, with the same key', async () => {
    const first = await open();
    await first.save(draft('a', 1));
    const killed = disk.get('a');
    if (killed) disk.set('a', { ...killed, state: 'sending' });
    const second = await open();
    expect(second.records[0]?.state).toBe('ready');
    await second.pump();
    expect(tried).toEqual([{ id: 'a', key: 'key-1' }]);
  });

  test('another person on the same phone neither sees nor sends it', async () => {
    const mine = await open();
    await mine.save(draft('a', 1));
    const other = await open('somebody else');
    expect(other.records).toEqual([]);
    await other.pump();
    expect(tried).toEqual([]);
    expect(disk.get('a')?.state).toBe('ready');
  });

  test('sent records disappear after their time; unsent ones never do', async () => {
    answers = [{ outcome: 'acknowledged' }, later];
    const outbox = await open();
    await outbox.save(draft('a', 1));
    await outbox.save(draft('b', 2));
    await outbox.pump();
    now += SENT_VISIBLE_MS + 1;
    const again = await open();
    expect(again.records.map((record) => record.id)).toEqual(['b']);
  });

  test('a record can be deleted before it is sent, not after', async () => {
    const outbox = await open();
    await outbox.save(draft('a', 1));
    await outbox.save(draft('b', 2));
    await outbox.discard('a');
    await outbox.pump();
    await outbox.discard('b');
    expect([...disk.keys()]).toEqual(['b']);
  });
});
