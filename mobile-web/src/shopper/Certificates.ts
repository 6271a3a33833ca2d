import type { Item } from '../api/model.ts';
import { day } from '../i18n/format.ts';
import { type Context, say } from './context.ts';
import { h } from './dom.ts';
import { type CertificateDocument, factsOf, type Kind, kindOf, phoneOf, type Stage, stageOf } from './facts.ts';
import { holds, type VerificationState } from './Verification.ts';
import type { Checked } from './verify.ts';

const STAGES: readonly Stage[] = ['birth', 'identity', 'residence', 'graduation'];
/** The first facts answer what a shopper asks first; the rest unfolds. */
const FACTS_AT_ONCE = 4;

/** The life of the piece, oldest first. Facts come only from the documents that were checked, never from the server's summary. */
export function drawCertificates(context: Context, item: Item, state: VerificationState): HTMLElement {
  const { words } = context;
  const checked = state.at === 'done' ? state.checked : undefined;
  const documents = checked?.bundle?.certificates.map(({ document }) => document) ?? [];
  return h(
    'section',
    { 'aria-labelledby': 'certificates-title' },
    h('h2', { id: 'certificates-title' }, words.certificates.title),
    checked !== undefined &&
      !holds(checked) &&
      h('p', { class: 'warning', 'data-testid': 'unproven' }, words.certificates.unproven),
    checked === undefined && h('p', { class: 'soft small' }, words.certificates.unread),
    h(
      'ol',
      { class: 'timeline', 'data-testid': 'certificates' },
      ...STAGES.flatMap((stage) => {
        const own = documents.filter((document) => stageOf(document) === stage);
        if (own.length === 0) return [drawAwaited(context, stage, item)];
        return own.map((document) => drawCertificate(context, stage, document, checked));
      }),
    ),
  );
}

function uuidOf({ id }: CertificateDocument): string {
  return encodeURIComponent(id.slice('urn:uuid:'.length));
}

function heading({ words }: Context, stage: Stage, kind: Kind = stage): HTMLElement {
  const { certificates } = words;
  return h('h3', {}, certificates[kind], h('span', { class: 'soft small stage' }, certificates[`${stage}Stage`]));
}

function drawAwaited(context: Context, stage: Stage, item: Item): HTMLElement {
  const known = item.certificates.find((certificate) => certificate.stage === stage);
  const text =
    known?.issuedAt === undefined
      ? context.words.certificates.pending
      : `${known.issuer[context.language]} · ${day(known.issuedAt, context.language)}`;
  return h(
    'li',
    { class: 'awaited' },
    h('div', { class: 'card' }, heading(context, stage), h('p', { class: 'soft small' }, text)),
  );
}

function drawCertificate(
  context: Context,
  stage: Stage,
  document: CertificateDocument,
  checked: Checked | undefined,
): HTMLElement {
  const { words, language } = context;
  const kind = kindOf(document);
  const facts = factsOf(document, checked?.bundle?.item ?? '', context);
  const signatures = Array.isArray(document.proof) ? document.proof.length : 1;
  const phone = checked !== undefined && holds(checked) ? phoneOf(document) : undefined;
  const digest = checked?.report.certificates.find(({ id }) => id === document.id)?.digest;
  const list = (some: typeof facts): HTMLElement =>
    h('dl', { class: 'facts' }, ...some.flatMap(([name, value]) => [h('dt', {}, name), h('dd', {}, value)]));
  const rest = facts.slice(FACTS_AT_ONCE);
  return h(
    'li',
    { 'data-testid': `certificate-${kind}` },
    h(
      'div',
      { class: 'card' },
      heading(context, stage, kind),
      h(
        'p',
        { class: 'small says' },
        h('strong', {}, say(words.certificates.who, { issuer: document.issuer.name })),
        ` · ${day(document.validFrom, language)}`,
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
function restsOnError({ evidence }: CertificateDocument, checked: Checked | undefined): boolean {
  const declared = (checked?.notes ?? []).filter(({ code }) => code === 'event-declared-wrong');
  return declared.some(({ subject }) => evidence.some(({ id }) => id === subject));
}
