import { basename, dirname, join } from 'node:path';
import { bytesToHex, hexToBytes, verifyProofs } from '@fieldseal/provenance';
import { z } from 'zod';
import { type Case, casesIn, difference, type Suite } from './case.ts';
import { filesUnder, readJson, readText, stem } from './folder.ts';
import { type Canonicalise, canonicaliser } from './rdf-canonical.ts';
import {
  isSignedBy,
  KeyPair,
  ProofOptions,
  proofsOf,
  proofSteps,
  type ProofSteps,
  SignedDocument,
  signatureBytes,
  signWith,
} from './signatures.ts';

/**
 * VC Data Integrity EdDSA vectors. Each proof of each signed document is verified and made again with the suite's key,
 * and each text file beside the document is compared with the step it holds. FieldSeal itself secures with
 * `eddsa-jcs-2022`, whose proofs are also verified by its own verifier; the suites over RDF are computed here only.
 */
export const dataIntegrity: Suite = { name: 'data-integrity-eddsa', cases };

interface Vector {
  readonly folder: string;
  readonly document: z.infer<typeof SignedDocument>;
  readonly canonicalise: Canonicalise;
  readonly keys: readonly z.infer<typeof KeyPair>[];
}

function cases(folder: string, data: string): Case[] {
  const files = filesUnder(folder);
  const canonicalise = canonicaliser([join(data, 'ld-contexts'), join(folder, 'contexts')]);
  const keys = files.filter((file) => /key-?pairs?\.json$/i.test(file)).flatMap((file) => keysIn(join(folder, file)));
  return files
    .filter((file) => /(^|\/)signed[^/]*\.json$/.test(file))
    .flatMap((file) => {
      const texts = files.filter((other) => dirname(other) === dirname(file) && other.endsWith('.txt'));
      return casesIn(file, () => {
        const document = SignedDocument.parse(readJson(join(folder, file)));
        return casesOf({ folder, document, canonicalise, keys }, stem(file), texts);
      });
    });
}

/** Text files hold the steps of one proof; beside a set of proofs nothing says of which. */
function casesOf(vector: Vector, name: string, texts: readonly string[]): Case[] {
  const proofs = proofsOf(vector.document.proof);
  return [
    ...proofs.flatMap((proof, index) => proofCases(vector, proof, `${name} proof ${String(index + 1)}`)),
    ...(proofs.length === 1 ? texts.map((text) => textCase(vector, text)) : []),
  ];
}

function keysIn(file: string): z.infer<typeof KeyPair>[] {
  const value = readJson(file);
  const single = KeyPair.safeParse(value);
  return single.success ? [single.data] : Object.values(z.record(z.string(), KeyPair).parse(value));
}

function proofCases(
  { document, canonicalise, keys }: Vector,
  proof: Readonly<Record<string, unknown>>,
  name: string,
): Case[] {
  const message = async () => hexToBytes((await proofSteps(document, proof, canonicalise)).combinedHash);
  const { proofValue, verificationMethod, cryptosuite } = ProofOptions.parse(proof);
  const verifies = {
    name: `${name} verifies`,
    judge: async () => {
      if (!isSignedBy(verificationMethod, await message(), signatureBytes(proofValue))) return 'the signature is wrong';
      if (cryptosuite !== 'eddsa-jcs-2022' || 'previousProof' in proof) return undefined;
      const [result] = verifyProofs({ ...document, proof });
      return result?.verified === true ? undefined : `the verifier refuses it: ${result?.reason ?? 'no proof'}`;
    },
  };
  const key = keys.find(({ publicKeyMultibase }) => verificationMethod.endsWith(`#${publicKeyMultibase}`));
  if (key === undefined) return [verifies];
  const madeAgain = {
    name: `${name} made again`,
    judge: async () => {
      const made = await signWith(key, await message());
      return difference('signature', bytesToHex(signatureBytes(proofValue)), bytesToHex(made));
    },
  };
  return [verifies, madeAgain];
}

/** What a text file holds, by how its name begins. */
const TEXTS: readonly (readonly [prefix: string, step: (steps: ProofSteps) => string])[] = [
  ['canonDoc', ({ canonicalDocument }) => canonicalDocument],
  ['proofCanon', ({ canonicalProof }) => canonicalProof],
  ['docHash', ({ documentHash }) => documentHash],
  ['proofHash', ({ proofHash }) => proofHash],
  ['combinedHash', ({ combinedHash }) => combinedHash],
];

function textCase({ folder, document, canonicalise }: Vector, file: string): Case {
  return {
    name: stem(file),
    judge: async () => {
      const expected = readText(join(folder, file)).trim();
      const [proof] = proofsOf(document.proof);
      const options = ProofOptions.parse(proof);
      if (basename(file).startsWith('sigHex'))
        return difference('signature', expected, bytesToHex(signatureBytes(options.proofValue)));
      if (basename(file).startsWith('sigBTC58')) return difference('signature', expected, options.proofValue);
      const step = TEXTS.find(([prefix]) => basename(file).startsWith(prefix))?.[1];
      if (step === undefined) return 'what this file holds is not known';
      return difference('text', expected, step(await proofSteps(document, options, canonicalise)).trim());
    },
  };
}
