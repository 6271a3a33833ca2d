import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import { read, signIn, signOut } from '../api/calls.ts';
import type { Session } from '../api/model.ts';
import { ProblemError } from '../api/request.ts';
import { forgetCopies } from './copies.ts';

const KEY = 'fieldseal.session';

/** Who holds the phone. `expired`: known, may record, but must sign in again before anything is sent or read. */
interface SessionState {
  session: Session | undefined;
  ready: boolean;
  expired: boolean;
  enter: (email: string, password: string) => Promise<Session>;
  leave: () => Promise<void>;
  expire: () => void;
}

const Context = createContext<SessionState | undefined>(undefined);

function remembered(): Session | undefined {
  const stored = localStorage.getItem(KEY);
  try {
    return stored === null ? undefined : (JSON.parse(stored) as Session);
  } catch {
    return undefined;
  }
}

/** Opens with the person remembered on this phone, so that the app works with no network, and asks the server behind that. */
export function SessionProvider({ children }: { children: ReactNode }) {
  const [session, setSession] = useState(remembered);
  const [ready, setReady] = useState(session !== undefined);
  const [expired, setExpired] = useState(false);
  const queries = useQueryClient();

  const adopt = useCallback((next: Session | undefined) => {
    if (next) localStorage.setItem(KEY, JSON.stringify(next));
    else localStorage.removeItem(KEY);
    setSession(next);
    setExpired(false);
    setReady(true);
  }, []);

  useEffect(() => {
    read('session').then(adopt, (error: unknown) => {
      if (error instanceof ProblemError && error.problem.status === 401) setExpired(true);
      setReady(true);
    });
  }, [adopt]);

  const state = useMemo<SessionState>(
    () => ({
      session,
      ready,
      expired,
      enter: async (email, password) => {
        const entered = await signIn(email, password);
        queries.clear();
        adopt(entered);
        return entered;
      },
      leave: async () => {
        await signOut().catch((error: unknown) => {
          if (!(error instanceof ProblemError && error.problem.status === 401)) throw error;
        });
        if (session) await forgetCopies(session.person.id);
        queries.clear();
        adopt(undefined);
      },
      expire: () => {
        setExpired(true);
      },
    }),
    [session, ready, expired, adopt, queries],
  );
  return <Context value={state}>{children}</Context>;
}

export function useSession(): SessionState {
  const state = useContext(Context);
  if (!state) throw new Error('useSession needs a SessionProvider above it');
  return state;
}

/** The signed-in person of a page that is only shown to one. */
export function usePerson(): Session {
  const { session } = useSession();
  if (!session) throw new Error('usePerson needs a signed-in page');
  return session;
}
