import type { Resolved, ResolvedLevel } from '../links/resolved.ts';
import { DEFAULT_LINK } from '../links/link-types.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);

const STYLE = `body{font:1rem/1.6 system-ui,sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem;color:#1c1c1c;background:#fff}
a{color:#0b5d3b;display:inline-block;padding:.75rem 0;min-height:1.5rem}h1{font-size:1.5rem}h2{font-size:1.1rem}small{color:#595959}`;

/** The links of an identifier for people, with the linkset as embedded JSON-LD for machines. */
export function linksPage({ levels }: Resolved, jsonLd: string): string {
  const title = escape(levels[0]?.description ?? '');
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><style>${STYLE}</style>
<script type="application/ld+json">${jsonLd.replaceAll('<', String.raw`\u003c`)}</script></head>
<body><main><h1>${title}</h1>
${levels.map(section).join('\n')}
</main></body></html>
`;
}

function section({ path, description, links }: ResolvedLevel): string {
  const entries = links
    .filter(({ isOwnPage, relation }) => !isOwnPage && relation !== DEFAULT_LINK)
    .map(({ href, title, hreflang }) => {
      const language = hreflang.length > 0 ? ` <small>${escape(hreflang.join(', '))}</small>` : '';
      return `<li><a href="${escape(href)}">${escape(title)}</a>${language}</li>`;
    });
  const list = entries.length > 0 ? `<ul>${entries.join('')}</ul>` : '<p>没有更多链接 · No further links</p>';
  return `<section><h2>${escape(description)}</h2><p><small>${escape(path)}</small></p>${list}</section>`;
}
