/** One reason why an event or document is refused. */
export interface EventFault {
  /** RFC 6901 pointer into what was read; empty for the whole of it. */
  readonly pointer: string;
  readonly code: EventFaultCode;
  /** A sentence the sender can act on. */
  readonly detail: string;
}

export type EventFaultCode =
  | 'missing'
  | 'wrong-type'
  | 'wrong-value'
  | 'unknown-field'
  | 'bad-text'
  | 'bad-number'
  | 'too-long'
  | 'too-deep'
  | 'too-many';

/** RFC 6901 pointer of a path of names and positions. */
export function jsonPointer(path: readonly PropertyKey[]): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
