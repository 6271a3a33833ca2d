import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { digest, signDocuments, type Signer } from '@fieldseal/provenance';
import { Client } from 'pg';
import { issueMany } from '../../api/src/certificates/issue-many.ts';
import { generateIssuerKey, issuerSigner } from '../../api/src/organisations/issuer-key.ts';
import { birthCertificates } from './issue/documents.ts';
import { bareSignaturesPerSecond, type Signed, signWithLibrary } from './issue/peers.ts';
import { print, type Result } from './support/report.ts';
import { type BenchStack, startBenchStack } from './support/stack.ts';

const GOAL = { timesTheLibrary: 10, shareOfBareSigning: 0.6 };
/** Certificates of one transaction, as a batch issues them. */
const TRANSACTION = 1000;
const WARM_UP = 2000;
/** Of the library's signatures that are compared with ours. */
const COMPARED = 100;
/** Certificates that are stored one by one. */
const STORED_ALONE = 500;
const LOOK_EVERY_MS = 20;

const STORE_ONE = `
  WITH leaf AS (INSERT INTO pending_leaf (digest) VALUES ($4))
  INSERT INTO certificate (id, stage, status, organisation_id, subject, document, digest, issued_at)
  VALUES ($1::uuid, 'birth', 'issued', $2, $1::uuid::text, $3, $4, now())`;

const NOTES = [
  'Issued: canonicalised, signed, digested, stored with its leaf waiting for the sequencer, committed with fsync, by the function that batches call; 1,000 to a transaction.',
  'Placed: the same until the sequencer of the services, a process beside this one, has given every leaf its place in the log.',
  'Status entries are part of the documents; to draw their indices and to build the documents is not in these figures.',
  'Peer "library": @digitalbazaar/vc with its eddsa-jcs-2022 suite signs the same documents, in memory only; its proofs are the same.',
  'Peer "each stored by itself": the same, and each inserted with its leaf and committed before the next, as its users would.',
  'Peer "bare": node:crypto signs as many messages of 64 bytes, which is what eddsa-jcs-2022 signs, on one thread.',
];

/** `npm run bench -- issue [--certificates N] [--rounds N] [--json]` */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      certificates: { type: 'string', default: '10000' },
      rounds: { type: 'string', default: '5' },
      json: { type: 'boolean', default: false },
    },
  });
  const say = (text: string): void => {
    process.stderr.write(`${text}\n`);
  };
  const stack = await startBenchStack(say);
  const client = new Client({ connectionString: stack.databaseUrl });
  try {
    await client.connect();
    const meter = new Meter(stack, client);
    await meter.round(WARM_UP);
    const rounds: Round[] = [];
    for (let round = 1; round <= Number(values.rounds); round++) {
      say(`round ${String(round)} of ${values.rounds}`);
      rounds.push(await meter.round(Number(values.certificates)));
    }
    print({ name: 'issue', results: resultsOf(rounds), notes: NOTES }, values.json);
  } finally {
    await client.end();
    await stack.stop();
  }
}

/** Certificates a second. */
interface Round {
  readonly signed: number;
  readonly issued: number;
  readonly placed: number;
  readonly library: number;
  /** The library's, each stored by a statement of its own. */
  readonly oneByOne: number;
  readonly bare: number;
}

function resultsOf(rounds: readonly Round[]): Result[] {
  const middle = (of: keyof Round): number =>
    rounds.map((round) => round[of]).sort((a, b) => a - b)[Math.floor(rounds.length / 2)] ?? Number.NaN;
  const [signed, issued, placed, library, oneByOne, bare] = (
    ['signed', 'issued', 'placed', 'library', 'oneByOne', 'bare'] as const
  ).map(middle);
  const against = (metric: string, value = 0, peer = 0, goal?: number): Result => ({
    metric,
    value,
    unit: 'certificates/s',
    ...(goal === undefined ? {} : { goal: Math.round(goal * peer) }),
    peer,
    ratio: value / peer,
  });
  return [
    against('issued, against the library signing', issued, library, GOAL.timesTheLibrary),
    against('issued, against the library signing, each stored by itself', issued, oneByOne),
    against('issued, against bare signing', issued, bare, GOAL.shareOfBareSigning),
    against('placed in the seal log, against bare signing', placed, bare),
    against('canonicalised, signed and digested only, against bare signing', signed, bare),
  ];
}

/** Measures all in turn on the same documents, so that whatever else the machine does strikes all of them. */
class Meter {
  readonly #stack: BenchStack;
  readonly #client: Client;
  readonly #key = generateIssuerKey();
  readonly #signer: Signer;

  constructor(stack: BenchStack, client: Client) {
    this.#stack = stack;
    this.#client = client;
    this.#signer = issuerSigner(this.#key.seed, this.#key.publicKey);
  }

  async round(count: number): Promise<Round> {
    const created = new Date();
    const documents = birthCertificates(count, this.#signer.did, created);
    const bare = bareSignaturesPerSecond(count);
    const library = await signWithLibrary(documents, this.#key.seed, this.#signer.did, created);
    const sample = await signDocuments(documents.slice(0, COMPARED), this.#signer, created);
    if (sample.some(({ proof }, i) => proof.proofValue !== library.proofValues[i]))
      throw new Error('The proofs of the library are others than ours: they did not do the same work.');
    const start = performance.now();
    for (let first = 0; first < count; first += TRANSACTION)
      await signDocuments(documents.slice(first, first + TRANSACTION), this.#signer, created);
    const signed = performance.now() - start;
    const { issued, placed } = await this.#issue(documents, created);
    const perSecond = (ms: number): number => (count * 1000) / ms;
    return {
      signed: perSecond(signed),
      issued: perSecond(issued),
      placed: perSecond(placed),
      library: count / library.seconds,
      oneByOne: await this.#storeOneByOne(documents.slice(0, STORED_ALONE), library),
      bare,
    };
  }

  /** Milliseconds until all are committed, and until all have their place. */
  async #issue(
    documents: ReturnType<typeof birthCertificates>,
    created: Date,
  ): Promise<{ issued: number; placed: number }> {
    const drafts = documents.map((document) => ({
      stage: 'birth',
      subject: `${document.credentialSubject.id}/${document.id}`,
      document,
    }));
    const { organisationId } = this.#stack;
    const start = performance.now();
    for (let first = 0; first < drafts.length; first += TRANSACTION) {
      await this.#client.query('BEGIN');
      await issueMany((sql, values) => this.#client.query(sql, [...values]), {
        organisationId,
        signer: this.#signer,
        created,
        drafts: drafts.slice(first, first + TRANSACTION),
      });
      await this.#client.query('COMMIT');
    }
    const issued = performance.now() - start;
    while (await this.#isWaiting()) await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    return { issued, placed: performance.now() - start };
  }

  /** Certificates a second that the library signs and plain statements store, each durable before the next. */
  async #storeOneByOne(documents: ReturnType<typeof birthCertificates>, library: Signed): Promise<number> {
    const start = performance.now();
    for (const [i, document] of documents.entries()) {
      const certificate = { ...document, proof: library.proofValues[i] };
      const leaf = digest(certificate);
      await this.#client.query(STORE_ONE, [randomUUID(), this.#stack.organisationId, certificate, leaf]);
    }
    const seconds = (performance.now() - start) / 1000;
    return documents.length / (seconds + (library.seconds * documents.length) / library.proofValues.length);
  }

  async #isWaiting(): Promise<boolean> {
    const { rows } = await this.#client.query('SELECT 1 FROM pending_leaf LIMIT 1');
    return rows.length > 0;
  }
}
