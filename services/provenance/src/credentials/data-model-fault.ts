/** Every rule of the data model a document can break. */
export type DataModelFaultCode =
  | 'not-an-object'
  | 'context-missing'
  | 'context-first'
  | 'context-item'
  | 'context-unknown'
  | 'context-term'
  | 'context-redefines'
  | 'id-not-url'
  | 'id-missing'
  | 'id-repeated'
  | 'type-missing'
  | 'type-required'
  | 'type-unmapped'
  | 'text-value'
  | 'issuer-missing'
  | 'issuer-not-url'
  | 'subject-missing'
  | 'subject-empty'
  | 'time-invalid'
  | 'time-order'
  | 'value-not-object'
  | 'digest-missing'
  | 'digest-invalid'
  | 'media-type-invalid'
  | 'envelope-not-data-url'
  | 'holder-not-url'
  | 'holder-not-issuer';

/** One broken rule of the W3C Verifiable Credentials Data Model 2.0. */
export interface DataModelFault {
  /** RFC 6901 pointer to the value that breaks it. */
  readonly pointer: string;
  readonly code: DataModelFaultCode;
  /** What is wrong and what is expected there, for a person. */
  readonly detail: string;
}

export function fault(pointer: string, code: DataModelFaultCode, detail: string): DataModelFault {
  return { pointer, code, detail };
}
