import type {
  BirthCertificate,
  Certificate,
  GraduationCertificate,
  IdentityCertificate,
  ResidenceCertificate,
} from '../credentials/certificates.ts';
import {
  amount,
  area,
  day,
  dayInBothCalendars,
  decimal,
  fill,
  type Language,
  shortCode,
  span,
  WORDS,
} from './format.ts';
import { photoLines, sensorLines } from './facts-parts.ts';
import { type Line, optional } from './line.ts';

/** A batch may have a thousand pieces; the print names the first of them. */
const PIECES_SHOWN = 12;

/** What a certificate says, field by field, in the order in which a person asks. */
export function factsOf(certificate: Certificate, language: Language): Line[] {
  const { credentialSubject: subject } = certificate;
  const until = 'validUntil' in certificate ? certificate.validUntil : undefined;
  if ('plot' in subject) return birth(subject, language);
  if ('madeFrom' in subject) return identity(subject, language);
  if ('warehouse' in subject) return residence(subject, until, language);
  return 'gradedAt' in subject ? graduation(subject, language) : [];
}

function birth(subject: BirthCertificate['credentialSubject'], language: Language): Line[] {
  const { facts } = WORDS[language];
  const { plot, inputs, conformity } = subject;
  const applied = inputs.map((input) => ({ ...input, interval: input.preHarvestIntervalDays }));
  return [
    { label: facts.product, value: subject.product },
    { label: facts.lot, value: shortCode(subject.id), isCode: true, href: subject.id },
    ...optional(facts.cultivar, subject.cultivar),
    { label: facts.plot, value: plot.name },
    ...optional(facts.area, plot.areaSquareMetres === undefined ? undefined : area(plot.areaSquareMetres, language)),
    { label: facts.harvest, value: span(subject.harvestedFrom, subject.harvestedUntil, language) },
    { label: facts.quantity, value: amount(subject.quantity, language) },
    {
      label: facts.inputs,
      value:
        applied.length === 0
          ? facts.noInputs
          : applied
              .map(({ name, kind, quantity, appliedAt, interval }) =>
                fill(facts.input, {
                  name,
                  kind: facts[kind],
                  quantity: amount(quantity, language),
                  date: day(appliedAt, language),
                }).concat(interval === undefined ? '' : fill(facts.interval, { days: interval })),
              )
              .join('\n'),
    },
    ...optional(
      facts.conformity,
      conformity &&
        fill(facts.conformityWords, {
          by: conformity.promisedBy,
          product: conformity.productName,
          quantity: amount(conformity.quantity, language),
          origin: conformity.origin,
          date: day(conformity.issuedAt, language),
          contact: conformity.contact,
        }),
    ),
    ...sensorLines(subject.sensors, language),
    ...photoLines(subject.photos, language),
    { label: facts.plotCode, value: shortCode(plot.id), isCode: true },
    { label: facts.geometry, value: plot.geometryDigest, isCode: true },
  ];
}

function identity(subject: IdentityCertificate['credentialSubject'], language: Language): Line[] {
  const { facts } = WORDS[language];
  const { pieces } = subject;
  const more = pieces.length - PIECES_SHOWN;
  return [
    { label: facts.product, value: subject.product },
    { label: facts.lot, value: shortCode(subject.id), isCode: true, href: subject.id },
    ...optional(facts.grade, subject.grade),
    ...subject.madeFrom.map(({ id, quantity }, index) => ({
      label: index === 0 ? facts.madeFrom : '',
      value: amount(quantity, language),
      details: [{ text: shortCode(id), isCode: true }],
    })),
    { label: facts.made, value: amount(subject.quantity, language) },
    ...optional(facts.process, subject.process),
    {
      label: facts.pieces,
      value: fill(facts.piecesWords, { count: decimal(pieces.length, language, 0) }),
      ...(more > 0 ? { details: [{ text: fill(facts.morePieces, { count: more }) }] } : {}),
    },
    ...pieces.slice(0, PIECES_SHOWN).map(({ id, wrapper, fingerprint }, index) => ({
      label: fill(facts.piece, { number: index + 1 }),
      value: shortCode(id),
      isCode: true,
      href: id,
      details: [
        { text: fill(facts.wrapper, { code: shortCode(wrapper) }), isCode: true },
        fingerprint === undefined
          ? { text: facts.fingerprintMissing }
          : { text: fill(facts.fingerprintBound, fingerprint), isCode: true },
      ],
    })),
    ...photoLines(subject.photos, language),
  ];
}

function residence(
  subject: ResidenceCertificate['credentialSubject'],
  until: string | undefined,
  language: Language,
): Line[] {
  const { facts } = WORDS[language];
  return [
    ...itemLines(subject, language),
    { label: facts.warehouse, value: subject.warehouse.name },
    ...optional(facts.mark, subject.geographicMark),
    { label: facts.stored, value: dayInBothCalendars(subject.storedFrom, language) },
    ...optional(
      facts.storedUntil,
      subject.storedUntil === undefined ? undefined : dayInBothCalendars(subject.storedUntil, language),
    ),
    ...optional(facts.until, until === undefined ? undefined : dayInBothCalendars(until, language)),
    ...sensorLines(subject.sensors, language),
    ...photoLines(subject.photos, language),
    { label: facts.warehouseCode, value: shortCode(subject.warehouse.id), isCode: true },
  ];
}

function graduation(subject: GraduationCertificate['credentialSubject'], language: Language): Line[] {
  const { facts } = WORDS[language];
  const { reviews } = subject;
  return [
    ...itemLines(subject, language),
    { label: facts.assessed, value: subject.grade },
    { label: facts.method, value: subject.method },
    { label: facts.gradedAt, value: dayInBothCalendars(subject.gradedAt, language) },
    ...optional(
      facts.reviews,
      reviews &&
        fill(facts.reviewsWords, {
          count: decimal(reviews.count, language, 0),
          mean: decimal(reviews.meanMilli / 1_000, language, 1),
        }),
    ),
  ];
}

/** The pieces, and what holds them where the certificate is about a case or a lot. */
function itemLines({ id, items }: { id: string; items: readonly string[] }, language: Language): Line[] {
  const { facts } = WORDS[language];
  const more = items.length - PIECES_SHOWN;
  const unit = items.includes(id) ? undefined : shortCode(id);
  const pieces = items.slice(0, PIECES_SHOWN).map((item, index) => ({
    label: index === 0 ? facts.items : '',
    value: shortCode(item),
    isCode: true,
    href: item,
    ...(more > 0 && index === PIECES_SHOWN - 1 ? { details: [{ text: fill(facts.morePieces, { count: more }) }] } : {}),
  }));
  return [...optional(facts.unit, unit, { isCode: true, href: id }), ...pieces];
}
