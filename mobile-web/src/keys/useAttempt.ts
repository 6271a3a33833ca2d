import { useState } from 'react';

/** One thing at a time that may fail, with the trouble in words for people. */
export interface Attempt {
  busy: boolean;
  trouble: string;
  run: (work: () => Promise<unknown>) => void;
}

export function useAttempt(wordsOf: (error: unknown) => string = messageOf): Attempt {
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState('');
  const run = (work: () => Promise<unknown>): void => {
    setTrouble('');
    setBusy(true);
    work()
      .catch((error: unknown) => {
        setTrouble(wordsOf(error));
      })
      .finally(() => {
        setBusy(false);
      });
  };
  return { busy, trouble, run };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
