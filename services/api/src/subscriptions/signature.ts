import { createHmac, randomBytes } from 'node:crypto';

const PREFIX = 'whsec_';
const SECRET_BYTES = 32;

/** A new signing secret as Standard Webhooks writes it: `whsec_` and the base64 of 32 random bytes. */
export const newSignatureToken = (): string => PREFIX + randomBytes(SECRET_BYTES).toString('base64');

/**
 * The key of a token: what `whsec_` is followed by, in base64; any other token's own UTF-8 bytes.
 * EPCIS lets the subscriber choose the token and does not say what it looks like.
 */
function keyOf(token: string): Buffer {
  return token.startsWith(PREFIX) ? Buffer.from(token.slice(PREFIX.length), 'base64') : Buffer.from(token, 'utf8');
}

const hmac = (key: Buffer, content: string): string => createHmac('sha256', key).update(content).digest('base64');

/**
 * The headers by which the receiver knows sender, content and time of a message: those of Standard Webhooks 1.0
 * (HMAC-SHA256 of `id.timestamp.body`), and GS1-Signature (EPCIS 2.0 REST binding) with HMAC-SHA256 of the body alone,
 * both in base64. The id stays the same when the same content is sent again.
 */
export function signedHeaders(token: string, id: string, body: string, now: Date): Record<string, string> {
  const key = keyOf(token);
  const timestamp = Math.floor(now.getTime() / 1000);
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': `v1,${hmac(key, `${id}.${timestamp}.${body}`)}`,
    'gs1-signature': hmac(key, body),
  };
}
