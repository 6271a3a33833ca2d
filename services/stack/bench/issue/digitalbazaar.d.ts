declare module '@digitalbazaar/ed25519-multikey' {
  interface KeyPair {
    id: string;
    signer(): object;
  }
  export function generate(options: { controller: string; seed: Uint8Array }): Promise<KeyPair>;
}

declare module '@digitalbazaar/eddsa-jcs-2022-cryptosuite' {
  export function createSignCryptosuite(): object;
}

declare module '@digitalbazaar/data-integrity' {
  export class DataIntegrityProof {
    constructor(options: { signer: object; cryptosuite: object; date: Date });
    readonly cryptosuite: object;
  }
}

declare module '@digitalbazaar/vc' {
  export function issue(options: {
    credential: object;
    suite: object;
    documentLoader: (url: string) => Promise<never>;
  }): Promise<{ proof: { proofValue: string } }>;
}
