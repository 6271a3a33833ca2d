import { z } from 'zod';

/** Parsed JSON of which tests pick fields by name: `text('lot')`, `list('items')`. */
export class Json {
  constructor(readonly value: unknown) {}

  at(name: string): Json {
    return new Json(z.record(z.string(), z.unknown()).catch({}).parse(this.value)[name]);
  }

  text(name: string): string {
    const { value } = this.at(name);
    if (typeof value !== 'string') throw new Error(`no text "${name}" in ${JSON.stringify(this.value)}`);
    return value;
  }

  number(name: string): number {
    return z.number().parse(this.at(name).value);
  }

  list(name: string): Json[] {
    return z
      .array(z.unknown())
      .parse(this.at(name).value)
      .map((entry) => new Json(entry));
  }
}

/** An answer with its body parsed as JSON where it is JSON. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Json;
  readonly bytes: Uint8Array;
}

/** A request and what it was answered. */
export interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly content: string | FormData | Blob | undefined;
  readonly answer: Answer;
}

/** Speaks HTTP to the application as a browser would, with its own cookie. */
export class TestClient {
  private cookie: string | undefined;

  /** @param overhears is told of every request */
  constructor(
    private readonly base: string,
    private readonly overhears: (exchange: Exchange) => void = () => undefined,
  ) {}

  /** The cookie of the session, as it goes into the header. */
  get session(): string {
    return this.cookie ?? '';
  }

  async signIn(email: string, password: string): Promise<this> {
    const { status, headers } = await this.post('/api/session', { email, password });
    if (status !== 201) throw new Error(`${email} could not sign in: ${status}`);
    this.cookie = headers.getSetCookie()[0]?.split(';')[0];
    return this;
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send('GET', path, undefined, headers);
  }

  post(path: string, body: unknown = {}, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send('POST', path, JSON.stringify(body), { 'content-type': 'application/json', ...headers });
  }

  upload(path: string, photo: Uint8Array, headers: Record<string, string> = {}): Promise<Answer> {
    const form = new FormData();
    form.append('photo', new Blob([new Uint8Array(photo)], { type: 'image/jpeg' }), 'photo.jpg');
    return this.send('POST', path, form, headers);
  }

  /** The status alone; a body that never ends, such as a live feed, is left unread. */
  async status(method: string, path: string): Promise<number> {
    const headers = this.cookie === undefined ? {} : { cookie: this.cookie };
    const answer = await fetch(this.base + path, { method, headers, redirect: 'manual' });
    await answer.body?.cancel();
    return answer.status;
  }

  sendBytes(method: string, path: string, bytes: Uint8Array, headers: Record<string, string>): Promise<Answer> {
    return this.send(method, path, new Blob([new Uint8Array(bytes)]), headers);
  }

  async send(
    method: string,
    path: string,
    content?: string | FormData | Blob,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const answer = await fetch(this.base + path, {
      method,
      headers: { ...headers, ...(this.cookie === undefined ? {} : { cookie: this.cookie }) },
      ...(content === undefined ? {} : { body: content }),
      redirect: 'manual',
    });
    const bytes = new Uint8Array(await answer.arrayBuffer());
    const isJson = bytes.length > 0 && (answer.headers.get('content-type') ?? '').includes('json');
    const body = new Json(isJson ? JSON.parse(new TextDecoder().decode(bytes)) : undefined);
    const given = { status: answer.status, headers: answer.headers, body, bytes };
    this.overhears({ method, path, content, answer: given });
    return given;
  }
}

/** The answer, when the request was accepted. @throws Error with the problem that came back */
export async function accepted(request: Promise<Answer>): Promise<Answer> {
  const answer = await request;
  if (answer.status >= 300) throw new Error(`${answer.status}: ${JSON.stringify(answer.body.value)}`);
  return answer;
}
