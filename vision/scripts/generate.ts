import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { buildModel } from './graph.ts';

/** Writes the model and its digest; with `--check` fails when either differs from what is committed. */
const modelFile = new URL('../model/log-gabor.onnx', import.meta.url);
const digestFile = new URL('../src/phase/model-digest.ts', import.meta.url);

const model = buildModel();
const digest = createHash('sha256').update(model).digest('hex');
const source = `/** SHA-256 of model/log-gabor.onnx; written by "npm run -w vision generate". */
export const MODEL_SHA256 = '${digest}';
`;

if (process.argv.includes('--check')) {
  const same = readFileSync(modelFile).equals(model) && readFileSync(digestFile, 'utf8') === source;
  if (!same) {
    process.stderr.write('vision/model differs from its generator; run "npm run -w vision generate" and commit\n');
    process.exitCode = 1;
  }
} else {
  writeFileSync(modelFile, model);
  writeFileSync(digestFile, source);
  process.stdout.write(`log-gabor.onnx ${String(model.byteLength)} bytes, sha-256 ${digest}\n`);
}
