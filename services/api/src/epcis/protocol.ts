/** Everything of EPCIS lies here. */
export const EPCIS_PATH = '/api/epcis';

/** Whether an address is one of EPCIS. */
export function isEpcis(url: string): boolean {
  return url.startsWith(EPCIS_PATH) && /^([/?]|$)/.test(url.slice(EPCIS_PATH.length));
}

/** Versions spoken; documents of EPCIS 2.0 and words of CBV 2.0 only. */
export const VERSION = '2.0.0';

/** Events a capture may hold, and bytes of its document. */
export const CAPTURE_LIMIT = 5000;
export const CAPTURE_FILE_SIZE_LIMIT = 10 * 1024 * 1024;

/** What every answer says of itself (EPCIS 2.0 section 12.2). */
export const VERSION_HEADERS = {
  'GS1-EPCIS-Version': VERSION,
  'GS1-CBV-Version': VERSION,
} as const;

/** What `OPTIONS` of every resource says besides. */
export const DISCOVERY_HEADERS = {
  ...VERSION_HEADERS,
  'GS1-EPCIS-Min': VERSION,
  'GS1-EPCIS-Max': VERSION,
  'GS1-CBV-Min': VERSION,
  'GS1-CBV-Max': VERSION,
  'GS1-EPC-Format': 'Always_GS1_Digital_Link',
  'GS1-CBV-XML-Format': 'Always_Web_URI',
  // Any namespaced extension is kept, none is needed.
  'GS1-Extensions': '',
  'GS1-Vendor-Version': 'FieldSeal 1',
} as const;

/** What `OPTIONS` of a resource says of its limits, by the path behind `EPCIS_PATH`. */
export const RESOURCE_HEADERS: Readonly<Record<string, Readonly<Record<string, string>> | undefined>> = {
  '/capture': {
    'GS1-EPCIS-Capture-Limit': String(CAPTURE_LIMIT),
    'GS1-EPCIS-Capture-File-Size-Limit': String(CAPTURE_FILE_SIZE_LIMIT),
    'GS1-Capture-Error-Behaviour': 'all',
  },
};

/** Media types of a request and an answer, the preferred one first. */
export const MEDIA_TYPES = ['application/json', 'application/ld+json'] as const;
