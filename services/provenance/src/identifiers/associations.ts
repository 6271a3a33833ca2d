import type { UnknownAiOptions } from './dictionary/unknown-ai.ts';
import { resolveEntry } from './dictionary/unknown-ai.ts';
import type { AiElement } from './element.ts';
import { IdentifierError } from './identifier-error.ts';

/**
 * Checks which AIs go together: each AI's mandatory companions are there, no AI that it excludes is, and an AI that
 * occurs again has the same value (General Specifications, data
 * relationships; dictionary attributes `req` and `ex`).
 * The rules are about everything that is marked on one physical item, so give the elements of all its codes at once.
 * @throws IdentifierError naming the AIs
 */
export function checkAssociations(elements: readonly AiElement[], options: UnknownAiOptions = {}): void {
  const values = new Map<string, string>();
  for (const { ai, value } of elements) {
    if ((values.get(ai) ?? value) !== value) throw new IdentifierError(`(${ai}) occurs with different values`);
    values.set(ai, value);
  }
  const present = [...values.keys()];
  for (const ai of present) {
    const others = present.filter((other) => other !== ai);
    const entry = resolveEntry(ai, options);
    if (entry === undefined) throw new IdentifierError(`(${ai}) is no known application identifier`);
    for (const pattern of entry.excludes) {
      const excluded = others.find((other) => matches(pattern, other));
      if (excluded !== undefined) throw new IdentifierError(`(${ai}) may not accompany (${excluded})`);
    }
    for (const groups of entry.requires) {
      if (groups.some((group) => group.every((pattern) => others.some((other) => matches(pattern, other))))) continue;
      const choices = groups.map((group) => group.map((pattern) => `(${pattern})`).join(' with ')).join(' or ');
      throw new IdentifierError(`(${ai}) must be accompanied by ${choices}`);
    }
  }
}

/** `31nn` stands for every four-digit AI that begins with 31. */
function matches(pattern: string, ai: string): boolean {
  return pattern.length === ai.length && ai.startsWith(pattern.replace(/n+$/, ''));
}
