import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import QuickLRU from 'quick-lru';
import { CONFIG, type Config } from '../config.ts';
import { type Identification, type Identified, identifyLink } from '../links/identification.ts';
import type { Resolved } from '../links/resolved.ts';
import { type CachedAnswer, ResolvedCache } from '../links/resolved-cache.service.ts';
import { Problem } from '../platform/problems.ts';
import { decide } from './decision.ts';
import { CONTEXT_PATH } from './description.ts';
import { askedFormat, type Format } from './formats.ts';
import { prepare, rendered } from './prepared.ts';
import { location } from './redirection.ts';
import { readRequest, type RequestHeaders, type ResolverRequest } from './request-target.ts';
import type { ResolverAnswer } from './resolver-answer.ts';
import { ShopperPage } from './shopper-page.service.ts';

const VARY = 'accept, accept-language';
/** Readings of addresses that are kept; scanners ask for the same ones again. */
const MOST_READINGS = 10_000;
const LONGEST_TARGET = 2000;

/** Answers Digital Links (GS1-Conformant Resolver 1.1): people get pages, machines linksets, both are led on by link type. */
@Injectable()
export class ResolverService {
  private readonly readings = new QuickLRU<string, Identified>({ maxSize: MOST_READINGS });
  private readonly contextUrl: string;
  private readonly contextLink: string;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly cache: ResolvedCache,
    private readonly shopper: ShopperPage,
  ) {
    this.contextUrl = config.publicUrl + CONTEXT_PATH;
    this.contextLink = `<${this.contextUrl}>; rel="http://www.w3.org/ns/json-ld#context"; type="application/ld+json"`;
  }

  /** Whether a path that is no known address of the application reads as a compressed Digital Link. */
  reads(path: string): boolean {
    return this.identify(path, '').identification !== undefined;
  }

  /**
   * The answer to GET. Synchronous when everything is in memory.
   * @param target path and query of the request
   */
  answer(target: string, headers: RequestHeaders): ResolverAnswer | Promise<ResolverAnswer> {
    if (target.length > LONGEST_TARGET) return this.refuse(`the address has more than ${LONGEST_TARGET} characters`);
    const asked = readRequest(target, headers);
    const { identification, fault } = this.identify(asked.path, asked.query);
    if (identification === undefined) return this.refuse(fault);
    const request = isCompressed(asked, identification) ? unpacked(asked, identification) : asked;
    const cached = this.cache.peek(identification);
    if (cached !== undefined) return this.answerAbout(request, identification, cached);
    return this.cache.get(identification).then((answer) => this.answerAbout(request, identification, answer));
  }

  /** An error as `application/problem+json`; never with a status of success. */
  problem(problem: Problem): ResolverAnswer {
    const headers = { 'content-type': 'application/problem+json', vary: VARY };
    return { status: problem.status, headers, body: JSON.stringify(problem.document(randomUUID())) };
  }

  /** Attributes in the query are judged with the path; the rest of the query is not the identifier's. */
  private identify(path: string, query: string): Identified {
    const attributes = query === '' ? '' : query.split('&').filter(isAttribute).join('&');
    const address = attributes === '' ? path : `${path}?${attributes}`;
    const read = this.readings.get(address);
    if (read !== undefined) return read;
    const reading = identifyLink(`https://x${address}`);
    this.readings.set(address, reading);
    return reading;
  }

  private answerAbout(
    request: ResolverRequest,
    identification: Identification,
    { resolved }: CachedAnswer,
  ): ResolverAnswer | Promise<ResolverAnswer> {
    const wantsPage = request.linkType === undefined && askedFormat(request.accept) === 'text/html';
    if (wantsPage && this.isPieceAddress(request, identification) && this.shopper.isServed)
      return this.shopperPage(resolved);
    if (resolved === undefined)
      return this.problem(new Problem('not-found', `Nothing is known of ${identification.path} here.`));
    const decision = decide(request, identification, resolved);
    switch (decision.kind) {
      case 'linkset':
        return this.page(request, identification, resolved, decision.format);
      case 'own-page':
        if (resolved.isPiece && this.isPieceAddress(request, identification) && this.shopper.isServed)
          return this.shopperPage(resolved);
        return this.page(request, identification, resolved, 'text/html');
      case 'redirect': {
        const headers = {
          location: location(decision.link, request.query),
          ...this.common(request, identification, prepare(resolved, this.config.publicUrl).linkHeader),
        };
        return { status: 307, headers, body: '' };
      }
      case 'no-such-link':
        return this.problem(
          new Problem('not-found', `${identification.path} has no link of type ${decision.linkType}.`),
        );
    }
  }

  /** `/01/{gtin}/21/{serial}` as it is: the page reads the piece from its own address. */
  private isPieceAddress({ path }: ResolverRequest, { gtin, serial, lot, path: canonical }: Identification): boolean {
    return gtin !== undefined && serial !== undefined && lot === undefined && path.startsWith(canonical);
  }

  private page(
    request: ResolverRequest,
    identification: Identification,
    resolved: Resolved,
    format: Format,
  ): ResolverAnswer {
    const made = prepare(resolved, this.config.publicUrl);
    const links = format === 'text/html' ? made.linkHeader : this.contextLink;
    const type = format === 'text/html' ? 'text/html; charset=utf-8' : format;
    const headers = { 'content-type': type, ...this.common(request, identification, links) };
    return { status: 200, headers, body: rendered(resolved, made, format, this.contextUrl) };
  }

  /** A serial that nobody gave out gets the page too, which says so, but with the status of what was not found. */
  private async shopperPage(resolved: Resolved | undefined): Promise<ResolverAnswer> {
    const headers = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache', vary: VARY };
    const links: Record<string, string> = resolved ? { link: prepare(resolved, this.config.publicUrl).linkHeader } : {};
    return {
      status: resolved?.isPiece === true ? 200 : 404,
      headers: { ...headers, ...links },
      body: await this.shopper.html(),
    };
  }

  private common(request: ResolverRequest, identification: Identification, links: string): Record<string, string> {
    const { path, attributes, pairs } = identification;
    const uncompressed = this.config.publicUrl + path + queryOf([attributes, pairs]);
    const link = isCompressed(request, identification) ? `${links}, <${uncompressed}>; rel="owl:sameAs"` : links;
    return { link, vary: VARY, 'cache-control': 'no-cache' };
  }

  private refuse(fault: string): ResolverAnswer {
    return this.problem(new Problem('invalid-input', `This is not a Digital Link: ${fault}.`));
  }
}

const isAttribute = (pair: string): boolean => /^\d+=/.test(pair);

/** Uncompressed, every key and value is a pair of segments behind the first slash. */
function isCompressed({ path }: ResolverRequest, { scheme }: Identification): boolean {
  return scheme === 'gs1' && path.replace(/\/+$/, '').split('/').length % 2 === 0;
}

/** The request with everything in its query that was packed into the path beside key and qualifiers. */
function unpacked(
  { path, query, ...headers }: ResolverRequest,
  { attributes, pairs }: Identification,
): ResolverRequest {
  const others = query.split('&').filter((pair) => !isAttribute(pair));
  const { accept, acceptLanguage } = headers;
  return readRequest(path + queryOf([attributes, pairs, ...others]), { accept, 'accept-language': acceptLanguage });
}

function queryOf(parts: readonly string[]): string {
  const query = parts.filter((part) => part !== '').join('&');
  return query === '' ? '' : `?${query}`;
}
