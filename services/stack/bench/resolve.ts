import { parseArgs } from 'node:util';
import { Client } from 'pg';
import { type Load, load } from './support/load.ts';
import { startPeer } from './support/peer.ts';
import { print, type Result } from './support/report.ts';
import { type BenchStack, startBenchStack } from './support/stack.ts';

const GOAL = 0.6;
/** Distinct pieces that are asked for in turn: some thousand, as in a shop; all fit into the resolver's memory. */
const PIECES = 4000;
const GTIN = '06901234567908';
const UNKNOWN_GTIN = '06901234567892';

const NOTES = [
  `${String(PIECES)} pieces asked for in turn over 16 kept-alive connections; the client shares the processors with what it measures.`,
  'Peer: a bare Fastify route that returns the same linkset as an object, in a process of its own.',
  'Rounds of one second each in turn, after a warm-up; means over the rounds.',
  '"First" answers come from the database, all others from memory.',
];

/** `npm run bench -- resolve [--seconds N] [--json]` */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { seconds: { type: 'string', default: '10' }, json: { type: 'boolean', default: false } },
  });
  const seconds = Number(values.seconds);
  const say = (text: string): void => {
    process.stderr.write(`${text}\n`);
  };
  const stack = await startBenchStack(say);
  try {
    await fill(stack);
    const results = await measure(stack.baseUrl, seconds, say);
    print({ name: 'resolve', results, notes: NOTES }, values.json);
  } finally {
    await stack.stop();
  }
}

async function measure(baseUrl: string, seconds: number, say: (text: string) => void): Promise<Result[]> {
  const pieces = Array.from({ length: PIECES }, (_, index) => `/01/${GTIN}/21/${serial(index + 1)}`);
  const headers = { accept: 'application/linkset+json' };
  const unknown = pieces.map((path) => path.replace(GTIN, UNKNOWN_GTIN));
  const first = await load(baseUrl, pieces, { status: 200, headers, requests: PIECES });
  await load(baseUrl, unknown, { status: 404, requests: PIECES });
  const document = await (await fetch(baseUrl + (pieces[0] ?? ''), { headers })).text();
  const peer = await startPeer(document);
  const redirected = pieces.map((path) => `${path}?linkType=gs1:sustainabilityInfo`);
  const loads = {
    peer: () => load(peer.baseUrl, pieces, { status: 200, headers }),
    'linkset by piece': () => load(baseUrl, pieces, { status: 200, headers }),
    'redirection by link type': () => load(baseUrl, redirected, { status: 307 }),
    'unknown key, 404': () => load(baseUrl, unknown, { status: 404 }),
  };
  try {
    for (const warmUp of Object.values(loads)) await warmUp();
    const rounds: Record<keyof typeof loads, Load>[] = [];
    for (let round = 1; round <= seconds; round++) {
      say(`round ${String(round)} of ${String(seconds)}`);
      rounds.push({
        peer: await loads.peer(),
        'linkset by piece': await loads['linkset by piece'](),
        'redirection by link type': await loads['redirection by link type'](),
        'unknown key, 404': await loads['unknown key, 404'](),
      });
    }
    const of = (name: keyof typeof loads): Load => ({
      perSecond: mean(rounds.map((round) => round[name].perSecond)),
      p99Ms: mean(rounds.map((round) => round[name].p99Ms)),
    });
    return [
      { metric: 'linkset by piece, first', value: first.perSecond, unit: 'requests/s' },
      ...(['linkset by piece', 'redirection by link type', 'unknown key, 404'] as const).flatMap((name) =>
        results(name, of(name), of('peer')),
      ),
    ];
  } finally {
    await peer.stop();
  }
}

function results(metric: string, own: Load, peer: Load): Result[] {
  const goal = Math.round(GOAL * peer.perSecond);
  const ratio = own.perSecond / peer.perSecond;
  return [
    { metric, value: own.perSecond, unit: 'requests/s', goal, peer: peer.perSecond, ratio },
    { metric: `${metric}, p99`, value: own.p99Ms, unit: 'ms', peer: peer.p99Ms },
  ];
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const serial = (number: number): string => `S${String(number).padStart(16, '0')}`;

/** A product with its pieces by SQL, and a link of the product through the API. */
async function fill({ databaseUrl, baseUrl, cookie, organisationId }: BenchStack): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query("INSERT INTO product VALUES ($1, $2, '饼茶', 'Tea cake', 'EA', 'cake')", [GTIN, organisationId]);
    await client.query(
      `WITH lot AS (
         INSERT INTO pressing (id, organisation_id, gtin, lot, digital_link, inputs, piece_grams, pressed_at, event_hashes)
         VALUES (gen_random_uuid(), $2, $1, 'P1', $3 || '/01/' || $1 || '/10/P1', '[]', 357, now(), '[]') RETURNING id
       )
       INSERT INTO item (gtin, serial, digital_link, pressing_id, organisation_id)
       SELECT $1, serial, $3 || '/01/' || $1 || '/21/' || serial, lot.id, $2
       FROM lot, generate_series(1, ${String(PIECES)}) AS number, LATERAL (SELECT 'S' || lpad(number::text, 16, '0') AS serial)`,
      [GTIN, organisationId, baseUrl],
    );
  } finally {
    await client.end();
  }
  const response = await fetch(`${baseUrl}/api/links`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify({
      anchor: `${baseUrl}/01/${GTIN}`,
      linkType: 'gs1:sustainabilityInfo',
      href: 'https://brand.example/sustainability',
      title: 'How the tea is grown',
    }),
  });
  if (response.status !== 201) throw new Error(`Registering a link answered ${String(response.status)}.`);
}
