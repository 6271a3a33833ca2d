import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { MIN_STATUS_ENTRIES, type StatusEntry, statusListSchema, verifyProofs } from '@fieldseal/provenance';
import { DataSource } from 'typeorm';
import { OrganisationsService } from '../../src/organisations/organisations.service.ts';
import { UnitOfWork } from '../../src/platform/unit-of-work.ts';
import { StatusRegisters } from '../../src/status-lists/status-registers.service.ts';
import { TestApplication } from '../support/application.ts';
import { type Cast, createCast, eventually } from '../support/season.ts';

describe('entries in status lists', () => {
  let application: TestApplication;
  let cast: Cast;

  const query = <Row>(sql: string, values: unknown[] = []): Promise<Row[]> =>
    application.app.get(DataSource).query<Row[]>(sql, values);
  /** Entries for so many certificates of an organisation, in a transaction of their own. */
  const allocate = async (organisationId: string, count: number): Promise<StatusEntry[][]> => {
    const organisation = await application.app.get(OrganisationsService).get(organisationId);
    return application.app
      .get(UnitOfWork)
      .run(() => application.app.get(StatusRegisters).allocate(organisation, organisation.did, count));
  };
  const places = (entries: readonly StatusEntry[][]): string[] => entries.map(([entry]) => entry?.id ?? '');
  const lists = (entries: readonly StatusEntry[][]): Set<string> =>
    new Set(entries.map(([entry]) => entry?.statusListCredential ?? ''));
  const read = async (address: string): Promise<unknown> => {
    const { bytes } = await application.visitor().get(new URL(address).pathname);
    return JSON.parse(Buffer.from(bytes).toString());
  };

  beforeAll(async () => {
    application = await TestApplication.start();
    cast = await createCast(application);
  });

  afterAll(async () => {
    await application.stop();
  });

  test('each certificate has one in a revocation list and one in a suspension list of its issuer', async () => {
    const [entries = []] = await allocate(cast.ids.factory, 1);
    expect(entries.map(({ statusPurpose }) => statusPurpose)).toEqual(['revocation', 'suspension']);
    for (const { statusListCredential, statusPurpose } of entries) {
      const list = statusListSchema.parse(await read(statusListCredential));
      expect([list.id, list.credentialSubject.statusPurpose]).toEqual([statusListCredential, statusPurpose]);
      expect(verifyProofs(list)).toMatchObject([{ verified: true, did: list.issuer }]);
    }
  });

  test('many at once, one by one and together, never share one, and wait for nobody to begin with', async () => {
    const batches = [1, 1, 500, 1, 700, 1, 300, 1, 1].map((count) => allocate(cast.ids.farm, count));
    const all = (await Promise.all(batches)).flat();
    expect(new Set(places(all)).size).toBe(1506);
    expect(lists(all).size).toBe(1);
  });

  test('neighbours in a batch are no neighbours in the list', async () => {
    const entries = await allocate(cast.ids.warehouse, 2_000);
    const indices = entries.map(([entry]) => Number(entry?.statusListIndex));
    const mean = indices.reduce((sum, index) => sum + index, 0) / indices.length;
    // Six standard deviations of the mean of so many uniform numbers.
    const bound = (6 * MIN_STATUS_ENTRIES) / Math.sqrt(12 * indices.length);
    expect(Math.abs(mean - MIN_STATUS_ENTRIES / 2)).toBeLessThan(bound);
    const rises = indices.filter((index, i) => index > (indices[i - 1] ?? Infinity)).length;
    expect(Math.abs(rises - 1_000)).toBeLessThan(150);
  });

  test('entries of a transaction that failed are given back', async () => {
    const organisation = await application.app.get(OrganisationsService).get(cast.ids.insurer);
    const failed = application.app.get(UnitOfWork).run(async () => {
      await application.app.get(StatusRegisters).allocate(organisation, organisation.did, 5);
      throw new Error('something else went wrong');
    });
    await expect(failed).rejects.toThrow('something else');
    expect(await query('SELECT 1 FROM status_register WHERE issuer = $1', [organisation.did])).toEqual([]);
  });

  test('a further list is opened when one is full', async () => {
    const first = await allocate(cast.ids.assessor, 1);
    await query(
      `INSERT INTO status_index (register_id, entry)
       SELECT r.id, entry FROM status_register r JOIN organisation o ON o.did = r.issuer,
         generate_series(0, ${MIN_STATUS_ENTRIES - 1}) AS entry
       WHERE o.id = $1 ON CONFLICT DO NOTHING`,
      [cast.ids.assessor],
    );
    const batches = await Promise.all([20, 1, 20].map((count) => allocate(cast.ids.assessor, count)));
    const all = batches.flat();
    expect(new Set(places(all)).size).toBe(41);
    expect(lists(all).size).toBe(1);
    expect(lists(all)).not.toEqual(lists(first));
    const [address = ''] = lists(all);
    expect(statusListSchema.parse(await read(address)).id).toBe(address);
  });

  test('a list is signed again before it goes out of date, with nothing else changed', async () => {
    const [[entry] = []] = await allocate(cast.ids.appraiser, 1);
    const address = entry?.statusListCredential ?? '';
    const before = statusListSchema.parse(await read(address));
    await query('UPDATE status_list SET renew_at = now() WHERE id = $1', [address.slice(-36)]);
    const after = await eventually(async () => {
      const list = statusListSchema.parse(await read(address));
      return list.validFrom === before.validFrom ? undefined : list;
    }, 'a renewed list');
    expect(verifyProofs(after)).toMatchObject([{ verified: true, did: after.issuer }]);
    expect(Date.parse(after.validUntil)).toBeGreaterThan(Date.parse(before.validUntil));
    expect(after.credentialSubject).toEqual(before.credentialSubject);
  });
});
