import type { Bundle } from '@fieldseal/provenance';
import { decimal, fullDay } from '../i18n/format.ts';
import { type Context, say } from './context.ts';

export type CertificateDocument = Bundle['certificates'][number]['document'];
export type Stage = 'birth' | 'identity' | 'residence' | 'graduation';
/** What a certificate is called: its stage, or a promise made at one. */
export type Kind = Stage | 'conformity';
export type Fact = [name: string, value: string];

type Quantity = { value: number; unit: string };
type Subject<T extends CertificateDocument['type'][1]> = Extract<
  CertificateDocument,
  { type: [string, T] }
>['credentialSubject'];

const KIND: Record<CertificateDocument['type'][1], Kind> = {
  BirthCertificate: 'birth',
  IdentityCertificate: 'identity',
  ResidenceCertificate: 'residence',
  GraduationCertificate: 'graduation',
  ConformityCertificate: 'conformity',
};

const PHONES: Partial<Record<CertificateDocument['type'][1], 'farmer' | 'keeper'>> = {
  BirthCertificate: 'farmer',
  ResidenceCertificate: 'keeper',
};

export function kindOf(document: CertificateDocument): Kind {
  return KIND[document.type[1]];
}

export function stageOf(document: CertificateDocument): Stage {
  const kind = kindOf(document);
  return kind === 'conformity' ? 'birth' : kind;
}

/**
 * Whose phone signed beside the issuer, if one did. Only phones of farmers and keepers do so at these stages; that each
 * signer was accredited for the stage is for the verifier to say.
 */
export function phoneOf({ type, issuer, proof }: CertificateDocument): 'farmer' | 'keeper' | undefined {
  const owner = PHONES[type[1]];
  const proofs = Array.isArray(proof) ? proof : [proof];
  const others = proofs.filter((one) => one?.verificationMethod.split('#')[0] !== issuer.id);
  return others.length > 0 ? owner : undefined;
}

/** The facts of a certificate in the shopper's words, in the order a person asks for them. */
export function factsOf(document: CertificateDocument, item: string, context: Context): Fact[] {
  switch (document.type[1]) {
    case 'BirthCertificate':
      return birth(document.credentialSubject as Subject<'BirthCertificate'>, context);
    case 'IdentityCertificate':
      return identity(document.credentialSubject as Subject<'IdentityCertificate'>, item, context);
    case 'ResidenceCertificate':
      return residence(
        document.credentialSubject as Subject<'ResidenceCertificate'>,
        'validUntil' in document ? document.validUntil : undefined,
        context,
      );
    case 'GraduationCertificate':
      return graduation(document.credentialSubject as Subject<'GraduationCertificate'>, context);
    case 'ConformityCertificate':
      return conformity(document.credentialSubject as Subject<'ConformityCertificate'>, context);
  }
}

function birth(subject: Subject<'BirthCertificate'>, context: Context): Fact[] {
  const { words, language } = context;
  const { facts } = words;
  const { areaSquareMetres } = subject.plot;
  const used = subject.inputs.map((input) =>
    say(facts.input, {
      name: input.name,
      kind: facts[input.kind],
      quantity: amountOf(input.quantity, context),
      date: fullDay(input.appliedAt, language),
    }).concat(
      input.preHarvestIntervalDays === undefined ? '' : say(facts.interval, { days: input.preHarvestIntervalDays }),
    ),
  );
  return [
    [facts.plot, subject.plot.name],
    ...optional(facts.cultivar, subject.cultivar),
    ...optional(
      facts.area,
      areaSquareMetres === undefined
        ? undefined
        : say(facts.hectares, { value: decimal(areaSquareMetres / 10_000, language, 2) }),
    ),
    [facts.harvest, span(subject.harvestedFrom, subject.harvestedUntil, context)],
    [facts.picked, amountOf(subject.quantity, context)],
    [facts.inputs, used.length === 0 ? facts.noInputs : used.join('\n')],
    ...sensors(subject.sensors, context),
    ...photos(subject.photos, context),
  ];
}

