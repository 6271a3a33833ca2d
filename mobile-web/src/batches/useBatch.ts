import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useEffect } from 'react';
import { type Batch, isFinished } from './batch.ts';
import { batchOf } from './calls.ts';

const AGAIN_MS = 4_000;

/** A batch and every change of it; the browser resumes the stream by itself with `Last-Event-ID`. */
export function useBatch(id: string): UseQueryResult<Batch> {
  const queries = useQueryClient();
  const query = useQuery({ queryKey: ['batch', id], queryFn: () => batchOf(id), networkMode: 'always', retry: false });
  const isOver = query.data !== undefined && isFinished(query.data);
  useEffect(() => {
    if (isOver) return undefined;
    let source: EventSource | undefined;
    let again: number | undefined;
    const connect = (): void => {
      source = new EventSource(`/api/batches/${encodeURIComponent(id)}/events`);
      source.addEventListener('batch', (event: MessageEvent<string>) => {
        queries.setQueryData(['batch', id], JSON.parse(event.data) as Batch);
      });
      source.addEventListener('error', () => {
        if (source?.readyState === EventSource.CLOSED) again = window.setTimeout(connect, AGAIN_MS);
      });
    };
    connect();
    return () => {
      source?.close();
      window.clearTimeout(again);
    };
  }, [id, isOver, queries]);
  return query;
}
