import type { INestApplication } from '@nestjs/common';
import { MetadataScanner, ModulesContainer, Reflector } from '@nestjs/core';
import { ACCESS, type Access } from '../access/access.decorators.ts';
import { DIRECT } from '../platform/idempotency.interceptor.ts';

/** What the decorators of a route say that its form does not. */
export interface RouteFacts {
  readonly access: Access | undefined;
  /** Neither a transaction nor `Idempotency-Key`. */
  readonly direct: boolean;
}

export const operationId = (controller: string, method: string): string =>
  `${controller.replace('Controller', '')}_${method}`;

/** The facts of every route by its operation id. */
export function routeFacts(app: INestApplication): ReadonlyMap<string, RouteFacts> {
  const scanner = new MetadataScanner();
  const reflector = new Reflector();
  const facts = new Map<string, RouteFacts>();
  for (const module of app.get(ModulesContainer).values())
    for (const { name, metatype } of module.controllers.values()) {
      const prototype: unknown = metatype?.prototype;
      if (typeof prototype !== 'object' || prototype === null) continue;
      for (const method of scanner.getAllMethodNames(prototype)) {
        const handler: unknown = Reflect.get(prototype, method);
        if (typeof handler !== 'function') continue;
        facts.set(operationId(String(name), method), {
          access: reflector.get<Access | undefined, string>(ACCESS, handler as () => unknown),
          direct: reflector.get<boolean | undefined, string>(DIRECT, handler as () => unknown) === true,
        });
      }
    }
  return facts;
}
