import type { Exchange } from '../support/client.ts';
import { isRecord, type Route } from './document.ts';
import { beginningOf, namesIn } from './path-names.ts';

/** A request that the system took, or would take: what others are made of. */
export interface TakenRequest {
  readonly params: Readonly<Record<string, string>>;
  readonly query: readonly (readonly [string, string])[];
  /** The JSON value of the body, where it has one. */
  readonly body: unknown;
}

interface Match {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

const MOST_PER_ROUTE = 30;

/** The requests that played a season, by the route that took them. */
export class TakenRequests {
  private readonly byRoute = new Map<string, TakenRequest[]>();
  private readonly patterns: readonly { readonly route: Route; readonly pattern: RegExp }[];
  /** Of paths, each up to one of its parameters. */
  private readonly beginnings: readonly { readonly path: string; readonly pattern: RegExp }[];

  constructor(routes: readonly Route[]) {
    this.patterns = routes
      .map((route) => ({ route, pattern: patternOf(route.path) }))
      .sort((a, b) => namesIn(a.route.path).length - namesIn(b.route.path).length);
    const all = routes.flatMap(({ path }) => namesIn(path).map((name) => beginningOf(path, name)));
    this.beginnings = [...new Set(all)].map((path) => ({ path, pattern: patternOf(path) }));
  }

  of({ name }: Route): readonly TakenRequest[] {
    return this.byRoute.get(name) ?? [];
  }

  /** Keeps the request; the route that it is of and the parameters of its path, where the document has one. */
  add({ method, path, content }: Omit<Exchange, 'answer'>): Match | undefined {
    const match = this.match(path, method);
    if (match === undefined) return undefined;
    const body: unknown = typeof content === 'string' ? JSON.parse(content) : undefined;
    const query = [...new URL(path, 'http://localhost').searchParams];
    const { route, params } = match;
    this.byRoute.set(route.name, [...this.of(route), { params, query, body }].slice(-MOST_PER_ROUTE));
    return match;
  }

  /** The route, of any method unless one is given, whose path this is; one without parameters before others. */
  match(path: string, method?: string): Match | undefined {
    const { pathname } = new URL(path, 'http://localhost');
    const found = this.patterns.find(
      ({ route, pattern }) => (method === undefined || route.method === method) && pattern.test(pathname),
    );
    if (found === undefined) return undefined;
    return { route: found.route, params: paramsIn(pathname, found.pattern) };
  }

  /** What an answer lists, below the path that was asked: the beginning of other paths, and its parameters. */
  below(path: string, answer: unknown): { path: string; params: Match['params'] }[] {
    const { pathname } = new URL(path, 'http://localhost');
    return idsIn(answer).flatMap((id) => {
      const place = `${pathname}/${encodeURIComponent(id)}`;
      const found = this.beginnings.find(({ pattern }) => pattern.test(place));
      return found === undefined ? [] : [{ path: found.path, params: paramsIn(place, found.pattern) }];
    });
  }
}

/** What an answer and the entries of its lists are called, each by its `id`. */
function idsIn(value: unknown): string[] {
  if (!isRecord(value)) return [];
  const entries = Object.values(value).filter(Array.isArray).flat().filter(isRecord);
  return [value, ...entries].map(({ id }) => id).filter((id) => typeof id === 'string');
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function paramsIn(pathname: string, pattern: RegExp): Match['params'] {
  const groups = Object.entries(pattern.exec(pathname)?.groups ?? {});
  return Object.fromEntries(groups.map(([name, part]) => [name, decoded(part)]));
}

function patternOf(path: string): RegExp {
  const parts = path.split(/\{(\w+)\}/);
  const literal = (part: string): string => part.replace(/[.*+?^$()|[\]\\]/g, '\\$&');
  return new RegExp(`^${parts.map((part, i) => (i % 2 === 1 ? `(?<${part}>[^/]+?)` : literal(part))).join('')}$`);
}
