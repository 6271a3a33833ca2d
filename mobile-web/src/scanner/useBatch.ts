import { useCallback, useEffect, useRef, useState } from 'react';
import { database } from '../app/database.ts';
import { type Batch, EMPTY_BATCH } from './batch.ts';

/**
 * The keeper's open batch, kept in the phone's database after every scan: a dead battery costs nothing.
 * `update` works on the newest batch even when scans come faster than the screen is drawn, and returns what `change` returned.
 */
export function useBatch(owner: string): {
  batch: Batch;
  update: <T>(change: (batch: Batch) => { batch: Batch; effect: T }) => T;
} {
  const [batch, setBatch] = useState(EMPTY_BATCH);
  const newest = useRef(EMPTY_BATCH);

  useEffect(() => {
    void database()
      .then((db) => db.get('batches', owner))
      .then((kept) => {
        if (!kept || newest.current.items.length > 0) return;
        newest.current = kept;
        setBatch(kept);
      });
  }, [owner]);

  const update = useCallback(
    <T>(change: (batch: Batch) => { batch: Batch; effect: T }): T => {
      const { batch: next, effect } = change(newest.current);
      if (next !== newest.current) {
        newest.current = next;
        setBatch(next);
        void database().then((db) => db.put('batches', next, owner));
      }
      return effect;
    },
    [owner],
  );
  return { batch, update };
}
