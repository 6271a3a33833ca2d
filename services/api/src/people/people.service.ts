import { randomBytes, randomUUID } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { OrganisationsService } from '../organisations/organisations.service.ts';
import { Problem } from '../platform/problems.ts';
import { Secrets } from '../platform/secrets.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { Person } from './person.entity.ts';
import type { NewPerson } from './people.schemas.ts';

const ADMINISTRATOR = 'admin@fieldseal.local';

/** RFC 9106 section 4, second recommended option (64 MiB, 3 passes) with less memory: OWASP's 19 MiB, 2 passes. */
const ARGON2ID = { memoryCost: 19456, timeCost: 2, parallelism: 1 };

@Injectable()
export class PeopleService implements OnModuleInit {
  /** Verified when the address is unknown, so that the time to answer does not tell. */
  private readonly nobody = hash(randomBytes(16), ARGON2ID);

  constructor(
    private readonly unit: UnitOfWork,
    private readonly organisations: OrganisationsService,
    private readonly secrets: Secrets,
  ) {}

  /** The first start creates the platform and its administrator, with a password only the installer can read. */
  async onModuleInit(): Promise<void> {
    await this.unit.run(async () => {
      await this.unit.query("SELECT pg_advisory_xact_lock(hashtext('first administrator'))");
      if ((await this.unit.repository(Person).count()) > 0) return;
      const platform = await this.organisations.create({
        kind: 'platform',
        name: { zh: '田证平台', en: 'FieldSeal platform' },
      });
      const password = this.secrets.file('administrator-password', () => randomBytes(18).toString('base64url'));
      await this.create({
        organisationId: platform.id,
        email: ADMINISTRATOR,
        name: 'Administrator',
        role: 'administrator',
        password,
      });
    });
  }

  async create(input: NewPerson): Promise<Person> {
    const organisation = await this.organisations.get(input.organisationId);
    const people = this.unit.repository(Person);
    if (await people.createQueryBuilder('p').where('lower(p.email) = lower(:email)', input).getExists())
      throw new Problem('conflict', `${input.email} is already registered.`);
    return people.save({
      id: randomUUID(),
      organisationId: organisation.id,
      email: input.email,
      name: input.name,
      role: input.role,
      passwordHash: await hash(input.password, ARGON2ID),
    });
  }

  /** @throws Problem wrong-credentials, the same for an unknown address and a wrong password */
  async authenticate(email: string, password: string): Promise<Person> {
    const person = await this.unit
      .repository(Person)
      .createQueryBuilder('p')
      .where('lower(p.email) = lower(:email)', { email })
      .getOne();
    const right = await verify(person?.passwordHash ?? (await this.nobody), password);
    if (person === null || !right) throw new Problem('wrong-credentials');
    return person;
  }
}
