/** GS1 web vocabulary link types (https://ref.gs1.org/voc/). */
const GS1 = 'https://ref.gs1.org/voc';

interface Target {
  readonly href: string;
  readonly title: string;
  readonly type: string;
  readonly hreflang?: readonly string[];
}

/** A linkset of one anchor (RFC 9264 section 4.2). */
export interface Linkset {
  readonly linkset: readonly [{ readonly anchor: string } & Readonly<Record<string, unknown>>];
}

/** What the code of a piece leads to: the shopper's page by default, and the evidence for machines. */
export function pieceLinkset(digitalLink: string, title: string, api: string): Linkset {
  const page: Target = { href: digitalLink, title, type: 'text/html', hreflang: ['zh', 'en'] };
  const evidence: Target = { href: `${api}/bundle`, title: 'Evidence bundle', type: 'application/json' };
  const picture: Target = { href: `${api}/photo`, title: 'Photograph', type: 'image/webp' };
  return {
    linkset: [
      {
        anchor: digitalLink,
        itemDescription: title,
        [`${GS1}/defaultLink`]: [page],
        [`${GS1}/pip`]: [page],
        [`${GS1}/certificationInfo`]: [evidence],
        [`${GS1}/productImage`]: [picture],
      },
    ],
  };
}
