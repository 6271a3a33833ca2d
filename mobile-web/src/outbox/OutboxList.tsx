import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { go } from '../app/route.ts';
import { decimal, languageOf } from '../i18n/format.ts';
import { mayDiscard, type OutboxState } from './machine.ts';
import { useOutbox, useOutboxRecords } from './OutboxProvider.tsx';
import type { OutboxRecord } from './record.ts';

const CHIP: Record<OutboxState, string> = {
  draft: '',
  ready: 'wait',
  sending: 'rain',
  sent: 'good',
  'needs-fix': 'bad',
};

const HEADING = { harvest: 'outbox.title', receipt: 'scanner.pending', residence: 'keep.pending' } as const;

/** The records on their way, each with its state in plain words and the one thing to do about it. */
export function OutboxList({ kind }: { kind: OutboxRecord['kind'] }) {
  const { t } = useTranslation();
  const records = useOutboxRecords().filter((record) => record.kind === kind);
  const waiting = records.filter((record) => record.state !== 'sent').length;
  if (records.length === 0) return null;
  return (
    <section aria-labelledby={`outbox-${kind}`} data-testid="outbox">
      <h2 id={`outbox-${kind}`}>{t(HEADING[kind])}</h2>
      <p className="soft small" aria-live="polite" data-testid="outbox-summary">
        {waiting > 0 ? t('outbox.count', { count: waiting }) : t('outbox.allSent')}
      </p>
      <ul className="stack">
        {records.map((record) => (
          <OutboxCard key={record.id} record={record} />
        ))}
      </ul>
    </section>
  );
}

function OutboxCard({ record }: { record: OutboxRecord }) {
  const { t, i18n } = useTranslation();
  const outbox = useOutbox();
  const seconds = useSecondsUntil(record.notBefore);
  const words = (): string => {
    if (record.trouble?.kind === 'refused') return record.trouble.detail;
    if (record.state === 'ready' && record.trouble?.kind === 'signed-out') return t('outbox.signInWords');
    if (record.state === 'ready' && record.attempts > 0 && seconds > 0) return t('outbox.retryWords', { seconds });
    if (record.state === 'needs-fix') return '';
    return t(`outbox.${record.state}Words`);
  };
  const title = (): string => {
    if (record.kind === 'receipt')
      return t('outbox.receipt', { count: record.body.items.length, sscc: record.body.sscc });
    if (record.kind === 'residence') return t('outbox.residence', { sscc: record.body.sscc });
    const { quantityKg } = record.body;
    return record.state === 'draft' || quantityKg === undefined
      ? t('outbox.harvestDraft', { plot: record.title })
      : t('outbox.harvest', { plot: record.title, kg: decimal(quantityKg, languageOf(i18n.language)) });
  };
  return (
    <li className="card record" data-testid="outbox-item" data-state={record.state}>
      <div className="row">
        <strong>{title()}</strong>
        <span className={`chip ${CHIP[record.state]}`} data-testid="outbox-state">
          {t(`outbox.${record.state}`)}
        </span>
      </div>
      <p className="soft small">{words()}</p>
      {record.state !== 'sent' && record.state !== 'sending' && (
        <div className="row actions">
          {record.state === 'ready' && (
            <button
              type="button"
              className="button"
              data-testid="send-now"
              onClick={() => void outbox.sendNow(record.id)}
            >
              {t('outbox.sendNow')}
            </button>
          )}
          {record.kind === 'harvest' && record.state !== 'ready' && (
            <button
              type="button"
              className="button"
              data-testid="continue-record"
              onClick={() => {
                go(`/farmer/record?id=${record.id}`);
              }}
            >
              {record.state === 'draft' ? t('outbox.continue') : t('outbox.fix')}
            </button>
          )}
          {mayDiscard(record.state) && (
            <button
              type="button"
              className="button quiet"
              onClick={() => {
                if (window.confirm(t('outbox.discardSure'))) void outbox.discard(record.id);
              }}
            >
              {t('outbox.discard')}
            </button>
          )}
        </div>
      )}
    </li>
  );
}

function useSecondsUntil(moment: number): number {
  const [now, setNow] = useState(Date.now);
  const waiting = moment > now;
  useEffect(() => {
    if (!waiting) return undefined;
    const timer = window.setInterval(() => {
      setNow(Date.now());
    }, 1_000);
    return () => {
      window.clearInterval(timer);
    };
  }, [waiting]);
  return Math.max(0, Math.ceil((moment - now) / 1_000));
}
