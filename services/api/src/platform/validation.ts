import { StandardSchemaValidationPipe } from '@nestjs/common';
import { Problem, type ProblemFault } from './problems.ts';

type Path = readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;

function pointer(path: Path): string {
  return (path ?? [])
    .map((segment) => String(typeof segment === 'object' ? segment.key : segment))
    .map((segment) => `/${segment.replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
}

/** Bodies come without `__proto__` names (`json-body.ts`): there is no need to walk through all of them once more. */
class ValidationPipe extends StandardSchemaValidationPipe {
  protected override stripProtoKeys(): void {
    // Nothing to strip.
  }
}

/** Validates every parameter that carries a schema; each issue becomes a pointer and a reason. */
export const validationPipe = new ValidationPipe({
  exceptionFactory: (issues) => {
    const faults: ProblemFault[] = issues
      .slice(0, 50)
      .map((issue) => ({ pointer: pointer(issue.path), code: 'invalid', detail: issue.message.slice(0, 300) }));
    const first = faults[0];
    return new Problem(
      'invalid-input',
      first === undefined ? undefined : `${first.pointer || 'The body'}: ${first.detail}`,
      faults,
    );
  },
});
