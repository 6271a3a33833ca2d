import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import type { Session } from '../api/model.ts';
import { useSession } from '../app/session.tsx';
import { outboxStore } from '../app/database.ts';
import { httpTransport } from './httpTransport.ts';
import { Outbox } from './outbox.ts';
import type { OutboxRecord } from './record.ts';

const Context = createContext<Outbox | undefined>(undefined);
const CHECK_MS = 1_000;

async function exclusively(work: () => Promise<void>): Promise<void> {
  if ('locks' in navigator) await navigator.locks.request('fieldseal-outbox', work);
  else await work();
}

/** Random 128 bits; `crypto.randomUUID` is missing where a phone opens the app over plain http on the local network. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Keeps one person's outbox open and moving: on start, when the network or the page returns, and when a wait is over. */
export function OutboxProvider({ person, children }: { person: Session; children: ReactNode }) {
  const queries = useQueryClient();
  const { expire } = useSession();
  const [outbox] = useState(
    () =>
      new Outbox(person.person.id, outboxStore, httpTransport(person.organisation.name), {
        now: Date.now,
        random: Math.random,
        newKey: newId,
        exclusively,
      }),
  );

  useEffect(() => {
    let answered = 0;
    const watch = outbox.subscribe(() => {
      const settled = outbox.records.filter(({ state }) => state === 'sent' || state === 'needs-fix').length;
      if (settled > answered) void queries.invalidateQueries();
      answered = settled;
      if (outbox.records.some((record) => record.trouble?.kind === 'signed-out')) expire();
    });
    const pump = (): void => {
      if (navigator.onLine) void outbox.pump();
    };
    const backOnline = (): void => void outbox.pump(true);
    const tick = (): void => {
      const due = outbox.nextDue();
      if (due !== undefined && due <= Date.now()) pump();
    };
    const timer = window.setInterval(tick, CHECK_MS);
    window.addEventListener('online', backOnline);
    document.addEventListener('visibilitychange', pump);
    void outbox.open().then(pump);
    return () => {
      watch();
      window.clearInterval(timer);
      window.removeEventListener('online', backOnline);
      document.removeEventListener('visibilitychange', pump);
    };
  }, [outbox, queries, expire]);
  return <Context value={outbox}>{children}</Context>;
}

export function useOutbox(): Outbox {
  const outbox = useContext(Context);
  if (!outbox) throw new Error('useOutbox needs an OutboxProvider above it');
  return outbox;
}

export function useOutboxRecords(): readonly OutboxRecord[] {
  const outbox = useOutbox();
  return useSyncExternalStore(
    (listener) => outbox.subscribe(listener),
    () => outbox.records,
  );
}
