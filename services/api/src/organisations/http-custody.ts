import { didKey, type Signer, verifySignature } from '@fieldseal/provenance';
import { z } from 'zod';
import { Problem } from '../platform/problems.ts';
import type { Custody, HeldKey } from './custody.ts';

const TIMEOUT_MS = 5_000;
const LARGEST_ANSWER = 4_096;

const bytes = (length: number) =>
  z
    .base64url()
    .transform((text) => Buffer.from(text, 'base64url'))
    .refine((value) => value.length === length, `must be ${length} bytes in base64url`);

const Made = z.object({ id: z.string().regex(/^[\w.~-]{1,200}$/), publicKey: bytes(32) });
const Signed = z.object({ signature: bytes(64) });

/** Where a key service listens and what it knows us by. */
export interface KeyService {
  /** Without a trailing slash. */
  readonly url: string;
  readonly token: string;
}

/**
 * Keys in a key service over HTTP: `POST /keys {owner}` answers `{id, publicKey}`, and
 * `POST /keys/{id}/signatures {message}` answers `{signature}`, bytes in base64url, with a bearer token (RFC 6750).
 * A signature that is not this key's is refused: a faulty service cannot make us issue what nobody can verify.
 */
export class HttpCustody implements Custody {
  private readonly service: KeyService;

  constructor(service: KeyService) {
    this.service = service;
  }

  async create(owner: string): Promise<HeldKey> {
    const { id, publicKey } = await this.ask('/keys', { owner }, Made);
    return { issuerKey: publicKey, issuerSecret: null, issuerHandle: id };
  }

  signer(_owner: string, { issuerKey, issuerHandle }: HeldKey): Signer {
    const place = `/keys/${encodeURIComponent(issuerHandle ?? '')}/signatures`;
    return {
      did: didKey(issuerKey),
      publicKey: issuerKey,
      sign: async (message) => {
        const content = { message: Buffer.from(message).toString('base64url') };
        const { signature } = await this.ask(place, content, Signed);
        if (!verifySignature(issuerKey, message, signature)) throw unavailable('gave a signature of another key');
        return signature;
      },
    };
  }

  private async ask<Answer>(path: string, body: unknown, schema: z.ZodType<Answer>): Promise<Answer> {
    const { url, token } = this.service;
    const response = await fetch(url + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    }).catch(() => {
      throw unavailable('did not answer');
    });
    if (!response.ok) throw unavailable(`answered ${response.status}`);
    const parsed = schema.safeParse(await jsonOf(response));
    if (!parsed.success) throw unavailable('gave an answer that is not understood');
    return parsed.data;
  }
}

function unavailable(what: string): Problem {
  return new Problem('unavailable', `The key service ${what}; nothing was signed. Try again.`);
}

/** At most a few kilobytes are read of whatever comes back. @returns undefined when it is no JSON */
async function jsonOf(response: Response): Promise<unknown> {
  const body: ReadableStream<Uint8Array> | null = response.body;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > LARGEST_ANSWER) return undefined;
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString());
  } catch {
    return undefined;
  }
}
