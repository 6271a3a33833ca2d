import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { ANY_PORTS } from '../../src/ports.ts';
import { CAKE_GTIN } from '../../src/season/field.ts';
import { playOn } from '../../src/season/once.ts';
import { stopOnSignal } from '../../src/signals.ts';
import { startStack } from '../../src/stack.ts';

/** The evidence about a tea cake of the sample season, and the chain that holds its seal. */
export interface Sample {
  readonly bundle: Uint8Array;
  readonly archive: Uint8Array;
  /** Where the bundle lies, for a browser to open. */
  readonly file: string;
  readonly rpcUrl: string;
  readonly stop: () => Promise<void>;
}

const Counted = z.object({ certificates: z.array(z.unknown()), events: z.array(z.unknown()) });

/** Plays the sample season in a state of its own that is gone after `stop`. */
export async function sampleEvidence(say: (text: string) => void): Promise<Sample> {
  const stateDir = mkdtempSync(join(tmpdir(), 'fieldseal-bench-'));
  // The database's account must be able to pass; what is inside stays closed.
  chmodSync(stateDir, 0o711);
  const stack = await startStack({ stateDir, ports: ANY_PORTS, host: '127.0.0.1', say });
  stopOnSignal(stack, say);
  const stop = async (): Promise<void> => {
    await stack.stop();
    rmSync(stateDir, { recursive: true, force: true });
  };
  try {
    const { items } = await playOn(stack, say);
    const path = `${stack.webUrl}/api/items/${CAKE_GTIN}/${items[0]?.serial ?? ''}`;
    const bundle = await download(`${path}/bundle`);
    const archive = await download(`${path}/evidence.zip`);
    const file = join(stateDir, 'bundle.json');
    writeFileSync(file, bundle);
    return { bundle, archive, file, rpcUrl: stack.rpcUrl, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Number of certificates and events. */
export function countDocuments(bundle: Uint8Array): { certificates: number; events: number } {
  const { certificates, events } = Counted.parse(JSON.parse(new TextDecoder().decode(bundle)));
  return { certificates: certificates.length, events: events.length };
}

async function download(url: string): Promise<Uint8Array> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${String(response.status)}.`);
  return new Uint8Array(await response.arrayBuffer());
}
