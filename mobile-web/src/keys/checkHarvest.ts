import {
  type BirthCertificate,
  birthCertificateSchema,
  type EpcisEvent,
  epcisEventSchema,
  eventHash,
  parseDigitalLink,
} from '@fieldseal/provenance';
import type { HarvestInput } from '../api/model.ts';
import { type Difference, failed, sameMoment } from './difference.ts';

/** What the person put into the form, and for whom. */
export interface RecordedHarvest {
  readonly body: HarvestInput;
  /** SHA-256 of the photograph that was sent along, hexadecimal. */
  readonly photo: string | undefined;
  /** Both names of the person's organisation. */
  readonly organisation: { readonly zh: string; readonly en: string };
}

type ObjectEvent = Extract<EpcisEvent, { type: 'ObjectEvent' }>;

/** A commissioning says this much and no more. */
const EVENT_FIELDS = new Set([
  '@context',
  'type',
  'action',
  'eventTime',
  'eventTimeZoneOffset',
  'quantityList',
  'bizStep',
  'disposition',
  'readPoint',
  'bizLocation',
  'eventID',
]);

/**
 * Whether the documents that the server wants signed say what the person recorded: one commissioning event and the birth
 * certificate that rests on it, with this weight, lot, plot and time, these inputs and this photograph.
 * @param documents as the server sent them, in no way trusted
 * @returns what differs; empty when they may be signed
 */
export function checkHarvest(documents: readonly unknown[], recorded: RecordedHarvest): Difference[] {
  const [first, second] = documents;
  const event = epcisEventSchema.safeParse(first);
  const certificate = birthCertificateSchema.safeParse(second);
  if (documents.length !== 2 || !event.success || !certificate.success) return ['documents'];
  if (event.data.type !== 'ObjectEvent') return ['event'];
  return failed({
    event: isCommissioning(event.data),
    ...whatItSays(event.data, certificate.data, recorded),
    ...whatItRestsOn(event.data, certificate.data, recorded),
  });
}

function isCommissioning(event: ObjectEvent): boolean {
  return (
    event.action === 'ADD' &&
    event.bizStep === 'commissioning' &&
    event.eventID === eventHash(event) &&
    Object.keys(event).every((name) => EVENT_FIELDS.has(name))
  );
}

function whatItSays(event: ObjectEvent, { credentialSubject: said }: BirthCertificate, { body }: RecordedHarvest) {
  const [amount, ...more] = event.quantityList ?? [];
  const weights = [said.quantity, ...(said.conformity === undefined ? [] : [said.conformity.quantity])];
  const places = [event.readPoint?.id, event.bizLocation?.id];
  return {
    weight:
      more.length === 0 &&
      amount?.quantity === body.quantityKg &&
      amount.uom === 'KGM' &&
      weights.every(({ value, unit }) => value === body.quantityKg && unit === 'KGM'),
    lot: amount?.epcClass === said.id && gtinOf(said.id) === body.gtin,
    plot: places.every((place) => place === said.plot.id) && said.plot.id.endsWith(`/${placeOf(body.plotId)}`),
    time: [event.eventTime, said.harvestedFrom, said.harvestedUntil].every((time) =>
      sameMoment(time, body.harvestedAt),
    ),
    inputs: sameInputs(said.inputs, body.inputs ?? []),
  };
}

function whatItRestsOn(
  { eventID }: ObjectEvent,
  { credentialSubject: said, evidence, precededBy, issuer }: BirthCertificate,
  { photo, organisation }: RecordedHarvest,
) {
  const photos = (said.photos ?? []).map(({ digest }) => digest);
  return {
    photo: photos.length === (photo === undefined ? 0 : 1) && photos[0] === photo,
    evidence: evidence.length === 1 && evidence[0]?.id === eventID && precededBy.length === 0,
    issuer: issuer.name === `${organisation.zh} ${organisation.en}`,
  };
}

function sameInputs(
  said: BirthCertificate['credentialSubject']['inputs'],
  recorded: NonNullable<HarvestInput['inputs']>,
) {
  return (
    said.length === recorded.length &&
    recorded.every((input, i) => {
      const one = said[i];
      return (
        one?.name === input.product.trim() &&
        one.kind === input.kind &&
        one.quantity.value === input.quantity &&
        one.quantity.unit === input.unit &&
        one.preHarvestIntervalDays === input.preHarvestDays &&
        sameMoment(one.appliedAt, input.appliedAt)
      );
    })
  );
}

function gtinOf(link: string): string | undefined {
  try {
    const { identifier } = parseDigitalLink(link);
    return identifier.kind === 'product' ? identifier.product : undefined;
  } catch {
    return undefined;
  }
}

/** The platform names places after their ids: the first 20 digits. */
const placeOf = (id: string): string => id.replaceAll('-', '').slice(0, 20);
