import { createHash, generateKeyPairSync, createPrivateKey, sign, timingSafeEqual } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';

const LARGEST_REQUEST = 100_000;
const KEY_NAME = /^\/keys\/([0-9a-f]{32})\/signatures$/;

interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, string>>;
}

const refuse = (status: number, error: string): Answer => ({ status, body: { error } });

/**
 * A key service as the services ask it for, small enough to read: Ed25519 keys in files that it alone can read.
 * It shows the interface; in production an HSM or a cloud KMS stands behind the same two calls.
 * @param folder where the keys lie, mode 600
 * @param token what callers must know
 */
export function keyService(folder: string, token: string): Server {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return createServer((request, response) => {
    answer(request, folder, token)
      .catch(() => refuse(500, 'the key cannot be used'))
      .then((done) => {
        send(response, done);
      })
      .catch(() => {
        response.destroy();
      });
  });
}

async function answer(request: IncomingMessage, folder: string, token: string): Promise<Answer> {
  if (!isKnown(request.headers.authorization ?? '', token)) return refuse(401, 'the bearer token is wrong');
  if (request.method !== 'POST') return refuse(405, 'only POST is answered');
  const body = await bodyOf(request);
  if (body === undefined) return refuse(400, 'the body is no JSON object of a reasonable size');
  if (request.url === '/keys') return make(folder);
  const [, id] = KEY_NAME.exec(request.url ?? '') ?? [];
  return id === undefined ? refuse(404, 'there is no such call') : signWith(folder, id, body);
}

function make(folder: string): Answer {
  const pair = generateKeyPairSync('ed25519');
  const publicKey = pair.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
  const id = createHash('sha256').update(publicKey).digest('hex').slice(0, 32);
  const pem = pair.privateKey.export({ format: 'pem', type: 'pkcs8' });
  writeFileSync(join(folder, `${id}.pem`), pem, { flag: 'wx', mode: 0o600, flush: true });
  return { status: 201, body: { id, publicKey: publicKey.toString('base64url') } };
}

function signWith(folder: string, id: string, { message }: Readonly<Record<string, unknown>>): Answer {
  if (typeof message !== 'string') return refuse(400, 'message is missing: bytes in base64url');
  let pem: string;
  try {
    pem = readFileSync(join(folder, `${id}.pem`), 'utf8');
  } catch {
    return refuse(404, 'there is no such key');
  }
  const signature = sign(null, Buffer.from(message, 'base64url'), createPrivateKey(pem));
  return { status: 200, body: { signature: signature.toString('base64url') } };
}

/** Digests are compared, so that neither length nor content of the token shows in the time taken. */
function isKnown(authorization: string, token: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(authorization), digest(`Bearer ${token}`));
}

async function bodyOf(request: IncomingMessage): Promise<Readonly<Record<string, unknown>> | undefined> {
  let text = '';
  request.setEncoding('utf8');
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > LARGEST_REQUEST) return undefined;
  }
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : undefined;
  } catch {
    return undefined;
  }
}

function send(response: ServerResponse, { status, body }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
