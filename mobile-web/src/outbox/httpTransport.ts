import { receiveCase, recordHarvest, storePhoto } from '../api/calls.ts';
import type { HarvestInput } from '../api/model.ts';
import { ProblemError } from '../api/request.ts';
import type { HarvestRecord, OutboxRecord } from './record.ts';
import type { SendResult } from './transport.ts';

/** Answers that will be the same however often we ask; the rest (409 in flight, 429, 5xx …) pass. */
const FINAL = new Set([400, 403, 404, 413, 415, 422]);

/** Sends a record to the services: its photograph first, under its content hash, then the record itself. */
export async function httpTransport(record: OutboxRecord): Promise<SendResult> {
  try {
    if (record.kind === 'receipt') await receiveCase(record.body, record.idempotencyKey);
    else await sendHarvest(record);
    return { outcome: 'acknowledged' };
  } catch (error) {
    if (!(error instanceof ProblemError)) {
      return { outcome: 'later', reason: 'unreachable', detail: error instanceof Error ? error.message : 'no answer' };
    }
    if (error.problem.status === 401) return { outcome: 'later', reason: 'signed-out', detail: error.message };
    if (FINAL.has(error.problem.status)) return { outcome: 'refused', detail: error.message };
    return { outcome: 'later', reason: 'unreachable', detail: error.message };
  }
}

async function sendHarvest(record: HarvestRecord): Promise<void> {
  const { photo } = record;
  const body = { ...completed(record.body) };
  if (photo) {
    const stored = await storePhoto(new Blob([photo.bytes], { type: photo.type }), `${record.idempotencyKey}-photo`);
    body.photo = stored.hash;
  }
  await recordHarvest(body, record.idempotencyKey);
}

/** A saved harvest has all its fields; one that has not was damaged on the phone and cannot be sent. */
function completed(body: Partial<HarvestInput>): HarvestInput {
  const { plotId, gtin, quantityKg, harvestedAt, inputs } = body;
  if (plotId === undefined || gtin === undefined || quantityKg === undefined || harvestedAt === undefined) {
    throw new ProblemError({
      status: 422,
      code: 'record-incomplete',
      detail: 'plot, product, weight or time is missing',
    });
  }
  return { ...body, plotId, gtin, quantityKg, harvestedAt, inputs: inputs ?? [] };
}
