import type { Certificate } from '../credentials/certificates.ts';
import { amount, day, dayInBothCalendars, fill, type Language, shortCode, WORDS } from './format.ts';
import type { Line } from './line.ts';

export interface Tick {
  readonly text: string;
  readonly isTicked: boolean;
}

/** What a promise of conformity has beside its facts. */
export interface Form {
  readonly promises: readonly Tick[];
  readonly basisTitle: string;
  readonly basis: readonly Tick[];
  /** The fields of the form in its order. */
  readonly lines: readonly Line[];
  readonly keep: string;
  /** Spoken for the boxes. */
  readonly ticked: string;
  readonly unticked: string;
}

/** In the order of the printed form. */
const BASES = ['entrusted-test', 'self-test', 'quality-control'] as const;
const MONTHS_KEPT = 6;

/**
 * The 承诺达标合格证 in the order of the printed form of the Ministry of Agriculture and Rural Affairs: promise, basis,
 * product name, quantity, origin, promising party, contact, date (order No. 4 of 2025, in force since 2026-02-01; the
 * certificate is to be kept for six months). Undefined for other certificates.
 */
export function formOf({ credentialSubject, validFrom }: Certificate, language: Language): Form | undefined {
  if (!('promises' in credentialSubject)) return undefined;
  const subject = credentialSubject;
  const words = WORDS[language].form;
  const { reports = [], blendedFrom = [] } = subject;
  return {
    promises: [...subject.promises.map((promise) => words[promise]), words.truthful].map((text) => ({
      text,
      isTicked: true,
    })),
    basisTitle: words.basis,
    basis: BASES.map((basis) => ({ text: words[basis], isTicked: subject.basis.includes(basis) })),
    lines: [
      { label: words.productName, value: subject.productName },
      { label: words.quantity, value: amount(subject.quantity, language) },
      { label: words.origin, value: subject.origin },
      { label: words.promisedBy, value: subject.promisedBy, details: [{ text: words.signed }] },
      { label: words.contact, value: subject.contact },
      { label: words.date, value: dayInBothCalendars(validFrom, language) },
      { label: words.lot, value: shortCode(subject.id), isCode: true, href: subject.id },
      ...blendedFrom.map(({ id, quantity }, index) => ({
        label: index === 0 ? words.blendedFrom : '',
        value: amount(quantity, language),
        details: [{ text: shortCode(id), isCode: true }],
      })),
      ...reports.map(({ name, digest }, index) => ({
        label: index === 0 ? words.reports : '',
        value: name,
        details: [{ text: fill(words.digest, { digest }), isCode: true }],
      })),
    ],
    keep: fill(words.keep, { date: day(monthsAfter(validFrom, MONTHS_KEPT), language) }),
    ticked: words.ticked,
    unticked: words.unticked,
  };
}

/** The same day some months later, or up to three days more where that month is shorter: never too early. */
function monthsAfter(time: string, months: number): string {
  const date = new Date(time);
  date.setUTCMonth(date.getUTCMonth() + months);
  return date.toISOString();
}
