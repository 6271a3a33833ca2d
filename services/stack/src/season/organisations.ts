import { Created, Organisation } from './answers.ts';
import type { SampleRole } from './accounts.ts';
import type { SeasonContext } from './context.ts';

interface SampleOrganisation {
  readonly kind: string;
  readonly role: SampleRole;
  readonly name: { readonly zh: string; readonly en: string };
  readonly person: string;
}

const ORGANISATIONS: readonly SampleOrganisation[] = [
  { kind: 'farm', role: 'farmer', name: { zh: '云岭茶园', en: 'Yunling Tea Garden' }, person: '李秀英' },
  { kind: 'factory', role: 'processor', name: { zh: '青山茶厂', en: 'Qingshan Tea Factory' }, person: '王建国' },
  { kind: 'appraiser', role: 'appraiser', name: { zh: '滇茶鉴定所', en: 'Yunnan Tea Appraisal' }, person: '陈思远' },
  {
    kind: 'warehouse',
    role: 'keeper',
    name: { zh: '玉溪仓储协会', en: 'Yuxi Warehouse Association' },
    person: '赵国强',
  },
  { kind: 'assessor', role: 'assessor', name: { zh: '普洱评级中心', en: "Pu'er Grading Centre" }, person: '周雅琴' },
  { kind: 'insurer', role: 'insurer', name: { zh: '田安农业保险', en: 'Tian’an Crop Insurance' }, person: '孙立' },
  {
    kind: 'regulator',
    role: 'regulator',
    name: { zh: '云南认证委员会', en: 'Yunnan Accreditation Board' },
    person: '郑敏',
  },
];

export type OrganisationIds = ReadonlyMap<string, string>;

/** Creates the organisations and one person in each. @returns organisation ids by kind */
export async function createOrganisations(season: SeasonContext): Promise<OrganisationIds> {
  const administrator = await season.administrator();
  const ids = new Map<string, string>();
  for (const { kind, role, name, person } of ORGANISATIONS) {
    const organisation = await administrator.post(
      '/organisations',
      { kind, name },
      `organisation ${kind}`,
      Organisation,
    );
    const { email, password } = season.options.accounts[role];
    const body = { organisationId: organisation.id, email, name: person, role, password };
    await administrator.post('/people', body, `person ${role}`, Created);
    ids.set(kind, organisation.id);
  }
  return ids;
}
