/** What is to be verified, as bytes of unknown worth. */
export interface Evidence {
  readonly name: string | undefined;
  readonly bytes: Uint8Array;
}

/** No true archive is larger; see the limits of the library. */
export const MAX_FILE_MB = 128;

/** The evidence that was packed into this page, if any. */
export function embeddedEvidence(): Evidence | undefined {
  const text = document.getElementById('evidence')?.textContent.trim() ?? '';
  return text === '' ? undefined : { name: undefined, bytes: Uint8Array.from(atob(text), (c) => c.charCodeAt(0)) };
}

/** @returns the name of what is wrong when the file cannot be taken */
export async function readEvidence(file: File): Promise<Evidence | 'tooLarge' | 'unreadable'> {
  if (file.size > MAX_FILE_MB * 1_000_000) return 'tooLarge';
  try {
    return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
  } catch {
    return 'unreadable';
  }
}
