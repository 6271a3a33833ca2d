import { z } from 'zod';
import type { BenchStack } from '../support/stack.ts';

/** Somebody of an organisation that has recorded all the events. */
export interface Reader {
  readonly organisationId: string;
  readonly ask: (baseUrl: string, parameters: Readonly<Record<string, string>>) => Promise<Answer>;
  /** The least a signed-in request can do: say who is asking. */
  readonly askNothing: (baseUrl: string) => Promise<Answer>;
}

export interface Answer {
  readonly status: number;
  readonly events: number;
}

const PASSWORD = 'a password for one benchmark';
const Id = z.object({ id: z.string() });
const Found = z.object({
  epcisBody: z.object({ queryResults: z.object({ resultsBody: z.object({ eventList: z.array(z.unknown()) }) }) }),
});

/** A new organisation with one person in it, signed in. */
export async function joinFactory({ baseUrl, cookie }: BenchStack): Promise<Reader> {
  const post = (path: string, body: object, session?: string): Promise<Response> =>
    fetch(baseUrl + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(session === undefined ? {} : { cookie: session }) },
      body: JSON.stringify(body),
    });
  const organisation = { kind: 'factory', name: { zh: '基准测试', en: 'Benchmark' } };
  const { id: organisationId } = Id.parse(await (await post('/api/organisations', organisation, cookie)).json());
  const person = {
    organisationId,
    email: 'reader@bench.example',
    name: 'Reader',
    role: 'processor',
    password: PASSWORD,
  };
  await post('/api/people', person, cookie);
  const response = await post('/api/session', { email: person.email, password: PASSWORD });
  const session = response.headers.getSetCookie()[0]?.split(';', 1)[0];
  if (session === undefined) throw new Error(`Signing in answered ${String(response.status)}.`);
  return {
    organisationId,
    ask: async (base, parameters) => {
      const answer = await fetch(`${base}/api/epcis/events?${new URLSearchParams(parameters).toString()}`, {
        headers: { cookie: session },
      });
      const body: unknown = await answer.json();
      const events = answer.ok ? Found.parse(body).epcisBody.queryResults.resultsBody.eventList.length : 0;
      return { status: answer.status, events };
    },
    askNothing: async (base) => {
      const answer = await fetch(`${base}/api/session`, { headers: { cookie: session } });
      await answer.arrayBuffer();
      return { status: answer.status, events: 0 };
    },
  };
}
