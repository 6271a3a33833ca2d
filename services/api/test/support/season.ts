import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestApplication } from './application.ts';
import { accepted, type TestClient } from './client.ts';

/** Of everybody but the administrator. */
export const TEST_PASSWORD = 'a long enough password';

const NAMES = {
  farm: ['测试茶园', 'Test Garden'],
  factory: ['测试茶厂', 'Test Factory'],
  appraiser: ['测试鉴定', 'Test Appraisal'],
  warehouse: ['测试仓储', 'Test Warehouse'],
  assessor: ['测试评审', 'Test Assessors'],
  insurer: ['测试保险', 'Test Insurance'],
  regulator: ['测试监管', 'Test Regulator'],
} as const;

export type Kind = keyof typeof NAMES;

const ROLES = {
  farm: 'farmer',
  factory: 'processor',
  appraiser: 'appraiser',
  warehouse: 'keeper',
  assessor: 'assessor',
  insurer: 'insurer',
  regulator: 'regulator',
} as const;

/** One organisation of each kind with one signed-in person, and the administrator. */
export interface Cast {
  readonly administrator: TestClient;
  readonly people: Readonly<Record<Kind, TestClient>>;
  readonly ids: Readonly<Record<Kind, string>>;
}

export const LEAF_GTIN = '06901234567892';
export const CAKE_GTIN = '06901234567908';

/** Signs the administrator in and creates the cast. */
export async function createCast(application: TestApplication): Promise<Cast> {
  const password = (await readFile(join(application.config.keysDir, 'administrator-password'), 'utf8')).trim();
  const administrator = await application.visitor().signIn('admin@fieldseal.local', password);
  const people: Partial<Record<Kind, TestClient>> = {};
  const ids: Partial<Record<Kind, string>> = {};
  for (const [kind, [zh, en]] of Object.entries(NAMES) as [Kind, readonly [string, string]][]) {
    const { body } = await accepted(administrator.post('/api/organisations', { kind, name: { zh, en } }));
    const organisationId = body.text('id');
    const person = {
      organisationId,
      email: `${kind}@test.example`,
      name: en,
      role: ROLES[kind],
      password: TEST_PASSWORD,
    };
    await accepted(administrator.post('/api/people', person));
    ids[kind] = organisationId;
    people[kind] = await application.visitor().signIn(person.email, TEST_PASSWORD);
  }
  return { administrator, people: people as Record<Kind, TestClient>, ids: ids as Record<Kind, string> };
}

/** Accredits every issuer for its stage, from an hour ago. */
export async function accredit({ people, ids }: Cast): Promise<void> {
  const from = new Date(Date.now() - 3_600_000).toISOString();
  const until = new Date(Date.now() + 365 * 86_400_000).toISOString();
  const grants = [
    [ids.farm, 'birth'],
    [ids.factory, 'identity'],
    [ids.appraiser, 'identity'],
    [ids.warehouse, 'residence'],
    [ids.assessor, 'graduation'],
  ];
  for (const [organisationId, stage] of grants)
    await accepted(people.regulator.post('/api/accreditations', { organisationId, stage, from, until }));
}

/** A triangle of about a hectare; `shift` makes another plot of the same shape. */
export function triangle(shift = 0): unknown {
  const [lon, lat] = [100.1 + shift, 24.4];
  return {
    type: 'Polygon',
    coordinates: [
      [
        [lon, lat],
        [lon + 0.0014, lat],
        [lon, lat + 0.0013],
        [lon, lat],
      ],
    ],
  };
}

/** A plot of the farm and both products. */
export async function prepareGarden({ people }: Cast): Promise<string> {
  await accepted(
    people.farm.post('/api/products', {
      gtin: LEAF_GTIN,
      name: { zh: '鲜叶', en: 'Fresh leaf' },
      unit: 'KGM',
      stage: 'leaf',
    }),
  );
  await accepted(
    people.factory.post('/api/products', {
      gtin: CAKE_GTIN,
      name: { zh: '饼茶', en: 'Tea cake' },
      unit: 'EA',
      stage: 'cake',
    }),
  );
  const { body } = await accepted(
    people.farm.post('/api/plots', { name: '东坡', crop: 'tea', cultivar: '云抗10号', polygon: triangle() }),
  );
  return body.text('id');
}

export const secondsAgo = (seconds: number): string => new Date(Date.now() - seconds * 1000).toISOString();

/** Waits until `look` finds what it looks for. */
export async function eventually<T>(look: () => Promise<T | undefined>, what: string, seconds = 90): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const seen = await look();
    if (seen !== undefined) return seen;
    if (Date.now() > end) throw new Error(`${what} did not happen within ${seconds} s`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
