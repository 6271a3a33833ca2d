import { allEntries } from '@fieldseal/provenance';
import { gs1, schemaOrg } from '../links/link-types.ts';
import type { ResolverAnswer } from './resolver-answer.ts';

/** Where the JSON-LD context of linksets lies. */
export const CONTEXT_PATH = '/linkset-context.jsonld';
const DESCRIPTION_PATH = '/.well-known/gs1resolver';

/** Resolver description file (GS1-Conformant Resolver 1.1, section 3). */
function resolverDescription(root: string): unknown {
  return {
    name: '田证 FieldSeal',
    resolverRoot: root,
    supportedPrimaryKeys: allEntries().flatMap(({ ai, qualifiers }) => (qualifiers === undefined ? [] : [ai])),
    supportedLinkType: [
      { namespace: gs1(''), prefix: 'gs1:' },
      { namespace: schemaOrg(''), prefix: 'schema:' },
    ],
    supportedContextValuesEnumerated: [],
    linkTypeDefaultCanBeLinkset: false,
    jsonLdContextLocation: root + CONTEXT_PATH,
    contact: { fn: '田证 FieldSeal' },
  };
}

/** Makes RDF of a linkset: anchors are subjects, link types properties, targets described resources (RFC 9264 appendix A). */
const LINKSET_CONTEXT = {
  '@context': {
    '@version': 1.1,
    '@vocab': 'http://www.iana.org/assignments/relation/',
    dcterms: 'http://purl.org/dc/terms/',
    linkset: '@graph',
    anchor: '@id',
    href: '@id',
    title: 'dcterms:title',
    type: 'dcterms:format',
    hreflang: { '@id': 'dcterms:language', '@container': '@set' },
    context: { '@id': 'dcterms:audience', '@container': '@set' },
    fwqs: null,
    itemDescription: 'dcterms:description',
  },
} as const;

const asAnswer = (type: string, document: unknown): ResolverAnswer => ({
  status: 200,
  headers: { 'content-type': type, 'cache-control': 'public, max-age=3600' },
  body: JSON.stringify(document),
});

/** What the resolver says about itself, by path. */
export function resolverDocuments(root: string): ReadonlyMap<string, ResolverAnswer> {
  return new Map([
    [DESCRIPTION_PATH, asAnswer('application/json', resolverDescription(root))],
    [CONTEXT_PATH, asAnswer('application/ld+json', LINKSET_CONTEXT)],
  ]);
}
