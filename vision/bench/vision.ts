import { availableParallelism, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { compare } from '../src/compare.ts';
import { CALIBRATION } from '../src/constants.ts';
import { decide, likeness } from '../src/decision.ts';
import { close, enrol, PhotoRefused } from '../src/index.ts';
import { prepare, type Prepared } from '../src/prepare.ts';
import { readTemplate, type Template } from '../src/template.ts';
import { dPrime, equalErrorRate, share, times, upper95 } from './metrics.ts';
import { cakeSet, captureSet, folderSet, type PhotoSet, type Shot } from './sets.ts';

interface Enrolled {
  material: string;
  template: Template;
}

/** Everything counted while the probes stream past the gallery. */
interface Tally {
  genuine: number[];
  impostor: number[];
  sameMaterial: number[];
  matched: number;
  falseAccepts: number;
  sameMaterialAccepts: number;
  retakes: number;
  enrolRefused: number;
  ranks: number[];
  enrolMs: number[];
  verifyMs: number[];
  searchMs: number[];
  templateBytes: number;
}

const refused = (error: unknown): undefined => {
  if (error instanceof PhotoRefused) return undefined;
  throw error;
};

async function enrolGallery(shots: Shot[], tally: Tally): Promise<Map<string, Enrolled>> {
  const enrolled = new Map<string, Enrolled>();
  for (const item of new Set(shots.map((shot) => shot.item))) {
    const own = shots.filter((shot) => shot.item === item);
    const photos = await Promise.all(own.map((shot) => shot.read()));
    const start = performance.now();
    const enrolment = await enrol(photos).catch(refused);
    tally.enrolMs.push(performance.now() - start);
    if (!enrolment) {
      tally.enrolRefused++;
      continue;
    }
    tally.templateBytes = Math.max(tally.templateBytes, enrolment.template.byteLength);
    enrolled.set(item, { material: own[0]?.material ?? item, template: readTemplate(enrolment.template) });
  }
  return enrolled;
}

/** Compares one probe with every template and files the scores; its own rank is by score over all of them. */
async function search(shot: Shot, probe: Prepared, gallery: Map<string, Enrolled>, tally: Tally): Promise<void> {
  const start = performance.now();
  let own: number | undefined;
  const others: number[] = [];
  for (const [item, { material, template }] of gallery) {
    const evidence = await compare(template, probe);
    const score = likeness(evidence);
    const decision = decide(evidence);
    if (item === shot.item) {
      own = score;
      tally.genuine.push(score);
      if (decision === 'match') tally.matched++;
      if (decision === 'take-another') tally.retakes++;
      continue;
    }
    others.push(score);
    tally.impostor.push(score);
    if (decision === 'match') tally.falseAccepts++;
    if (material !== shot.material) continue;
    tally.sameMaterial.push(score);
    if (decision === 'match') tally.sameMaterialAccepts++;
  }
  tally.searchMs.push(performance.now() - start);
  const mine = own;
  if (mine !== undefined) tally.ranks.push(1 + others.filter((score) => score >= mine).length);
}

async function probeGallery(
  { gallery: photos, probes }: PhotoSet,
  gallery: Map<string, Enrolled>,
  tally: Tally,
): Promise<void> {
  const known = new Set(photos.map((shot) => shot.item));
  for (const shot of probes) {
    const photo = await shot.read();
    const start = performance.now();
    const probe = await prepare(photo).catch(refused);
    const own = gallery.get(shot.item);
    if (probe && own) await compare(own.template, probe);
    tally.verifyMs.push(performance.now() - start);
    if (probe) await search(shot, probe, gallery, tally);
    if (known.has(shot.item) && !(probe && own)) {
      // A piece whose enrolment or probe was refused is a genuine attempt that was not matched.
      tally.genuine.push(0);
      tally.ranks.push(Infinity);
      tally.retakes++;
    }
  }
}

/** The same figures in the form every bench shares. */
function results(tally: Tally): { metric: string; value: number; unit: string; goal?: number }[] {
  return [
    { metric: 'tprAtThreshold', value: share(tally.matched, tally.genuine.length), unit: 'share' },
    { metric: 'falseAcceptsAtThreshold', value: tally.falseAccepts, unit: 'pairs', goal: 0 },
    { metric: 'enrol', value: times(tally.enrolMs).median, unit: 'ms median', goal: 150 },
    { metric: 'verify', value: times(tally.verifyMs).median, unit: 'ms median', goal: 60 },
    { metric: 'template', value: tally.templateBytes, unit: 'bytes', goal: 48_000 },
  ];
}

function summary(set: PhotoSet, tally: Tally): Record<string, unknown> {
  const { genuine, impostor, sameMaterial } = tally;
  const topImpostor = impostor.reduce((top, score) => Math.max(top, score), 0);
  const above = genuine.filter((score) => score > topImpostor).length;
  return {
    name: 'vision',
    machine: {
      cpus: availableParallelism(),
      memoryGb: Math.round(totalmem() / 2 ** 30),
      node: process.versions.node,
    },
    gallery: set.gallery.length,
    probes: set.probes.length,
    enrolRefused: tally.enrolRefused,
    genuinePairs: genuine.length,
    impostorPairs: impostor.length,
    sameMaterialImpostorPairs: sameMaterial.length,
    threshold: CALIBRATION.threshold,
    tprAtThreshold: share(tally.matched, genuine.length),
    falseAcceptsAtThreshold: tally.falseAccepts,
    fprUpper95: upper95(tally.falseAccepts, impostor.length),
    sameMaterialFalseAccepts: tally.sameMaterialAccepts,
    sameMaterialFprUpper95: upper95(tally.sameMaterialAccepts, sameMaterial.length),
    tprZeroFalseAccept: share(above, genuine.length),
    highestImpostorScore: topImpostor,
    lowestGenuineScore: genuine.reduce((low, score) => Math.min(low, score), 1),
    eer: equalErrorRate(genuine, impostor),
    dPrime: dPrime(genuine, impostor),
    retakeShare: share(tally.retakes, genuine.length),
    recallAt1: share(tally.ranks.filter((rank) => rank <= 1).length, tally.ranks.length),
    recallAt50: share(tally.ranks.filter((rank) => rank <= 50).length, tally.ranks.length),
    enrolMs: times(tally.enrolMs),
    verifyMs: times(tally.verifyMs),
    searchMs: times(tally.searchMs),
    searchMethod: 'exhaustive',
    templateBytes: tally.templateBytes,
    residentMb: Math.round(process.memoryUsage().rss / 2 ** 20),
    peers: [],
    results: results(tally),
  };
}

const USAGE = 'vision [--gallery DIR --probes DIR | --images DIR [--limit N] | --cakes N] [--json]';

function wholeNumber(text: string, name: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new RangeError(`--${name} must be a whole number from 1\n${USAGE}`);
  return value;
}

async function chooseSet(options: Record<string, string | boolean | undefined>): Promise<PhotoSet> {
  const { gallery, probes, images, limit, cakes } = options;
  if (typeof gallery === 'string' && typeof probes === 'string') return folderSet(gallery, probes);
  if (gallery !== undefined || probes !== undefined) throw new Error(`give --gallery and --probes together\n${USAGE}`);
  if (typeof images === 'string') return captureSet(images, wholeNumber(String(limit ?? 20), 'limit'));
  return cakeSet(wholeNumber(String(cakes ?? 12), 'cakes'));
}

/**
 * `bench -- vision`: enrols a gallery, compares every probe with every template at the frozen threshold and prints what
 * was counted. Takes folders, simulates captures of `--images`, or renders cakes.
 */
export async function run(argv: string[]): Promise<void> {
  const { values } = parseArgs({
    args: argv,
    options: {
      gallery: { type: 'string' },
      probes: { type: 'string' },
      images: { type: 'string' },
      limit: { type: 'string' },
      cakes: { type: 'string' },
      json: { type: 'boolean' },
    },
  });
  const set = await chooseSet(values);
  const tally: Tally = {
    genuine: [],
    impostor: [],
    sameMaterial: [],
    matched: 0,
    falseAccepts: 0,
    sameMaterialAccepts: 0,
    retakes: 0,
    enrolRefused: 0,
    ranks: [],
    enrolMs: [],
    verifyMs: [],
    searchMs: [],
    templateBytes: 0,
  };
  try {
    await probeGallery(set, await enrolGallery(set.gallery, tally), tally);
  } finally {
    await close();
  }
  const report = summary(set, tally);
  const line = ([key, value]: [string, unknown]): string => `${key.padEnd(28)}${JSON.stringify(value)}`;
  const text = values.json ? JSON.stringify(report) : Object.entries(report).map(line).join('\n');
  process.stdout.write(`${text}\n`);
}
