import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { read } from '../api/calls.ts';
import type { Board } from '../api/model.ts';

export type Feed = 'connecting' | 'live' | 'polling' | 'stale';

const POLL_MS = 4_000;
const STREAM = '/api/cover/board/stream';
const KEY = ['board'];

/** The board with the moment it was last heard from and how it is being heard. */
export interface LiveBoard {
  board: Board | undefined;
  feed: Feed;
  heardAt: number;
  error: Error | null;
  retry: () => void;
}

/**
 * Server-sent events, resumed by the browser itself with `Last-Event-ID`; while the stream is down the board is polled, and when
 * neither answers it is shown with its age.
 */
export function useBoard(): LiveBoard {
  const queries = useQueryClient();
  const [streaming, setStreaming] = useState(false);
  const query = useQuery({
    queryKey: KEY,
    queryFn: () => read('board'),
    networkMode: 'always',
    retry: false,
    refetchInterval: streaming ? false : POLL_MS,
  });

  useEffect(() => {
    let source: EventSource | undefined;
    let again: number | undefined;
    const connect = (): void => {
      source = new EventSource(STREAM);
      source.addEventListener('open', () => {
        setStreaming(true);
      });
      source.addEventListener('board', (event: MessageEvent<string>) => {
        setStreaming(true);
        queries.setQueryData(KEY, JSON.parse(event.data) as Board);
      });
      source.addEventListener('error', () => {
        setStreaming(false);
        if (source?.readyState === EventSource.CLOSED) again = window.setTimeout(connect, POLL_MS);
      });
    };
    connect();
    return () => {
      source?.close();
      window.clearTimeout(again);
    };
  }, [queries]);

  const feed = (): Feed => {
    if (streaming) return 'live';
    if (query.isError) return 'stale';
    return query.data ? 'polling' : 'connecting';
  };
  return {
    board: query.data,
    feed: feed(),
    heardAt: query.dataUpdatedAt,
    error: query.error,
    retry: () => void query.refetch(),
  };
}
