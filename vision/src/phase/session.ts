import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { ModelMismatch } from '../errors.ts';
import { FRAME, type Frame } from '../surface/normalise.ts';
import { BANK, FILTERS } from './bank.ts';
import { MODEL_SHA256 } from './model-digest.ts';

/** What the bank answers for one frame: even and odd response of each filter at each site, and surface coverage. */
export interface Responses {
  /** [2 x filters][sites x sites], even then odd per filter. */
  values: Float32Array;
  /** [sites x sites], 0..1. */
  coverage: Float32Array;
}

const MODEL_FILE = new URL('../../model/log-gabor.onnx', import.meta.url);

/** Checks the bytes of the graph against the digest this version was built with. @throws ModelMismatch */
export function checkModel(bytes: Uint8Array): Uint8Array {
  const actual = createHash('sha256').update(bytes).digest('hex');
  if (actual !== MODEL_SHA256) throw new ModelMismatch(MODEL_SHA256, actual);
  return bytes;
}

let session: Promise<InferenceSession> | undefined;

async function load(): Promise<InferenceSession> {
  const model = checkModel(await readFile(MODEL_FILE));
  return InferenceSession.create(model, {
    executionProviders: ['cpu'],
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    enableCpuMemArena: false,
    logSeverityLevel: 3,
  });
}

function open(): Promise<InferenceSession> {
  session ??= load().catch((error: unknown) => {
    session = undefined;
    throw error;
  });
  return session;
}

/** Frees the inference session; the next call opens it again. */
export async function close(): Promise<void> {
  const opened = session;
  session = undefined;
  if (opened) await (await opened).release();
}

function floats(tensor: Tensor | undefined, length: number): Float32Array {
  if (!(tensor?.data instanceof Float32Array) || tensor.data.length !== length) {
    throw new Error(`log-gabor graph answered an unexpected tensor; expected ${String(length)} floats`);
  }
  return tensor.data;
}

/** Runs the log-Gabor bank on one frame. */
export async function runBank(frame: Frame): Promise<Responses> {
  const dims = [1, 1, FRAME, FRAME];
  const answer = await (
    await open()
  ).run({
    gray: new Tensor('float32', Float32Array.from(frame.gray), dims),
    mask: new Tensor('float32', Float32Array.from(frame.mask), dims),
  });
  const sites = BANK.sites ** 2;
  return {
    values: floats(answer.responses, 2 * FILTERS * sites),
    coverage: floats(answer.coverage, sites),
  };
}
