import { CERTIFICATE_CONTEXT } from './certificate-parts.ts';

const CREDENTIALS = 'https://www.w3.org/2018/credentials#';
const STATUS = 'https://www.w3.org/ns/credentials/status#';
const SECURITY = 'https://w3id.org/security#';
const JWT = 'https://www.iana.org/assignments/jwt#';
const JOSE = 'https://www.iana.org/assignments/jose#';

export const BASE_CONTEXT = CERTIFICATE_CONTEXT[0];

/** What a published JSON-LD context says of terms at its top level; nothing is ever fetched. */
export interface KnownContext {
  /** Term to IRI, for terms that mean no more than that IRI. */
  readonly plain: Readonly<Record<string, string>>;
  /** Term to IRI, for terms that also carry a type or a context of their own: no plain definition equals theirs. */
  readonly rich: Readonly<Record<string, string>>;
  /** Where terms defined nowhere fall. */
  readonly vocabulary?: string;
  readonly isProtected: boolean;
}

const KEYWORDS = { id: '@id', type: '@type' } as const;

/** Top level of `https://www.w3.org/ns/credentials/v2` (W3C VC Data Model 2.0, appendix B.1). */
const credentialsV2: KnownContext = {
  plain: {
    ...KEYWORDS,
    description: 'https://schema.org/description',
    name: 'https://schema.org/name',
    EnvelopedVerifiableCredential: `${CREDENTIALS}EnvelopedVerifiableCredential`,
    EnvelopedVerifiablePresentation: `${CREDENTIALS}EnvelopedVerifiablePresentation`,
    JsonSchemaCredential: `${CREDENTIALS}JsonSchemaCredential`,
    BitstringStatusListCredential: `${STATUS}BitstringStatusListCredential`,
    mediaType: 'https://schema.org/encodingFormat',
    '...': `${JWT}...`,
    _sd_alg: `${JWT}_sd_alg`,
  },
  rich: {
    digestMultibase: `${SECURITY}digestMultibase`,
    digestSRI: `${CREDENTIALS}digestSRI`,
    VerifiableCredential: `${CREDENTIALS}VerifiableCredential`,
    VerifiablePresentation: `${CREDENTIALS}VerifiablePresentation`,
    JsonSchema: `${CREDENTIALS}JsonSchema`,
    BitstringStatusList: `${STATUS}BitstringStatusList`,
    BitstringStatusListEntry: `${STATUS}BitstringStatusListEntry`,
    DataIntegrityProof: `${SECURITY}DataIntegrityProof`,
    _sd: `${JWT}_sd`,
    cnf: `${JWT}cnf`,
    exp: `${JWT}exp`,
    iat: `${JWT}iat`,
    nbf: `${JWT}nbf`,
    aud: `${JWT}aud`,
    iss: `${JOSE}iss`,
    jku: `${JOSE}jku`,
    kid: `${JOSE}kid`,
    sub: `${JOSE}sub`,
    x5u: `${JOSE}x5u`,
  },
  isProtected: true,
};

/** Data Integrity 1.0 section 5.1: the same terms in both versions. */
const dataIntegrity: KnownContext = {
  plain: KEYWORDS,
  rich: { proof: `${SECURITY}proof`, DataIntegrityProof: `${SECURITY}DataIntegrityProof` },
  isProtected: true,
};

function vocabularyOnly(vocabulary: string): KnownContext {
  return { plain: {}, rich: {}, vocabulary, isProtected: false };
}

/** Every context address a document may name. */
export const KNOWN_CONTEXTS: ReadonlyMap<string, KnownContext> = new Map([
  [BASE_CONTEXT, credentialsV2],
  ['https://www.w3.org/ns/credentials/examples/v2', vocabularyOnly('https://www.w3.org/ns/credentials/examples#')],
  [
    'https://www.w3.org/ns/credentials/undefined-terms/v2',
    vocabularyOnly('https://www.w3.org/ns/credentials/undefined-term#'),
  ],
  ['https://w3id.org/security/data-integrity/v1', dataIntegrity],
  ['https://w3id.org/security/data-integrity/v2', dataIntegrity],
  [
    'https://w3id.org/security/multikey/v1',
    { plain: KEYWORDS, rich: { Multikey: `${SECURITY}Multikey` }, isProtected: true },
  ],
  [
    'https://w3id.org/security/suites/ed25519-2020/v1',
    {
      plain: KEYWORDS,
      rich: {
        Ed25519VerificationKey2020: `${SECURITY}Ed25519VerificationKey2020`,
        Ed25519Signature2020: `${SECURITY}Ed25519Signature2020`,
      },
      isProtected: true,
    },
  ],
  [
    CERTIFICATE_CONTEXT[1],
    {
      plain: { EpcisEvent: 'https://ref.gs1.org/epcis/Event' },
      rich: { precededBy: 'https://fieldseal.example/terms#precededBy' },
      vocabulary: 'https://fieldseal.example/terms#',
      isProtected: false,
    },
  ],
]);
