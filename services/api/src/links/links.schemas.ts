import { z } from 'zod';
import { isPlainText, words } from '../platform/schemas.ts';
import { isRegistrable, linkTypeUri } from './link-types.ts';
import { isRegisteredMediaType } from './media-types.ts';

const LinkType = z
  .string()
  .max(200)
  .transform((written, context) => {
    const uri = linkTypeUri(written);
    if (uri !== undefined && isRegistrable(uri)) return uri;
    context.addIssue(
      uri === undefined
        ? 'a link type is a name of the GS1 web vocabulary (gs1:pip, https://ref.gs1.org/voc/pip) or of schema.org'
        : 'this link type is given by the resolver; mark the default with "default": true',
    );
    return z.NEVER;
  });

/** Two letters of ISO 639, with a country where it matters: what the GS1 schema for linksets takes. */
const Language = z.string().regex(/^[a-z]{2}(-[A-Z]{2})?$/, 'a language such as "zh" or "zh-CN"');

const MediaType = z
  .string()
  .max(100)
  .refine(isRegisteredMediaType, 'not a media type that IANA lists, such as "text/html" or "application/pdf"');

const WebAddress = z
  .url({ protocol: /^https?$/, hostname: z.regexes.hostname, message: 'an http or https address' })
  .max(2000)
  .refine(isPlainText, 'not a printable address')
  .transform((address) => new URL(address))
  // What stands before an @ makes an address look like one of somebody else.
  .refine(({ username, password }) => username === '' && password === '', 'an address without user name and password')
  .transform(({ href }) => href);

export const NewLink = z
  .strictObject({
    /** Digital Link of the product, lot, piece or other thing, on any host. */
    anchor: z
      .url({ protocol: /^https?$/ })
      .max(500)
      .refine(isPlainText, 'not a printable address'),
    linkType: LinkType,
    href: WebAddress,
    title: words(200),
    hreflang: z.array(Language).max(10).default([]),
    mediaType: MediaType.optional(),
    /** Further descriptors to choose by, typically a country or a role. */
    context: z.array(words(50)).max(10).default([]),
    /** Where to lead when the request asks for nothing in particular. Takes the place of the default before it. */
    default: z.boolean().default(false),
    /** Whether a redirection takes the query string of the request along. */
    forwardsQuery: z.boolean().default(true),
  })
  .meta({
    examples: [
      {
        anchor: 'https://fieldseal.example/01/06901234567908',
        linkType: 'gs1:pip',
        href: 'https://tea.example/cakes/east-slope',
        title: '东坡饼茶',
        hreflang: ['zh'],
        mediaType: 'text/html',
      },
    ],
  });
export type NewLink = z.infer<typeof NewLink>;

export const LinkView = z.object({
  id: z.uuid(),
  anchor: z.string(),
  linkType: z.string(),
  href: z.string(),
  title: z.string(),
  hreflang: z.array(z.string()),
  mediaType: z.string().nullable(),
  context: z.array(z.string()),
  default: z.boolean(),
  forwardsQuery: z.boolean(),
  createdAt: z.iso.datetime(),
});
export type LinkView = z.infer<typeof LinkView>;
export const LinkList = z.object({ links: z.array(LinkView), nextPageToken: z.string().nullable() });

export const LinkQuery = z.object({
  /** Digital Link: only the links of this identifier. */
  anchor: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .refine(isPlainText, 'not a printable address')
    .optional(),
  nextPageToken: z.uuid().optional(),
});
export type LinkQuery = z.infer<typeof LinkQuery>;
