import { createHash } from 'node:crypto';
import {
  type CallHandler,
  type CustomDecorator,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  SetMetadata,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import type { ActorRequest } from '../access/actor.ts';
import { Problem } from './problems.ts';
import { Secrets } from './secrets.ts';
import { UnitOfWork } from './unit-of-work.ts';

export const DIRECT = 'fieldseal:direct';

/** The route writes nothing that belongs together, or works long: no transaction is held and no answer kept. */
export const Direct = (): CustomDecorator => SetMetadata(DIRECT, true);

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);
export const MAX_KEY_LENGTH = 100;

/** No answer is stored of a request that is refused: what has this status was withdrawn later. */
export const WITHDRAWN = 404;

interface Stored {
  readonly fingerprint: string;
  readonly status: number;
  readonly sealed: Buffer | null;
  /** Of requests from before answers were encrypted; or why the answer was withdrawn, with status 404. */
  readonly answer: unknown;
}

/** What a stored answer is encrypted for. */
export const answerPurpose = (principal: string, key: string): string => `answer ${principal} ${key}`;

const sha256 = (content: string | Buffer): string => createHash('sha256').update(content).digest('hex');

/** Fingerprint of a request: method, path and body; the files of a form count by their bytes. */
function fingerprint({ method, url, body }: FastifyRequest): string {
  const fields = Object.entries(typeof body === 'object' && body !== null ? body : { body }) as [string, unknown][];
  const content = fields.map(([name, value]) => [name, Buffer.isBuffer(value) ? sha256(value) : value]);
  return sha256(`${method} ${url}\n${JSON.stringify(content)}`);
}

/**
 * Every writing request runs in one database transaction. With an `Idempotency-Key` its answer is stored in the same
 * transaction, encrypted since it may hold a secret, so a repeated request (lost answer, killed server) gets the same answer and nothing happens twice.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly reflector: Reflector,
    private readonly secrets: Secrets,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest & ActorRequest>();
    if (READING.has(request.method) || this.reflector.get<boolean | undefined>(DIRECT, context.getHandler()) === true)
      return next.handle();
    const reply = http.getResponse<FastifyReply>();
    const work = (): Promise<unknown> => lastValueFrom(next.handle(), { defaultValue: undefined });
    const key = request.headers['idempotency-key'];
    return from(this.unit.run(() => (typeof key === 'string' ? this.once(key, request, reply, work) : work())));
  }

  private async once(
    key: string,
    request: FastifyRequest & ActorRequest,
    reply: FastifyReply,
    work: () => Promise<unknown>,
  ): Promise<unknown> {
    if (key.length === 0 || key.length > MAX_KEY_LENGTH)
      throw new Problem('invalid-input', `Idempotency-Key must have 1 to ${MAX_KEY_LENGTH} characters.`);
    const principal = request.actor?.personId ?? `anonymous ${request.ip}`;
    const [lock] = await this.unit.query<{ free: boolean }>(
      'SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS free',
      [`${principal} ${key}`],
    );
    if (lock?.free !== true) throw new Problem('request-in-flight');
    const mark = fingerprint(request);
    const [stored] = await this.unit.query<Stored>(
      'SELECT fingerprint, status, secret_answer AS sealed, answer FROM idempotency WHERE principal = $1 AND key = $2',
      [principal, key],
    );
    if (stored !== undefined) {
      if (stored.fingerprint !== mark) throw new Problem('idempotency-key-reused');
      if (stored.status === WITHDRAWN) throw new Problem('not-found', String(stored.answer));
      void reply.status(stored.status).header('idempotency-replayed', 'true');
      const { sealed } = stored;
      return sealed === null
        ? stored.answer
        : JSON.parse(this.secrets.decrypt(sealed, answerPurpose(principal, key)).toString());
    }
    const answer = await work();
    const text = Buffer.from(JSON.stringify(answer ?? null));
    await this.unit.query(
      'INSERT INTO idempotency (principal, key, fingerprint, status, secret_answer) VALUES ($1, $2, $3, $4, $5)',
      [principal, key, mark, reply.statusCode, this.secrets.encrypt(text, answerPurpose(principal, key))],
    );
    return answer;
  }
}
