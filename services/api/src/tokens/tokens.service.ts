import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/actor.ts';
import { can, type Scope } from '../access/policy.ts';
import { Problem } from '../platform/problems.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { ApiToken } from './token.entity.ts';
import type { NewToken, NewTokenView, TokenView } from './tokens.schemas.ts';

/** Lets secret scanners recognise a token that was published by mistake. */
const PREFIX = 'fst_';
const MOST_PER_PERSON = 100;

const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest();

@Injectable()
export class TokensService {
  constructor(private readonly unit: UnitOfWork) {}

  /** @throws Problem invalid-input for a scope beyond the actor's role, conflict when there are too many tokens */
  async create(actor: Actor, { name, scopes, expiresAt }: NewToken): Promise<NewTokenView> {
    refuseBeyondRole(actor, scopes);
    const tokens = this.unit.repository(ApiToken);
    if ((await tokens.countBy({ personId: actor.personId })) >= MOST_PER_PERSON)
      throw new Problem('conflict', `There are ${MOST_PER_PERSON} tokens already; delete one first.`);
    const token = PREFIX + randomBytes(32).toString('base64url');
    const stored = await tokens.save({
      id: randomUUID(),
      personId: actor.personId,
      name,
      scopes: [...new Set(scopes)],
      tokenHash: tokenHash(token),
      expiresAt: expiresAt === undefined ? inAYear() : new Date(expiresAt),
    });
    return { ...viewOf(stored), token };
  }

  /** The actor's own, oldest first. */
  async list({ personId }: Actor): Promise<TokenView[]> {
    const tokens = await this.unit
      .repository(ApiToken)
      .find({ where: { personId }, order: { createdAt: 'ASC', id: 'ASC' }, take: 2 * MOST_PER_PERSON });
    return tokens.map(viewOf);
  }

  /** From the next request on, the token is unknown. */
  async revoke({ personId }: Actor, id: string): Promise<void> {
    const { affected } = await this.unit.repository(ApiToken).delete({ id, personId });
    if (affected !== 1) throw new Problem('not-found', 'The token was not found.');
  }

  /** Whoever made the token, limited to its scopes; `undefined` when it is unknown, revoked or expired. */
  async actorOf(token: string): Promise<Actor | undefined> {
    if (!token.startsWith(PREFIX)) return undefined;
    const [row] = await this.unit.query<Actor>(
      `SELECT p.id AS "personId", p.organisation_id AS "organisationId", p.role, t.scopes
       FROM api_token t JOIN person p ON p.id = t.person_id WHERE t.token_hash = $1 AND t.expires_at > now()`,
      [tokenHash(token)],
    );
    return row;
  }
}

function refuseBeyondRole({ role }: Actor, scopes: readonly Scope[]): void {
  const faults = scopes.flatMap((scope, index) =>
    can(role, scope)
      ? []
      : [{ pointer: `/scopes/${index}`, code: 'not-allowed', detail: `the role ${role} may not do ${scope}` }],
  );
  const [first] = faults;
  if (first !== undefined) throw new Problem('invalid-input', `${first.pointer}: ${first.detail}`, faults);
}

function inAYear(): Date {
  return new Date(Date.now() + 365 * 86_400_000);
}

function viewOf({ id, name, scopes, createdAt, expiresAt }: Omit<ApiToken, 'tokenHash'>): TokenView {
  return { id, name, scopes, createdAt: createdAt.toISOString(), expiresAt: expiresAt.toISOString() };
}
