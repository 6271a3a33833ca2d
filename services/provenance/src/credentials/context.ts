import { CERTIFICATE_CONTEXT } from './certificate-parts.ts';

/** Address of the certificate context; verifiers use the copy below and never fetch it. */
export const CERTIFICATE_CONTEXT_URL = CERTIFICATE_CONTEXT[1];

/** The JSON-LD context of the four certificate types: every term in one vocabulary, by its own name. */
export const certificateContextDocument = {
  '@context': {
    '@version': 1.1,
    '@vocab': 'https://fieldseal.example/terms#',
    precededBy: { '@id': 'https://fieldseal.example/terms#precededBy', '@container': '@list' },
    EpcisEvent: 'https://ref.gs1.org/epcis/Event',
  },
} as const;
