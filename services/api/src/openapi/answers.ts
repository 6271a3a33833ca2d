import { STATUS_CODES } from 'node:http';
import type { OpenAPIObject } from '@nestjs/swagger';
import { SCOPES } from '../access/policy.ts';
import { EPCIS_PATH } from '../epcis/protocol.ts';
import { isProblemStatus, PROBLEMS, type ProblemStatus } from './problems.ts';
import type { RouteFacts } from './routes.ts';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

/** Methods whose body is read, also where a route has no use for one. */
const BODILESS = new Set(['get', 'head']);
const READING = new Set(['get', 'head', 'options']);

/** The problems that a route of this kind can answer with. */
function problemsOf(path: string, method: string, operation: Operation, facts: RouteFacts): ProblemStatus[] {
  const isPublic = facts.access === 'public';
  const writes = !READING.has(method);
  const body = operation.requestBody;
  const hasParameters = (operation.parameters ?? []).length > 0;
  const when: Record<ProblemStatus, boolean> = {
    400: hasParameters || !BODILESS.has(method),
    401: !isPublic,
    403: !isPublic,
    404: path.includes('{') || (writes && body !== undefined && !isPublic),
    406: path.startsWith(EPCIS_PATH),
    409: writes && !(isPublic && facts.direct),
    413: !BODILESS.has(method),
    415: !BODILESS.has(method),
    422: writes && (!facts.direct || isForm(body)),
    // Searches wait for their turn, and only so many may wait.
    429: (writes && isPublic) || path.startsWith(EPCIS_PATH),
    503: true,
  };
  return Object.entries(when)
    .filter(([, can]) => can)
    .map(([status]) => Number(status))
    .filter(isProblemStatus);
}

function isForm(body: Operation['requestBody']): boolean {
  return body !== undefined && 'content' in body && 'multipart/form-data' in body.content;
}

/** Adds what follows from the kind of a route: its problems, who may call it, and the key for repeated requests. */
export function completeOperation(path: string, method: string, operation: Operation, facts: RouteFacts): void {
  const { responses } = operation;
  for (const status of problemsOf(path, method, operation, facts)) responses[String(status)] ??= { description: '' };
  for (const [status, answer] of Object.entries(responses)) {
    if (answer === undefined || '$ref' in answer) continue;
    const number = Number(status);
    if (isProblemStatus(number) && answer.content === undefined)
      responses[status] = { $ref: `#/components/responses/${PROBLEMS[number].name}` };
    else if (answer.description === '') answer.description = STATUS_CODES[number] ?? status;
  }
  operation.security = securityOf(facts);
  if (!READING.has(method) && !facts.direct)
    (operation.parameters ??= []).push({ $ref: '#/components/parameters/IdempotencyKey' });
}

/** A session, or a token where the action can be the scope of one. */
function securityOf({ access }: RouteFacts): Record<string, string[]>[] {
  if (access === 'public') return [];
  const isScope = SCOPES.some((scope) => scope === access);
  return access !== undefined && isScope ? [{ cookie: [] }, { bearer: [access] }] : [{ cookie: [] }];
}
