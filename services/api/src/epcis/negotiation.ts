import type { IncomingHttpHeaders } from 'node:http';
import Negotiator from 'negotiator';
import { Problem } from '../platform/problems.ts';
import { MEDIA_TYPES, VERSION } from './protocol.ts';

/** Request headers that name the one version wanted, the lowest and the highest. */
const VERSIONS = [
  ['EPCIS', 'gs1-epcis-version', 'gs1-epcis-min', 'gs1-epcis-max'],
  ['CBV', 'gs1-cbv-version', 'gs1-cbv-min', 'gs1-cbv-max'],
] as const;

const EPC_FORMATS = ['No_Preference', 'Always_GS1_Digital_Link'];

/**
 * What of the answers' form can be given (EPCIS 2.0 section 12.2: versions, EPC format; RFC 9110 section 12: `Accept`).
 * @returns the media type of the answer
 * @throws Problem not-acceptable naming the header that cannot be met
 */
export function negotiate(headers: IncomingHttpHeaders): string {
  for (const [name, wanted, lowest, highest] of VERSIONS) {
    requireVersion(name, headers[wanted], (order) => order === 0);
    requireVersion(name, headers[lowest], (order) => order <= 0);
    requireVersion(name, headers[highest], (order) => order >= 0);
  }
  const format = headers['gs1-epc-format'];
  if (format !== undefined && !EPC_FORMATS.includes(String(format)))
    refuse(`EPCs are answered as GS1 Digital Link URIs only; GS1-EPC-Format may be ${EPC_FORMATS.join(' or ')}.`);
  const type = new Negotiator({ headers }).mediaType([...MEDIA_TYPES]);
  return type ?? refuse(`Answers are JSON; Accept must allow ${MEDIA_TYPES.join(' or ')}.`);
}

function requireVersion(name: string, value: string | string[] | undefined, suits: (order: number) => boolean): void {
  if (value === undefined) return;
  const text = String(value).trim();
  if (!/^\d{1,4}(\.\d{1,4}){0,3}$/.test(text) || !suits(compareVersions(text, VERSION)))
    refuse(`${name} ${text.slice(0, 40)} was asked for; this server speaks ${name} ${VERSION}.`);
}

/** Negative when `a` is older than `b`; parts that are left out count as zero. */
function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number));
  const parts = Math.max(left?.length ?? 0, right?.length ?? 0);
  for (let part = 0; part < parts; part += 1) {
    const order = (left?.[part] ?? 0) - (right?.[part] ?? 0);
    if (order !== 0) return order;
  }
  return 0;
}

function refuse(detail: string): never {
  throw new Problem('not-acceptable', detail);
}
