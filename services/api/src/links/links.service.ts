import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../access/actor.ts';
import { CONFIG, type Config } from '../config.ts';
import { found, Problem } from '../platform/problems.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { type Identification, identifyLink } from './identification.ts';
import { LinkOwners } from './link-owners.service.ts';
import { Link } from './link.entity.ts';
import type { LinkQuery, LinkView, NewLink } from './links.schemas.ts';

/** Keeps the answer for one identifier readable, and its linkset small. */
const MOST_LINKS_OF_ANCHOR = 50;
const MOST_LINKS_OF_KEY = 1000;
const PAGE = 100;

@Injectable()
export class LinksService {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly unit: UnitOfWork,
    private readonly keyOwners: LinkOwners,
  ) {}

  /** @throws Problem invalid-input, not-allowed, conflict */
  async register(actor: Actor, input: NewLink): Promise<LinkView> {
    const identification = this.identify(input.anchor);
    await this.keyOwners.check(actor, identification);
    const { path: anchor, key } = identification;
    if (this.leadsTo(input.href, anchor))
      throw new Problem('invalid-input', 'The link would lead back to the identifier itself.', [
        {
          pointer: '/href',
          code: 'loop',
          detail: 'the address of the identifier itself or of one that inherits its links',
        },
      ]);
    const links = this.unit.repository(Link);
    if (await links.existsBy({ anchor, relation: input.linkType, href: input.href }))
      throw new Problem('conflict', 'This link is already registered.');
    if ((await links.countBy({ anchor })) >= MOST_LINKS_OF_ANCHOR)
      throw new Problem('conflict', `An identifier has at most ${MOST_LINKS_OF_ANCHOR} links; remove one first.`);
    if ((await links.countBy({ key })) >= MOST_LINKS_OF_KEY)
      throw new Problem('conflict', `A key has at most ${MOST_LINKS_OF_KEY} links with all its lots and pieces.`);
    if (input.default) await links.update({ anchor, isDefault: true }, { isDefault: false });
    const link = await links.save({
      id: randomUUID(),
      organisationId: actor.organisationId,
      key,
      anchor,
      relation: input.linkType,
      href: input.href,
      title: input.title,
      hreflang: input.hreflang,
      mediaType: input.mediaType ?? null,
      context: input.context,
      isDefault: input.default,
      forwardsQuery: input.forwardsQuery,
    });
    return this.view(link);
  }

  /** The organisation's links, newest first. */
  async list(
    actor: Actor,
    { anchor, nextPageToken }: LinkQuery,
  ): Promise<{ links: LinkView[]; nextPageToken: string | null }> {
    const query = this.unit
      .repository(Link)
      .createQueryBuilder('l')
      .where('l.organisation_id = :organisation', { organisation: actor.organisationId })
      .orderBy('l.created_at', 'DESC')
      .addOrderBy('l.id', 'DESC')
      .take(PAGE + 1);
    if (anchor !== undefined) query.andWhere('l.anchor = :anchor', { anchor: this.identify(anchor).path });
    if (nextPageToken !== undefined)
      query.andWhere(
        '(l.created_at, l.id) <= (SELECT k.created_at, k.id FROM link k WHERE k.id = :next AND k.organisation_id = l.organisation_id)',
        { next: nextPageToken },
      );
    const links = await query.getMany();
    return { links: links.slice(0, PAGE).map((link) => this.view(link)), nextPageToken: links[PAGE]?.id ?? null };
  }

  /** @throws Problem not-found when the organisation has no such link */
  async remove(actor: Actor, id: string): Promise<void> {
    const links = this.unit.repository(Link);
    await links.remove(found(await links.findOneBy({ id, organisationId: actor.organisationId }), `Link ${id}`));
  }

  private identify(anchor: string): Identification {
    const { identification, fault } = identifyLink(anchor);
    if (identification !== undefined) return identification;
    throw new Problem('invalid-input', `/anchor: ${fault}`, [{ pointer: '/anchor', code: 'invalid', detail: fault }]);
  }

  private leadsTo(href: string, anchor: string): boolean {
    if (!href.startsWith(`${this.config.publicUrl}/`)) return false;
    return identifyLink(href).identification?.levels.includes(anchor) === true;
  }

  private view(link: Link): LinkView {
    const { id, relation, href, title, hreflang, mediaType, context, isDefault, forwardsQuery } = link;
    const anchor = this.config.publicUrl + link.anchor;
    const createdAt = link.createdAt.toISOString();
    return {
      id,
      anchor,
      linkType: relation,
      href,
      title,
      hreflang,
      mediaType,
      context,
      default: isDefault,
      forwardsQuery,
      createdAt,
    };
  }
}
