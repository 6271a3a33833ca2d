import { Injectable } from '@nestjs/common';
import QuickLRU from 'quick-lru';
import type { Identification } from './identification.ts';
import { IdentifierChanges } from './identifier-changes.service.ts';
import { LinkDirectory } from './link-directory.service.ts';
import type { Resolved } from './resolved.ts';

/** At most twice as many are held (quick-lru keeps an older half). */
const MOST_KNOWN = 5000;
/** Counted apart, so that made-up identifiers cannot push out real ones. */
const MOST_UNKNOWN = 5000;
/** Should a dead connection go unnoticed, nothing stays longer than this. */
const MAX_AGE_MS = 300_000;
/** While changes are not heard. */
const DEAF_MAX_AGE_MS = 1000;

/** An answer that may also be that nothing is known. */
export interface CachedAnswer {
  readonly key: string;
  readonly resolved: Resolved | undefined;
}

/** What is known of identifiers, kept in memory until the database says that it changed. */
@Injectable()
export class ResolvedCache {
  private readonly known = new QuickLRU<string, CachedAnswer>({ maxSize: MOST_KNOWN, maxAge: MAX_AGE_MS });
  private readonly unknown = new QuickLRU<string, CachedAnswer>({ maxSize: MOST_UNKNOWN, maxAge: MAX_AGE_MS });
  private readonly loading = new Map<string, Promise<CachedAnswer>>();
  /** Counts changes, so that an answer read before a change is not kept after it. */
  private changes = 0;

  constructor(
    private readonly directory: LinkDirectory,
    private readonly heard: IdentifierChanges,
  ) {
    heard.subscribe((key) => {
      this.forget(key);
    });
  }

  /** The answer in memory; undefined when the database must be asked. */
  peek({ path }: Identification): CachedAnswer | undefined {
    return this.known.get(path) ?? this.unknown.get(path);
  }

  /** The answer; one question to the database however many ask at once. */
  get(identification: Identification): Promise<CachedAnswer> {
    const { path } = identification;
    const asked = this.loading.get(path);
    if (asked !== undefined) return asked;
    const question = this.load(identification).finally(() => {
      if (this.loading.get(path) === question) this.loading.delete(path);
    });
    this.loading.set(path, question);
    return question;
  }

  private async load(identification: Identification): Promise<CachedAnswer> {
    const before = this.changes;
    const answer = { key: identification.key, resolved: await this.directory.resolve(identification) };
    const cache = answer.resolved === undefined ? this.unknown : this.known;
    const maxAge = this.heard.isListening ? MAX_AGE_MS : DEAF_MAX_AGE_MS;
    if (before === this.changes) cache.set(identification.path, answer, { maxAge });
    return answer;
  }

  private forget(key: string | undefined): void {
    this.changes++;
    this.loading.clear();
    for (const cache of [this.known, this.unknown]) {
      if (key === undefined) cache.clear();
      else for (const [path, answer] of cache) if (answer.key === key) cache.delete(path);
    }
  }
}
