import type * as z from 'zod/mini';
import { jsonPointer } from './faults.ts';
import type { EventFault, EventFaultCode } from './faults.ts';

const MAX_FAULTS = 50;
const MAX_DETAIL = 300;

type Issue = z.core.$ZodIssue;

/**
 * The faults behind a schema's issues, the first 50 of them.
 * @param input what was validated: tells a missing field from one of the wrong type
 * @param base path from the document to the input
 */
export function schemaFaults(
  issues: readonly Issue[],
  input: unknown,
  base: readonly PropertyKey[] = [],
): EventFault[] {
  return issues
    .slice(0, MAX_FAULTS)
    .flatMap((issue) => issueFaults(issue, input, []))
    .slice(0, MAX_FAULTS)
    .map(({ path, code, detail }) => ({
      pointer: jsonPointer([...base, ...path]),
      code,
      detail: detail.slice(0, MAX_DETAIL),
    }));
}

interface Reason {
  readonly path: readonly PropertyKey[];
  readonly code: EventFaultCode;
  readonly detail: string;
}

function issueFaults(issue: Issue, input: unknown, above: readonly PropertyKey[]): Reason[] {
  const path = [...above, ...issue.path];
  const missing = path.length > 0 && valueAt(input, path) === undefined;
  switch (issue.code) {
    case 'invalid_type':
      return [
        missing
          ? { path, code: 'missing', detail: 'is required' }
          : { path, code: 'wrong-type', detail: `must be ${TYPES[issue.expected] ?? issue.expected}` },
      ];
    case 'invalid_value':
      return [
        missing
          ? { path, code: 'missing', detail: 'is required' }
          : { path, code: 'wrong-value', detail: `must be one of ${issue.values.map(String).join(', ')}` },
      ];
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: [...path, key],
        code: 'unknown-field',
        detail: `"${key.slice(0, 80)}" is not a field of EPCIS here, and nothing may be added here`,
      }));
    case 'too_big':
      return [{ path, code: 'too-long', detail: `is longer than ${String(issue.maximum)}` }];
    case 'too_small':
      return [{ path, code: 'wrong-value', detail: `needs at least ${String(issue.minimum)}` }];
    case 'invalid_union':
      return unionFaults(issue, input, path);
    default:
      return [{ path, code: issue.code === 'custom' ? codeOf(issue.params) : 'wrong-value', detail: issue.message }];
  }
}

/** Of several forms the one that got furthest tells most. */
function unionFaults(issue: z.core.$ZodIssueInvalidUnion, input: unknown, path: readonly PropertyKey[]): Reason[] {
  const depth = (issues: readonly Issue[]) => Math.max(0, ...issues.map((inner) => inner.path.length));
  const [furthest, second] = [...issue.errors].sort((a, b) => depth(b) - depth(a));
  if (furthest !== undefined && depth(furthest) > depth(second ?? [])) {
    return furthest.flatMap((inner) => issueFaults(inner, input, path));
  }
  const missing = path.length > 0 && valueAt(input, path) === undefined;
  return [
    missing
      ? { path, code: 'missing', detail: 'is required' }
      : { path, code: 'wrong-type', detail: 'has none of the forms EPCIS knows for this field' },
  ];
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

const CODES: Readonly<Record<string, EventFaultCode>> = { 'unknown-field': 'unknown-field' };

function codeOf(params: Readonly<Record<string, unknown>> | undefined): EventFaultCode {
  return CODES[String(params?.code)] ?? 'wrong-value';
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, step) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    return Reflect.get(value, step);
  }, input);
}
