import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { TestApplication } from '../support/application.ts';
import { type Cast, createCast } from '../support/season.ts';
import { fund, openSeries, shortTerms } from '../support/weather.ts';

interface BoardEvent {
  readonly id: string;
  readonly series: number;
}

/** Reads server-sent events as a browser would, until told to stop. */
class Watcher {
  private readonly abort = new AbortController();
  private text = '';

  constructor(
    private readonly url: string,
    private readonly cookie: string,
  ) {}

  async open(lastEventId?: string): Promise<this> {
    const headers = { cookie: this.cookie, ...(lastEventId !== undefined && { 'last-event-id': lastEventId }) };
    const { body, status } = await fetch(this.url, { headers, signal: this.abort.signal });
    if (status !== 200 || body === null) throw new Error(`the stream answered ${String(status)}`);
    void this.read(body);
    return this;
  }

  get events(): BoardEvent[] {
    return this.text
      .split('\n\n')
      .slice(0, -1)
      .filter((block) => block.includes('event: board'))
      .map((block) => {
        const board = JSON.parse(/data: (.*)/.exec(block)?.[1] ?? '{}') as { series: unknown[] };
        return { id: /id: (.*)/.exec(block)?.[1] ?? '', series: board.series.length };
      });
  }

  async waitFor(count: number): Promise<BoardEvent[]> {
    const end = Date.now() + 10_000;
    while (this.events.length < count && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 50));
    return this.events;
  }

  close(): void {
    this.abort.abort();
  }

  private async read(body: ReadableStream<Uint8Array>): Promise<void> {
    try {
      for await (const chunk of body) this.text += new TextDecoder().decode(chunk);
    } catch (error) {
      if (!this.abort.signal.aborted) throw error;
    }
  }
}

describe('the live board', () => {
  let application: TestApplication;
  let cast: Cast;
  let url: string;
  let cookie: string;

  beforeAll(async () => {
    application = await TestApplication.start();
    cast = await createCast(application);
    await fund(cast);
    const base = `http://127.0.0.1:${String(application.config.port)}/api`;
    url = `${base}/cover/board/stream`;
    const signedIn = await fetch(`${base}/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'insurer@test.example', password: 'a long enough password' }),
    });
    cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  });

  afterAll(() => application.stop());

  test('sends the board at once and again when it changes', async () => {
    const watcher = await new Watcher(url, cookie).open();
    expect((await watcher.waitFor(1))[0]?.series).toBe(0);
    await openSeries(cast.people.insurer, shortTerms('dryYear'), 3000);
    await watcher.waitFor(2);
    expect(watcher.events.at(-1)?.series).toBe(1);
    watcher.close();
  });

  test('does not repeat what the client has, and sends it to who has not', async () => {
    await new Promise((resolve) => setTimeout(resolve, 3000));
    const first = await new Watcher(url, cookie).open();
    const id = (await first.waitFor(1))[0]?.id ?? '';
    const again = await new Watcher(url, cookie).open(id);
    const other = await new Watcher(url, cookie).open('something older');
    expect(await other.waitFor(1)).toHaveLength(1);
    expect(again.events).toHaveLength(0);
    for (const watcher of [first, again, other]) watcher.close();
  });

  test('is refused to a visitor and ends with the application', async () => {
    expect((await application.visitor().get('/api/cover/board/stream')).status).toBe(401);
    const watcher = await new Watcher(url, cookie).open();
    await watcher.waitFor(1);
    await expect(application.app.close()).resolves.toBeUndefined();
    watcher.close();
  });
});
