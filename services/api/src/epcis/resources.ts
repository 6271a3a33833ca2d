import { Injectable } from '@nestjs/common';
import { EPCIS_PATH, isEpcis } from './protocol.ts';

interface Resource {
  /** Path behind `EPCIS_PATH`, parameters as `:name`. */
  readonly path: string;
  readonly methods: Set<string>;
}

/** The resources of EPCIS and their methods, as the router came to know them. */
@Injectable()
export class EpcisResources {
  private readonly byPath = new Map<string, Resource>();

  /** Notes a route; those that are not EPCIS's or stand for any path are left out. */
  note(url: string, methods: readonly string[]): void {
    if (!isEpcis(url) || url.includes('*')) return;
    const path = url.slice(EPCIS_PATH.length).replace(/\/$/, '') || '/';
    const known = this.byPath.get(path) ?? { path, methods: new Set<string>() };
    for (const method of methods) known.methods.add(method);
    this.byPath.set(path, known);
  }

  /** The resource that answers at a path behind `EPCIS_PATH`; one with a fixed path goes first. */
  at(path: string): { readonly path: string; readonly allow: string } | undefined {
    const given = path.replace(/\/$/, '') || '/';
    const all = [...this.byPath.values()];
    const resource = this.byPath.get(given) ?? all.find(({ path: pattern }) => fits(pattern, given));
    if (resource === undefined) return undefined;
    return { path: resource.path, allow: [...new Set(['OPTIONS', ...resource.methods])].join(', ') };
  }

  /** Names of the resources right below the root. */
  names(): string[] {
    const first = [...this.byPath.keys()].map((path) => path.split('/')[1] ?? '');
    return [...new Set(first)].filter((name) => name !== '').sort();
  }
}

/** Whether a path fits a router's pattern: parameters stand for one segment. */
function fits(pattern: string, path: string): boolean {
  const wanted = pattern.split('/');
  const given = path.split('/');
  return (
    wanted.length === given.length && wanted.every((segment, i) => segment.startsWith(':') || segment === given[i])
  );
}
