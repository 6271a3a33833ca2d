import { fullDay } from '../i18n/format.ts';
import { type Checked, holds } from './checked.ts';
import { type Context, say } from './context.ts';
import { h } from './dom.ts';
import { type CertificateDocument, factsOf, kindOf, phoneOf, type Stage, stageOf } from './facts.ts';
import { drawHeading } from './Heading.ts';

/** The first facts answer what a shopper asks first; the rest unfolds. */
const FACTS_AT_ONCE = 4;

/** The certificates of a stage, in the order of the bundle. */
export function drawStage(context: Context, stage: Stage, checked: Checked): HTMLElement[] {
  const documents = checked.bundle?.certificates.map(({ document }) => document) ?? [];
  return documents
    .filter((document) => stageOf(document) === stage)
    .map((document) => drawCertificate(context, stage, document, checked));
}

function uuidOf({ id }: CertificateDocument): string {
  return encodeURIComponent(id.slice('urn:uuid:'.length));
}

function drawCertificate(context: Context, stage: Stage, document: CertificateDocument, checked: Checked): HTMLElement {
  const { words, language } = context;
  const kind = kindOf(document);
  const facts = factsOf(document, checked.bundle?.item ?? '', context);
  const signatures = Array.isArray(document.proof) ? document.proof.length : 1;
  const phone = holds(checked) ? phoneOf(document) : undefined;
  const digest = checked.report.certificates.find(({ id }) => id === document.id)?.digest;
  const list = (some: typeof facts): HTMLElement =>
    h('dl', { class: 'facts' }, ...some.flatMap(([name, value]) => [h('dt', {}, name), h('dd', {}, value)]));
  const rest = facts.slice(FACTS_AT_ONCE);
  return h(
    'li',
    { 'data-testid': `certificate-${kind}` },
    h(
      'div',
      { class: 'card' },
      drawHeading(context, stage, kind),
      h(
        'p',
        { class: 'small says' },
        h('strong', {}, say(words.certificates.who, { issuer: document.issuer.name })),
        ` · ${fullDay(document.validFrom, language)}`,
      ),
      restsOnError(document, checked) &&
        h('p', { class: 'warning small', 'data-testid': 'declared-wrong' }, words.certificates.declaredWrong),
      phone !== undefined && h('p', { class: 'small', 'data-testid': 'phone-signed' }, words.certificates.phone[phone]),
      list(facts.slice(0, FACTS_AT_ONCE)),
      h(
        'details',
        {},
        h(
          'summary',
          {},
          words.certificates.more,
          h('span', { class: 'visually-hidden' }, ` ${words.certificates[kind]}`),
        ),
        rest.length > 0 && list(rest),
        signatures > 1 && h('p', { class: 'small' }, say(words.certificates.cosigned, { count: signatures })),
        h('p', { class: 'code soft' }, document.issuer.id),
        digest !== undefined && h('p', { class: 'code soft' }, `${words.certificates.digest} ${digest}`),
        h(
          'a',
          { class: 'button wide', href: `/certificates/${uuidOf(document)}`, 'data-testid': 'open-certificate' },
          words.certificates.sheet,
        ),
      ),
    ),
  );
}

/** Whether an event that the certificate rests on was later declared wrong. */
function restsOnError({ evidence }: CertificateDocument, checked: Checked): boolean {
  const declared = checked.notes.filter(({ code }) => code === 'event-declared-wrong');
  return declared.some(({ subject }) => evidence.some(({ id }) => id === subject));
}
