import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/actor.ts';
import { Organisation } from '../organisations/organisation.entity.ts';
import { viewOf } from '../organisations/organisations.service.ts';
import { PeopleService } from '../people/people.service.ts';
import { Person } from '../people/person.entity.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { AttemptLimit } from './attempt-limit.ts';
import { Session } from './session.entity.ts';
import type { Credentials, SessionView } from './sessions.schemas.ts';

export const SESSION_COOKIE = 'fieldseal_session';
export const SESSION_DAYS = 30;

const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest();

@Injectable()
export class SessionsService {
  /** Guesses at one account from one place, and guesses at any account from one place, a minute. */
  private readonly perAccount = new AttemptLimit(10, 60_000);
  private readonly perAddress = new AttemptLimit(100, 60_000);

  constructor(
    private readonly unit: UnitOfWork,
    private readonly people: PeopleService,
  ) {}

  /** Signs in; the token goes into the cookie and is not stored. */
  async open({ email, password }: Credentials, address: string): Promise<{ token: string; view: SessionView }> {
    const subject = `${address} ${email.toLowerCase()}`;
    this.perAddress.check(address);
    this.perAccount.check(subject);
    const person = await this.people.authenticate(email, password);
    this.perAccount.forget(subject);
    const token = randomBytes(32).toString('base64url');
    const expiresAt = new Date(Date.now() + SESSION_DAYS * 86_400_000);
    await this.unit.repository(Session).insert({ tokenHash: tokenHash(token), personId: person.id, expiresAt });
    return { token, view: await this.view(person) };
  }

  async actorOf(token: string | undefined): Promise<Actor | undefined> {
    if (token === undefined) return undefined;
    const [row] = await this.unit.prepared<Actor>(
      'actor of a session',
      `SELECT p.id AS "personId", p.organisation_id AS "organisationId", p.role
       FROM session s JOIN person p ON p.id = s.person_id WHERE s.token_hash = $1 AND s.expires_at > now()`,
      [tokenHash(token)],
    );
    return row;
  }

  async describe(actor: Actor): Promise<SessionView> {
    return this.view(await this.unit.repository(Person).findOneByOrFail({ id: actor.personId }));
  }

  async close(token: string | undefined): Promise<void> {
    if (token !== undefined) await this.unit.repository(Session).delete({ tokenHash: tokenHash(token) });
  }

  private async view(person: Person): Promise<SessionView> {
    const organisation = viewOf(
      await this.unit.repository(Organisation).findOneByOrFail({ id: person.organisationId }),
    );
    const { id, name, email, role } = person;
    return {
      person: { id, name, email, role },
      organisation: { id: organisation.id, kind: organisation.kind, name: organisation.name },
    };
  }
}
