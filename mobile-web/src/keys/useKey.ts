import { useCallback, useEffect, useState } from 'react';
import { ProblemError } from '../api/request.ts';
import { heldKey } from './deviceKey.ts';
import type { DeviceKey } from './key.ts';
import type { Phone } from './phone.ts';

const LOOK_AGAIN_MS = 15_000;

/** What is known of the keys: this phone's, as it is held here, and all of the organisation, once the server was asked. */
export interface Keys {
  key: DeviceKey | undefined;
  registered: readonly Phone[] | undefined;
  /** This browser cannot hold a key. */
  unsupported: boolean;
  /** The server's reason, in its words. */
  trouble: string;
  make: () => Promise<void>;
  end: (id: string) => Promise<void>;
}

/** The cryptography is loaded when it is first needed: the page is there before it. */
const registration = () => import('./register.ts');

export function useKey(owner: string, name: string): Keys {
  const [key, setKey] = useState<DeviceKey>();
  const [registered, setRegistered] = useState<readonly Phone[]>();
  const [unsupported, setUnsupported] = useState(!('subtle' in crypto));
  const [trouble, setTrouble] = useState('');

  const look = useCallback(async (): Promise<void> => {
    setKey(await heldKey(owner));
    if (!navigator.onLine) return;
    const { refreshKey } = await registration();
    const known = await refreshKey(owner);
    setKey(known.key);
    setRegistered(known.registered);
  }, [owner]);

  useEffect(() => {
    const quietly = (): void => void look().catch(() => undefined);
    quietly();
    const timer = window.setInterval(quietly, LOOK_AGAIN_MS);
    window.addEventListener('online', quietly);
    return () => {
      window.clearInterval(timer);
      window.removeEventListener('online', quietly);
    };
  }, [look]);

  const saying = async (work: Promise<void>): Promise<void> => {
    setTrouble('');
    await work.catch((error: unknown) => {
      if (error instanceof ProblemError) setTrouble(error.message);
      else setTrouble(String(error));
    });
    await look().catch(() => undefined);
  };
  const make = async (): Promise<void> => {
    const { makeKey } = await registration();
    setUnsupported((await makeKey(owner, name)) === undefined);
  };
  const end = async (id: string): Promise<void> => {
    const { revoke } = await import('./calls.ts');
    await revoke(id);
  };
  return {
    key,
    registered,
    unsupported,
    trouble,
    make: () => saying(make()),
    end: (id) => saying(end(id)),
  };
}
