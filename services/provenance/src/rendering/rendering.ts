import type { CertificateType } from '../credentials/certificates.ts';
import { factsOf } from './facts.ts';
import { dayInBothCalendars, day, fill, type Language, WORDS } from './format.ts';
import { formOf } from './form.ts';
import type { Form } from './form.ts';
import type { Line, Part } from './line.ts';
import type { Sheet, Standing } from './sheet.ts';
import { eventsPart, predecessorsPart, sealPart, signersPart } from './surroundings.ts';

/** Everything that a page or a print of a certificate says, in reading order and in the reader's words. */
export interface Rendering {
  readonly language: Language;
  readonly type: CertificateType;
  readonly title: string;
  /** The title in the other language. */
  readonly otherTitle: string;
  /** Number, issuer, date. */
  readonly head: readonly Line[];
  readonly opening: string;
  /** The ticks of a promise of conformity, which come before its facts. */
  readonly form?: Form;
  readonly facts: readonly Line[];
  readonly standing: RenderedStanding;
  /** Signatures, records, certificates before, seal. */
  readonly parts: readonly Part[];
  /** What can be verified and what cannot. */
  readonly proven: string;
  readonly scan: string;
}

export interface RenderedStanding {
  readonly title: string;
  readonly tone: 'good' | 'held' | 'bad';
  readonly text: string;
  /** Since when, by whom, why; empty while it holds. */
  readonly details: readonly string[];
  readonly current: string;
}

const OTHER: Readonly<Record<Language, Language>> = { zh: 'en', en: 'zh' };

/** Puts a certificate into words, for the page and the print alike. Pure: the same sheet gives the same words. */
export function renderCertificate(sheet: Sheet, language: Language): Rendering {
  const words = WORDS[language];
  const { certificate } = sheet;
  const type = certificate.type[1];
  const form = formOf(certificate, language);
  const head: Line[] = [
    { label: words.number, value: certificate.id.replace('urn:uuid:', ''), isCode: true },
    { label: words.issuer, value: issuerName(sheet, language) },
    { label: words.issuedOn, value: dayInBothCalendars(certificate.validFrom, language) },
  ];
  return {
    language,
    type,
    title: words.title[type],
    otherTitle: WORDS[OTHER[language]].title[type],
    head: form === undefined ? head : head.slice(0, 1),
    opening: words.opening[type],
    ...(form === undefined ? {} : { form }),
    facts: form?.lines ?? factsOf(certificate, language),
    standing: standingOf(sheet, language),
    parts: [
      signersPart(sheet, language),
      eventsPart(sheet, language),
      predecessorsPart(sheet, language),
      sealPart(sheet, language),
    ],
    proven: words.proven,
    scan: words.scan,
  };
}

/** In the reader's language where the organisation is known; else as the certificate itself has it. */
function issuerName({ certificate, signers }: Sheet, language: Language): string {
  const signer = signers.find(({ did, name }) => did === certificate.issuer.id && name !== undefined);
  return signer?.name?.[language] ?? certificate.issuer.name;
}

const TONE: Readonly<Record<Standing['state'], RenderedStanding['tone']>> = {
  valid: 'good',
  expired: 'held',
  suspended: 'held',
  revoked: 'bad',
};

function standingOf({ certificate, standing }: Sheet, language: Language): RenderedStanding {
  const words = WORDS[language].standing;
  const { state, since, by, reason } = standing;
  const until = 'validUntil' in certificate ? certificate.validUntil : undefined;
  const holds = state === 'valid' && until !== undefined;
  return {
    title: words.title,
    tone: TONE[state],
    text: holds ? fill(words.validUntil, { date: day(until, language) }) : words[state],
    details: [
      ...(since === undefined ? [] : [fill(words.since, { date: day(since, language) })]),
      ...(by === undefined ? [] : [fill(words.by, { name: by[language] })]),
      ...(reason === undefined ? [] : [fill(words.reason, { reason })]),
    ],
    current: words.current,
  };
}
