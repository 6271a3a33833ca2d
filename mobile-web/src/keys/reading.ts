import i18next from 'i18next';
import { documentsOf } from './calls.ts';
import { NotSigned } from './notSigned.ts';
import type { Statement } from './statement.ts';

/** Documents that a person has been shown. */
export interface Read {
  readonly statements: readonly Statement[];
  /** The documents as text, to be compared with what is signed in the end. */
  readonly text: string;
}

/** @throws NotSigned when a document is of no kind that can be shown */
export async function readWaiting(id: string): Promise<Read> {
  const [{ documents }, { statementsOf }] = await Promise.all([documentsOf(id), import('./statement.ts')]);
  const statements = statementsOf(documents);
  if (statements === undefined) throw new NotSigned(i18next.t('keys.unknown'));
  return { statements, text: JSON.stringify(documents) };
}

/** Signs what was shown, and nothing else. @throws NotSigned when the documents are others by now */
export async function signRead(owner: string, id: string, read: Read): Promise<void> {
  const { signWaiting } = await import('./signing.ts');
  await signWaiting(owner, id, (documents) => (JSON.stringify(documents) === read.text ? [] : ['documents']));
}
