import * as z from 'zod/mini';

const hreflang = z.array(z.string().check(z.regex(/^\w{2}(-\w{2})?$/, 'must be a language such as zh or zh-CN')));
const mediaType = z.string().check(z.regex(/\w+\/[-+.\w]+/, 'must be a media type such as text/html'));

/** A relation type: a registered name, or a URL of an extension such as `https://gs1.org/voc/pip`. */
const EXTENSION = /^https?:\/\/[a-zA-z0-9./]+$/;
const REGISTERED = /^(?!anchor)[a-z]+$/;
const GS1_REGISTERED = /^(?!anchor|itemDescription)[a-z-]+$/;

/** RFC 3986 by its characters, which is as far as the published schema looks. */
const uri = z
  .string()
  .check(z.regex(/^[a-z][a-z0-9+.-]*:(?:[\w\-.~:/?#[\]@!$&'()*+,;=]|%[0-9a-f]{2})+$/i, 'must be a URI'));
const webAddress = z.string().check(z.regex(/^https?:\/\/[a-zA-z0-9./]+/, 'must begin with http:// or https://'));

function isRelation(name: string, registered: RegExp): boolean {
  return registered.test(name) || EXTENSION.test(name);
}

/** A link context object whose other members must all be relation types. */
function onlyRelations(registered: RegExp, own: readonly string[]) {
  return z.check<Readonly<Record<string, unknown>>>((context) => {
    for (const name of Object.keys(context.value)) {
      if (own.includes(name) || isRelation(name, registered)) continue;
      context.issues.push({
        code: 'custom',
        path: [name],
        message: 'must be a relation type: a registered name or an http(s) URL without query',
        input: context.value,
      });
    }
  });
}

/** A link set as JSON (RFC 9264 section 4.2) as GS1's general schema closes it. */
export const linksetSchema = z.strictObject({
  linkset: z.array(
    z
      .catchall(
        z.object({ anchor: uri }),
        z.array(
          z.strictObject({
            href: uri,
            title: z.optional(z.string()),
            hreflang: z.optional(hreflang),
            type: z.optional(mediaType),
          }),
        ),
      )
      .check(onlyRelations(REGISTERED, ['anchor'])),
  ),
});

/** A link set that a GS1-conformant resolver gives out (GS1-Conformant resolver standard 1.1, linkset schema). */
export const gs1LinksetSchema = z.strictObject({
  linkset: z.array(
    z
      .catchall(
        z.object({ anchor: webAddress, itemDescription: z.string() }),
        z.array(
          z.strictObject({
            href: webAddress,
            title: z.string(),
            hreflang: z.optional(hreflang),
            type: z.optional(mediaType),
            /** Where or for whom the link holds, such as a country. */
            context: z.optional(z.array(z.unknown())),
            /** Whether the resolver hands the query string on. */
            fwqs: z.optional(z.boolean()),
            public: z.optional(z.boolean()),
          }),
        ),
      )
      .check(onlyRelations(GS1_REGISTERED, ['anchor', 'itemDescription'])),
  ),
});
