import autocannon from 'autocannon';

const CONNECTIONS = 16;

export interface LoadOptions {
  /** The only status that answers may have. */
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** How many; for a second when left out. */
  readonly requests?: number;
}

export interface Load {
  readonly perSecond: number;
  readonly p99Ms: number;
}

/** Asks for the paths in turn, as fast as the answers come. @throws Error when an answer has another status */
export async function load(
  url: string,
  paths: readonly string[],
  { status, headers = {}, requests }: LoadOptions,
): Promise<Load> {
  // Each connection has paths of its own; autocannon prepares all requests of each beforehand.
  const slices = Array.from({ length: CONNECTIONS }, (_, slice) =>
    paths
      .filter((_path, index) => index % CONNECTIONS === slice)
      .map((path) => ({ path, method: 'GET' as const, headers })),
  );
  let next = 0;
  const start = performance.now();
  const result = await autocannon({
    url,
    connections: CONNECTIONS,
    headers: { ...headers },
    setupClient: (client) => {
      client.setRequests(slices[next++ % CONNECTIONS] ?? []);
    },
    ...(requests === undefined ? { duration: 1 } : { amount: requests }),
  });
  const elapsed = requests === undefined ? result.duration : (performance.now() - start) / 1000;
  const statuses = Object.keys(result.statusCodeStats ?? {});
  if (result.errors > 0 || statuses.some((code) => Number(code) !== status))
    throw new Error(`Expected ${String(status)} only, got ${statuses.join(', ')} and ${String(result.errors)} errors.`);
  return { perSecond: result.requests.total / elapsed, p99Ms: result.latency.p99 };
}