function identity(subject: Subject<'IdentityCertificate'>, item: string, context: Context): Fact[] {
  const { facts } = context.words;
  const units = new Set(subject.madeFrom.map((lot) => lot.quantity.unit));
  const [unit] = units;
  const leaf =
    units.size === 1 && unit !== undefined
      ? amountOf({ value: subject.madeFrom.reduce((sum, lot) => sum + lot.quantity.value, 0), unit }, context)
      : subject.madeFrom.map((lot) => amountOf(lot.quantity, context)).join(' + ');
  const piece = subject.pieces.find((candidate) => candidate.id === item);
  return [
    [facts.balance, say(facts.balanceWords, { leaf, cake: amountOf(subject.quantity, context) })],
    [facts.pieces, say(facts.piecesWords, { count: subject.pieces.length })],
    ...optional(
      facts.fingerprint,
      piece && (piece.fingerprint === undefined ? facts.fingerprintMissing : facts.fingerprintBound),
    ),
    ...optional(facts.grade, subject.grade),
    ...optional(facts.process, subject.process),
    ...photos(subject.photos, context),
  ];
}

function residence(subject: Subject<'ResidenceCertificate'>, validUntil: string | undefined, context: Context): Fact[] {
  const { facts } = context.words;
  return [
    [facts.warehouse, subject.warehouse.name],
    ...optional(facts.mark, subject.geographicMark),
    [facts.stored, span(subject.storedFrom, subject.storedUntil, context)],
    ...sensors(subject.sensors, context),
    ...optional(facts.until, validUntil === undefined ? undefined : fullDay(validUntil, context.language)),
    ...photos(subject.photos, context),
  ];
}

function graduation(subject: Subject<'GraduationCertificate'>, context: Context): Fact[] {
  const { facts } = context.words;
  const { reviews } = subject;
  const mean = decimal((reviews?.meanMilli ?? 0) / 1_000, context.language, 1);
  return [
    [facts.assessed, subject.grade],
    [facts.method, subject.method],
    [facts.gradedAt, fullDay(subject.gradedAt, context.language)],
    ...optional(facts.reviews, reviews && say(facts.reviewsWords, { count: reviews.count, mean })),
  ];
}

function conformity(subject: Subject<'ConformityCertificate'>, context: Context): Fact[] {
  const { facts } = context.words;
  return [
    [facts.promise, subject.promises.map((promise) => facts[promise]).join('\n')],
    [facts.promisedFor, `${subject.productName} · ${amountOf(subject.quantity, context)}`],
    [facts.origin, subject.origin],
    [facts.promisedBy, `${subject.promisedBy} · ${subject.contact}`],
    [facts.basis, subject.basis.map((basis) => facts[basis]).join(' · ')],
  ];
}

type Sensors = NonNullable<Subject<'ResidenceCertificate'>['sensors']>;
type Range = NonNullable<Sensors['temperatureCelsius']>;

function sensors(summary: Sensors | undefined, context: Context): Fact[] {
  if (!summary) return [];
  const { facts } = context.words;
  const range = (values: Range | undefined, unit: string): string | undefined =>
    values &&
    say(facts.range, {
      minimum: decimal(values.minimum, context.language, 1),
      maximum: decimal(values.maximum, context.language, 1),
      mean: decimal(values.mean, context.language, 1),
      unit,
    });
  const samples = `(${say(facts.samples, { count: summary.samples })})`;
  const temperature = range(summary.temperatureCelsius, ' °C');
  return [
    ...optional(facts.temperature, temperature && `${temperature} ${samples}`),
    ...optional(facts.humidity, range(summary.relativeHumidityPercent, ' %')),
  ];
}

function photos(taken: readonly unknown[] | undefined, { words }: Context): Fact[] {
  return taken && taken.length > 0 ? [[words.facts.photos, say(words.facts.photosWords, { count: taken.length })]] : [];
}

function optional(name: string, value: string | undefined): Fact[] {
  return value === undefined ? [] : [[name, value]];
}

function amountOf({ value, unit }: Quantity, { words, language }: Context): string {
  const name = unit in words.units ? words.units[unit as keyof typeof words.units] : unit;
  return `${decimal(value, language)} ${name}`;
}

function span(from: string, until: string | undefined, { language }: Context): string {
  const first = fullDay(from, language);
  const last = until === undefined ? first : fullDay(until, language);
  return first === last ? first : `${first} – ${last}`;
}
