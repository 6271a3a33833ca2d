import { Inject, Injectable } from '@nestjs/common';
import { didDocument, didWeb } from '@fieldseal/provenance';
import { z } from 'zod';
import { CONFIG, type Config } from '../config.ts';
import { Organisation } from '../organisations/organisation.entity.ts';
import { OrganisationsService } from '../organisations/organisations.service.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';

type DidDocument = ReturnType<typeof didDocument>;

/** The `did:web` of every organisation: one name for all the keys that it has and had. */
@Injectable()
export class DidsService {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly organisations: OrganisationsService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  didOf(organisationId: string): string {
    return didWeb(this.config.publicUrl, 'organisations', organisationId);
  }

  /** @throws Problem not-found */
  async document(organisationId: string): Promise<DidDocument> {
    return this.written(await this.organisations.get(organisationId));
  }

  /** The document of a DID that is an organisation's of ours; undefined for any other, and nothing is fetched. */
  async resolve(did: string): Promise<DidDocument | undefined> {
    const id = did.slice(did.lastIndexOf(':') + 1);
    if (!z.uuid().safeParse(id).success || did !== this.didOf(id)) return undefined;
    const organisation = await this.unit.repository(Organisation).findOneBy({ id });
    return organisation === null ? undefined : this.written(organisation);
  }

  /** A key that somebody else may have had counts as given up from then on, however much later it was replaced. */
  private async written(organisation: Organisation): Promise<DidDocument> {
    const keys = await this.organisations.keys(organisation);
    return didDocument(
      this.didOf(organisation.id),
      keys.map(({ did, since, retiredAt, compromisedAt }) => {
        const revokedAt = compromisedAt ?? retiredAt;
        return { did, from: since, ...(revokedAt === undefined ? {} : { revokedAt }) };
      }),
    );
  }
}
