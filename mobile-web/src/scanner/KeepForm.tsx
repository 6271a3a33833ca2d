import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Receipt } from '../api/model.ts';
import { usePerson } from '../app/session.tsx';
import { useRead } from '../app/useRead.ts';
import { signingKeyId } from '../keys/deviceKey.ts';
import { newId, useOutbox } from '../outbox/OutboxProvider.tsx';
import { dayOf, endOfDay } from './keepUntil.ts';

const YEAR_MS = 366 * 86_400_000;

/** The keeper certifies how a case is kept: which sensor stands beside it, and until when that is good. */
export function KeepForm({ receipt }: { receipt: Receipt }) {
  const { t } = useTranslation();
  const { person } = usePerson();
  const outbox = useOutbox();
  const sensors = useRead('sensors').data?.data.sensors ?? [];
  const [chosen, setChosen] = useState<string>();
  const [day, setDay] = useState(() => dayOf(Date.now() + YEAR_MS));
  const [trouble, setTrouble] = useState('');
  const [words, setWords] = useState('');
  const sensorId = chosen ?? sensors[0]?.id;

  const save = async (): Promise<void> => {
    const now = Date.now();
    const until = endOfDay(day, now);
    setTrouble(sensorId === undefined ? t('keep.noSensors') : until === undefined ? t('keep.untilBad') : '');
    if (sensorId === undefined || until === undefined) return;
    const deviceKeyId = await signingKeyId(person.id, 'residence', now);
    await outbox.save({
      kind: 'residence',
      id: newId(),
      owner: person.id,
      state: 'draft',
      idempotencyKey: '',
      createdAt: now,
      attempts: 0,
      notBefore: 0,
      items: receipt.items,
      body: {
        sscc: receipt.sscc,
        sensorId,
        from: receipt.receivedAt,
        until,
        ...(deviceKeyId === undefined ? {} : { deviceKeyId }),
      },
    });
    setWords(t('keep.saved'));
    if (navigator.onLine) void outbox.pump();
  };

  return (
    <details data-testid="keep">
      <summary>{t('keep.title')}</summary>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save().catch(() => {
            setTrouble(t('record.storageFull'));
          });
        }}
      >
        <label>
          {t('keep.sensor')}
          <select
            value={sensorId}
            data-testid="keep-sensor"
            onChange={(event) => {
              setChosen(event.target.value);
            }}
          >
            {sensors.map((sensor) => (
              <option key={sensor.id} value={sensor.id}>
                {sensor.name} · {sensor.location}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t('keep.until')}
          <input
            type="date"
            value={day}
            data-testid="keep-until"
            onChange={(event) => {
              setDay(event.target.value);
            }}
          />
        </label>
        <p role="alert" className="trouble">
          {trouble}
        </p>
        <p role="status" className="good-words">
          {words}
        </p>
        <button type="submit" className="button" data-testid="keep-save">
          {t('keep.save')}
        </button>
      </form>
    </details>
  );
}
