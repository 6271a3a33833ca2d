import { isSscc } from '@fieldseal/provenance';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePerson } from '../app/session.tsx';
import { newId, useOutbox } from '../outbox/OutboxProvider.tsx';
import { type Batch, nextCase } from './batch.ts';

/** Puts the scanned pieces into a case at a place: stored on the phone first, sent from there. */
export function ReceiveForm({ batch, change }: { batch: Batch; change: (next: (before: Batch) => Batch) => void }) {
  const { t } = useTranslation();
  const { person } = usePerson();
  const outbox = useOutbox();
  const [words, setWords] = useState('');
  const [trouble, setTrouble] = useState('');

  const receive = async (): Promise<void> => {
    const sscc = batch.sscc.replace(/\D/g, '');
    const location = batch.location.trim();
    const missing = missingFrom(batch, sscc, location);
    setTrouble(missing === undefined ? '' : t(`scanner.${missing}`));
    setWords('');
    if (missing !== undefined) return;
    const now = Date.now();
    await outbox.save({
      kind: 'receipt',
      id: newId(),
      owner: person.id,
      state: 'draft',
      idempotencyKey: '',
      createdAt: now,
      attempts: 0,
      notBefore: 0,
      body: {
        sscc,
        location,
        items: batch.items.map((item) => item.digitalLink),
        receivedAt: new Date(now).toISOString(),
      },
    });
    change(nextCase);
    setWords(t('scanner.receivedSaved', { count: batch.items.length }));
    if (navigator.onLine) void outbox.pump();
  };

  return (
    <form
      className="card stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        receive().catch(() => {
          setTrouble(t('record.storageFull'));
        });
      }}
    >
      <h2>{t('scanner.receive')}</h2>
      <label>
        {t('scanner.sscc')}
        <input
          value={batch.sscc}
          inputMode="numeric"
          maxLength={24}
          placeholder={t('scanner.ssccHint')}
          data-testid="sscc"
          onChange={(event) => {
            const sscc = event.target.value;
            change((before) => ({ ...before, sscc }));
          }}
        />
      </label>
      <label>
        {t('scanner.location')}
        <input
          value={batch.location}
          maxLength={120}
          placeholder={t('scanner.locationHint')}
          data-testid="location"
          onChange={(event) => {
            const location = event.target.value;
            change((before) => ({ ...before, location }));
          }}
        />
      </label>
      <p role="alert" className="trouble" data-testid="receive-trouble">
        {trouble}
      </p>
      <p role="status" className="good-words">
        {words}
      </p>
      <button type="submit" className="button primary wide" data-testid="receive">
        {t('scanner.receive')} · {t('scanner.count', { count: batch.items.length })}
      </button>
    </form>
  );
}

function missingFrom(
  batch: Batch,
  sscc: string,
  location: string,
): 'nothing' | 'ssccBad' | 'locationMissing' | undefined {
  if (batch.items.length === 0) return 'nothing';
  if (!isSscc(sscc)) return 'ssccBad';
  return location === '' ? 'locationMissing' : undefined;
}
