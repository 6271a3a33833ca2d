import { certifyStorage, receiveCase, recordHarvest, storePhoto } from '../api/calls.ts';
import type { HarvestInput, LocalName } from '../api/model.ts';
import { ProblemError } from '../api/request.ts';
import { NotSigned } from '../keys/notSigned.ts';
import type { HarvestRecord, OutboxRecord, ResidenceRecord } from './record.ts';
import type { SendResult, Transport } from './transport.ts';

/** Answers that will be the same however often we ask; the rest (409 in flight, 429, 5xx …) pass. */
const FINAL = new Set([400, 403, 404, 413, 415, 422]);

/**
 * Sends records to the services: the photograph first, under its content hash, then the record itself; and where this
 * phone is to sign it, its signature. Only then it counts as sent.
 */
export function httpTransport(organisation: LocalName): Transport {
  return (record) => attempt(record, organisation);
}

async function attempt(record: OutboxRecord, organisation: LocalName): Promise<SendResult> {
  try {
    if (record.kind === 'receipt') await receiveCase(record.body, record.idempotencyKey);
    else if (record.kind === 'residence') await sendResidence(record, organisation);
    else await sendHarvest(record, organisation);
    return { outcome: 'acknowledged' };
  } catch (error) {
    if (error instanceof NotSigned) return { outcome: 'refused', detail: error.message };
    if (!(error instanceof ProblemError)) {
      return { outcome: 'later', reason: 'unreachable', detail: error instanceof Error ? error.message : 'no answer' };
    }
    if (error.problem.status === 401) return { outcome: 'later', reason: 'signed-out', detail: error.message };
    if (FINAL.has(error.problem.status)) return { outcome: 'refused', detail: error.message };
    return { outcome: 'later', reason: 'unreachable', detail: error.message };
  }
}

async function sendHarvest(record: HarvestRecord, organisation: LocalName): Promise<void> {
  const { photo } = record;
  const body = { ...completed(record.body) };
  if (photo) {
    const stored = await storePhoto(new Blob([photo.bytes], { type: photo.type }), `${record.idempotencyKey}-photo`);
    body.photo = stored.hash;
  }
  const { signing } = await recordHarvest(body, record.idempotencyKey);
  if (signing === undefined) return;
  const { signHarvest } = await import('../keys/signHarvest.ts');
  await signHarvest(record.owner, signing, { body, photo: body.photo, organisation });
}

async function sendResidence(record: ResidenceRecord, organisation: LocalName): Promise<void> {
  const { owner, body, items } = record;
  const { signing } = await certifyStorage(body, record.idempotencyKey);
  if (signing === undefined) return;
  const { signResidence } = await import('../keys/signResidence.ts');
  await signResidence(owner, signing, { body, items, organisation });
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
