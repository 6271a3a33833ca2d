import Negotiator from 'negotiator';

/** What the resolver itself can answer with, beside a redirection. */
export type Format = 'text/html' | 'application/linkset+json' | 'application/ld+json' | 'application/json';

const OFFERED: Format[] = ['text/html', 'application/linkset+json', 'application/ld+json', 'application/json'];

/** The form that the client asks for; undefined when it takes anything, or none of ours. */
export function askedFormat(accept: string | undefined): Format | undefined {
  if (accept === undefined || accept === '*/*') return undefined;
  const explicit = accept
    .split(',')
    .filter((range) => !range.trimStart().startsWith('*/*'))
    .join(',');
  const [best] = new Negotiator({ headers: { accept: explicit } }).mediaTypes(OFFERED);
  return explicit === '' ? undefined : OFFERED.find((format) => format === best);
}
