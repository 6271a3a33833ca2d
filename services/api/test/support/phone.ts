import { randomBytes } from 'node:crypto';
import { createProof, localSigner, type Proof, type Signer } from '@fieldseal/provenance';
import { accepted, type Answer, type TestClient } from './client.ts';
import { type Cast, eventually } from './season.ts';

/** A person's phone with a key of its own. */
export class Phone {
  readonly signer: Signer = localSigner(randomBytes(32));
  private registeredAs: string | undefined;

  constructor(readonly person: TestClient) {}

  /** Of the key, once registered. */
  get id(): string {
    if (this.registeredAs === undefined) throw new Error('the phone is not registered');
    return this.registeredAs;
  }

  /** Asks for a challenge and answers it; `change` spoils the answer. */
  async offer(change: Readonly<Record<string, unknown>> = {}): Promise<Answer> {
    return this.person.post('/api/device-keys', { ...(await this.offering()), ...change });
  }

  /** Asks for a challenge and gives the answer to it. */
  async offering(): Promise<Readonly<Record<string, unknown>>> {
    const { body } = await accepted(this.person.get('/api/device-keys/challenge'));
    const { did } = this.signer;
    const statement = {
      type: 'DeviceKeyRegistration',
      did,
      name: 'Test phone',
      person: body.text('person'),
      challenge: body.text('challenge'),
    };
    const proof = await createProof(statement, this.signer, new Date());
    const { name, challenge } = statement;
    return { did, name, challenge, proof };
  }

  async register(): Promise<this> {
    this.registeredAs = (await accepted(this.offer())).body.text('id');
    return this;
  }

  /** Has the regulator accredit the key, and waits until the chain knows it. */
  async accredit({ people }: Cast, organisationId: string, stage: string): Promise<this> {
    const from = new Date(Date.now() - 3_600_000).toISOString();
    const until = new Date(Date.now() + 30 * 86_400_000).toISOString();
    const grant = { organisationId, stage, deviceKeyId: this.id, from, until };
    await accepted(people.regulator.post('/api/accreditations', grant));
    await eventually(async () => {
      const { body } = await this.person.get('/api/device-keys');
      const own = body.list('deviceKeys').find((key) => key.text('id') === this.id);
      return own?.list('accreditations').find((one) => one.at('transaction').text('status') === 'mined');
    }, 'the accreditation of the phone on the chain');
    return this;
  }

  /** The documents that wait under a signing. */
  async documents(signing: string): Promise<Record<string, unknown>[]> {
    const { body } = await accepted(this.person.post(`/api/signings/${signing}/documents`));
    return body.list('documents').map(({ value }) => ({ ...(value as object) }));
  }

  prove(documents: readonly Record<string, unknown>[], created = new Date()): Promise<Proof[]> {
    return Promise.all(documents.map((document) => createProof(document, this.signer, created)));
  }

  /** Signs everything that a signing asks for. */
  async sign(signing: string): Promise<Answer> {
    const proofs = await this.prove(await this.documents(signing));
    return this.person.post(`/api/signings/${signing}/proofs`, { proofs });
  }
}
