import { TemplateInvalid } from './errors.ts';
import { WORDS } from './keypoints/descriptor.ts';
import { MAX_KEYPOINTS, type Features } from './keypoints/features.ts';
import { LEVELS } from './keypoints/level.ts';
import { CODE_WORDS, type PhaseCode } from './phase/code.ts';
import { MODEL_SHA256 } from './phase/model-digest.ts';
import { FRAME } from './surface/normalise.ts';

const { round } = Math;

/** Changes whenever the meaning of a byte changes; part of every commitment. */
export const TEMPLATE_VERSION = 'fieldseal-surface-1';

/** What is remembered of a surface. */
export interface Template {
  features: Features;
  code: PhaseCode;
}

const MAGIC = 0x31565346; // "FSV1" read as little endian
const HASH_BYTES = 32;
const HEADER_BYTES = 4 + HASH_BYTES + 2;
const CODE_BYTES = CODE_WORDS * 4;
const KEYPOINT_BYTES = 6 + WORDS * 4;
/** Positions are stored in 1/64 of a frame pixel. */
const POSITION_STEPS = 64;

const size = (keypoints: number): number => HEADER_BYTES + 2 * CODE_BYTES + keypoints * KEYPOINT_BYTES;

/**
 * Canonical serialisation, integers only, little endian: "FSV1", 32-byte SHA-256 of the ONNX graph, u16 keypoint count,
 * phase bits, valid bits, then per keypoint u16 x, u16 y (1/64 pixel), u8 level, u8 angle, 8 x u32 descriptor.
 */
export function writeTemplate({ features, code }: Template): Uint8Array {
  const bytes = new Uint8Array(size(features.count));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  bytes.set(Buffer.from(MODEL_SHA256, 'hex'), 4);
  view.setUint16(4 + HASH_BYTES, features.count, true);
  for (let w = 0; w < CODE_WORDS; w++) {
    view.setUint32(HEADER_BYTES + 4 * w, code.bits[w] ?? 0, true);
    view.setUint32(HEADER_BYTES + CODE_BYTES + 4 * w, code.valid[w] ?? 0, true);
  }
  for (let k = 0; k < features.count; k++) {
    const at = size(k);
    view.setUint16(at, round((features.x[k] ?? 0) * POSITION_STEPS), true);
    view.setUint16(at + 2, round((features.y[k] ?? 0) * POSITION_STEPS), true);
    view.setUint8(at + 4, features.level[k] ?? 0);
    view.setUint8(at + 5, features.angle[k] ?? 0);
    for (let w = 0; w < WORDS; w++) view.setUint32(at + 6 + 4 * w, features.descriptors[k * WORDS + w] ?? 0, true);
  }
  return bytes;
}

/** Reads what `writeTemplate` wrote, checking every bound. @throws TemplateInvalid */
export function readTemplate(bytes: Uint8Array): Template {
  if (bytes.byteLength < size(0)) throw new TemplateInvalid(`template of ${String(bytes.byteLength)} bytes is cut off`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0, true) !== MAGIC) throw new TemplateInvalid('template does not start with FSV1');
  const model = Buffer.from(bytes.subarray(4, 4 + HASH_BYTES)).toString('hex');
  if (model !== MODEL_SHA256) throw new TemplateInvalid(`template was made with model ${model}; enrol the piece again`);
  const count = view.getUint16(4 + HASH_BYTES, true);
  if (count > MAX_KEYPOINTS) throw new TemplateInvalid(`template claims ${String(count)} keypoints`);
  if (bytes.byteLength !== size(count)) {
    throw new TemplateInvalid(`template has ${String(bytes.byteLength)} bytes, expected ${String(size(count))}`);
  }
  const words = (from: number): Uint32Array =>
    Uint32Array.from({ length: CODE_WORDS }, (_, w) => view.getUint32(from + 4 * w, true));
  const code = { bits: words(HEADER_BYTES), valid: words(HEADER_BYTES + CODE_BYTES) };
  return { code, features: readFeatures(view, count) };
}

function readFeatures(view: DataView, count: number): Features {
  const features: Features = {
    count,
    x: new Float32Array(count),
    y: new Float32Array(count),
    level: new Uint8Array(count),
    angle: new Uint8Array(count),
    descriptors: new Uint32Array(count * WORDS),
  };
  for (let k = 0; k < count; k++) {
    const at = size(k);
    const x = view.getUint16(at, true) / POSITION_STEPS;
    const y = view.getUint16(at + 2, true) / POSITION_STEPS;
    const level = view.getUint8(at + 4);
    if (x >= FRAME || y >= FRAME || level >= LEVELS) throw new TemplateInvalid(`keypoint ${String(k)} is out of range`);
    features.x[k] = x;
    features.y[k] = y;
    features.level[k] = level;
    features.angle[k] = view.getUint8(at + 5);
    for (let w = 0; w < WORDS; w++) features.descriptors[k * WORDS + w] = view.getUint32(at + 6 + 4 * w, true);
  }
  return features;
}
