import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Reads } from '../api/calls.ts';
import { ProblemError } from '../api/request.ts';
import { type Answer, readWithCopy } from './copies.ts';
import { usePerson, useSession } from './session.tsx';

/** One of the app's reads with its offline copy; `everyMs` keeps it fresh while the page is open. */
export function useRead<K extends keyof Reads>(key: K, everyMs?: number): UseQueryResult<Answer<Reads[K]>> {
  const { person } = usePerson();
  const { expire } = useSession();
  const result = useQuery({
    queryKey: [key, person.id],
    queryFn: () => readWithCopy(person.id, key),
    networkMode: 'always',
    retry: false,
    ...(everyMs === undefined ? {} : { refetchInterval: everyMs }),
  });
  const { error } = result;
  useEffect(() => {
    if (error instanceof ProblemError && error.problem.status === 401) expire();
  }, [error, expire]);
  return result;
}
