import { gs1, schemaOrg } from './link-types.ts';
import type { CertificateRecord } from './identifier-records.service.ts';
import type { ResolvedLink } from './resolved.ts';

function link(relation: string, href: string, title: string, more: Partial<ResolvedLink>): ResolvedLink {
  return {
    relation,
    href,
    title,
    hreflang: [],
    mediaType: undefined,
    context: [],
    forwardsQuery: true,
    isOwnPage: false,
    ...more,
  };
}

/** The page that the resolver itself shows at the address of an identifier. */
export function ownPage(address: string, title: string, relation = gs1('pip')): ResolvedLink {
  return link(relation, address, title, { hreflang: ['zh', 'en'], mediaType: 'text/html', isOwnPage: true });
}

/** What there is of a piece beside its page. `api` is the address of the piece in the API. */
export function pieceLinks(
  api: string,
  has: { readonly photo: boolean; readonly certificates: boolean },
): ResolvedLink[] {
  const data = link(gs1('traceability'), api, 'Record of the piece', { mediaType: 'application/json' });
  const evidence = link(gs1('certificationInfo'), `${api}/bundle`, 'Certificates with their evidence', {
    mediaType: 'application/json',
  });
  const photo = link(schemaOrg('image'), `${api}/photo`, 'Photograph of the piece', { mediaType: 'image/webp' });
  return [data, ...(has.certificates ? [evidence] : []), ...(has.photo ? [photo] : [])];
}

/** A wrapper leads to what it is wrapped around. */
export function pieceOfWrapper(digitalLink: string): ResolvedLink {
  return link(gs1('pip'), digitalLink, 'The piece in this wrapper', { hreflang: ['zh', 'en'], mediaType: 'text/html' });
}

const CERTIFICATES: Readonly<Record<CertificateRecord['kind'], string>> = {
  birth: '出生证 Certificate of birth',
  conformity: '承诺达标合格证 Certificate of promised conformity',
  identity: '身份证 Certificate of identity',
  residence: '居住证 Certificate of residence',
  graduation: '学历证 Certificate of graduation',
};

/** Pages of certificates, to read, verify and print. @param root base of their addresses */
export function certificateLinks(root: string, certificates: readonly CertificateRecord[]): ResolvedLink[] {
  return certificates.map(({ id, kind }) =>
    link(gs1('certificationInfo'), `${root}/certificates/${id}`, CERTIFICATES[kind], {
      hreflang: ['zh', 'en'],
      mediaType: 'text/html',
    }),
  );
}
