import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import canonicalize from 'canonicalize';
import * as z from 'zod';
import { coverTermsSchema, indexTermsSchema } from './schema.ts';
import type { CoverTerms, IndexTerms } from './schema.ts';

/** Terms that cannot be used, with one line per reason: `phases[0].payout.exit: exit must ..`. */
export class TermsError extends Error {
  override name = 'TermsError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`the terms cannot be used: ${problems.join('; ')}`);
    this.problems = problems;
  }
}

function parse<T>(schema: z.ZodType<T>, document: unknown): T {
  const result = schema.safeParse(document);
  if (result.success) return result.data;
  throw new TermsError(
    result.error.issues.map(({ path, message }) => `${z.core.toDotPath(path) || 'document'}: ${message}`),
  );
}

/** Reads the complete terms of a cover. @throws TermsError with every reason */
export function parseCoverTerms(document: unknown): CoverTerms {
  return parse(coverTermsSchema, document);
}

/** Reads the part of terms that an index and a payout need. @throws TermsError with every reason */
export function parseIndexTerms(document: unknown): IndexTerms {
  return parse(indexTermsSchema, document);
}

/**
 * The hash that stands for the terms on chain: SHA-256, `0x` hex, of the document's RFC 8785 bytes. It is taken over the
 * document as written, with nothing filled in, so any JCS and SHA-256 tool finds the same value.
 *
 * @throws TermsError when the document is not complete, valid cover terms
 */
export function termsHash(document: unknown): string {
  const bytes = canonicalize(parseCoverTerms(document)) ?? '';
  return `0x${bytesToHex(sha256(utf8ToBytes(bytes)))}`;
}
