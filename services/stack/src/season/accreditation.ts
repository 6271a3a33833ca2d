import { Created } from './answers.ts';
import type { SeasonContext } from './context.ts';
import type { OrganisationIds } from './organisations.ts';

/** Who may issue, or counter-sign, the certificates of which stage. */
const ACCREDITED: readonly (readonly [kind: string, stage: string])[] = [
  ['farm', 'birth'],
  ['factory', 'identity'],
  ['appraiser', 'identity'],
  ['warehouse', 'residence'],
  ['assessor', 'graduation'],
];

/** The regulator accredits the issuers' keys on the chain for a year around the season. */
export async function accreditIssuers(season: SeasonContext, organisations: OrganisationIds): Promise<void> {
  const regulator = await season.as('regulator');
  for (const [kind, stage] of ACCREDITED) {
    const body = {
      organisationId: organisations.get(kind),
      stage,
      from: season.daysBefore(30),
      until: season.daysBefore(-335),
    };
    await regulator.post('/accreditations', body, `accreditation ${kind} ${stage}`, Created);
  }
}
