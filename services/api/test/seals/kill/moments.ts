/** Something that goes over one of the wires of the services, by which a moment is recognised. */
export interface Moment {
  readonly name: string;
  readonly wire: 'database' | 'chain';
  /** Text that is sent. */
  readonly sends: string;
  /** The commit of the transaction in which that was sent, rather than the statement itself. */
  readonly commit?: true;
}

/** Of a certificate on its way from the signature to the chain, every step between two durable states, in order. */
export const MOMENTS: readonly Moment[] = [
  { name: 'append of the signed document', wire: 'database', sends: 'INSERT INTO pending_leaf' },
  { name: 'store of the certificate', wire: 'database', sends: 'INSERT INTO "certificate"' },
  { name: 'commit of the request', wire: 'database', sends: 'INSERT INTO "certificate"', commit: true },
  { name: 'taking what waits', wire: 'database', sends: 'DELETE FROM pending_leaf' },
  { name: 'placing leaves', wire: 'database', sends: 'INSERT INTO seal_leaf' },
  { name: 'storing tiles', wire: 'database', sends: 'INSERT INTO seal_tile' },
  { name: 'growing the log', wire: 'database', sends: 'UPDATE seal_log SET size' },
  { name: 'commit of the sequencer', wire: 'database', sends: 'UPDATE seal_log SET size', commit: true },
  { name: 'publishing the checkpoint', wire: 'database', sends: 'UPDATE seal_log SET checkpoint' },
  { name: 'commit of the checkpoint', wire: 'database', sends: 'UPDATE seal_log SET checkpoint', commit: true },
  { name: 'noting the seal', wire: 'database', sends: 'INSERT INTO "seal"' },
  { name: 'commit of the seal', wire: 'database', sends: 'INSERT INTO "seal"', commit: true },
  { name: 'storing the signed transaction', wire: 'database', sends: 'UPDATE "chain_transaction"' },
  { name: 'sending it to the chain', wire: 'chain', sends: 'eth_sendRawTransaction' },
];

/** Before it went out, or after it had its effect but before the answer came back. */
export interface Cut extends Moment {
  readonly side: 'before' | 'after';
}
