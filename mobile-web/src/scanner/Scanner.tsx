import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '../app/Page.tsx';
import { usePerson } from '../app/session.tsx';
import { KeyCard } from '../keys/KeyCard.tsx';
import { WaitingSignatures } from '../keys/WaitingSignatures.tsx';
import { OutboxList } from '../outbox/OutboxList.tsx';
import { EMPTY_BATCH, removeFrom, scanInto, type ScanEffect } from './batch.ts';
import { BatchList } from './BatchList.tsx';
import { CameraView } from './CameraView.tsx';
import { readCode } from './code.ts';
import { ReceiptList } from './ReceiptList.tsx';
import { ReceiveForm } from './ReceiveForm.tsx';
import { ScanField } from './ScanField.tsx';
import { type Signal, signal } from './signals.ts';
import { useEffectWords } from './useEffectWords.ts';
import { useBatch } from './useBatch.ts';

const SIGNAL: Record<ScanEffect['kind'], Signal> = { added: 'good', case: 'case', duplicate: 'bad', refused: 'bad' };

/** Continuous scanning into a case: each scan is counted, signalled and kept before the next one comes. */
export function Scanner() {
  const { t } = useTranslation();
  const { person } = usePerson();
  const { batch, update } = useBatch(person.id);
  const [camera, setCamera] = useState(false);
  const [sound, setSound] = useState(true);
  const [last, setLast] = useState<{ effect: ScanEffect; number: number }>();
  const words = useEffectWords();

  const onCode = useCallback(
    (text: string) => {
      const effect = update((before) => scanInto(before, readCode(text, window.location.origin)));
      setLast((previous) => ({ effect, number: (previous?.number ?? 0) + 1 }));
      if (sound) signal(SIGNAL[effect.kind]);
    },
    [update, sound],
  );
  const change = (next: (before: typeof batch) => typeof batch): void => {
    update((before) => ({ batch: next(before), effect: undefined }));
  };
  const tone = last === undefined ? '' : SIGNAL[last.effect.kind];

  return (
    <Page title={t('scanner.title')}>
      <h1>{t('scanner.title')}</h1>
      <div
        key={last?.number}
        className={`scan-result ${tone}`}
        data-testid="scan-result"
        data-effect={last?.effect.kind}
      >
        <p className="count number" data-testid="scan-count">
          {t('scanner.count', { count: batch.items.length })}
        </p>
        <p>{last ? words(last.effect) : t('scanner.ready')}</p>
      </div>
      <p className="visually-hidden" aria-live="assertive">
        {last && words(last.effect)}
      </p>
      <ScanField onCode={onCode} />
      <div className="row">
        <button
          type="button"
          className="button"
          aria-pressed={camera}
          data-testid="camera-toggle"
          onClick={() => {
            setCamera(!camera);
          }}
        >
          {camera ? t('scanner.cameraStop') : t('scanner.camera')}
        </button>
        <label className="check">
          <input
            type="checkbox"
            checked={sound}
            onChange={(event) => {
              setSound(event.target.checked);
            }}
          />
          {t('scanner.sound')}
        </label>
      </div>
      {camera && <CameraView onCode={onCode} />}
      <BatchList
        items={batch.items}
        remove={(item) => {
          change((before) => removeFrom(before, item.gtin, item.serial));
        }}
        clear={() => {
          change((before) => ({ ...EMPTY_BATCH, location: before.location }));
        }}
      />
      <ReceiveForm batch={batch} change={change} />
      <OutboxList kind="receipt" />
      <OutboxList kind="residence" />
      <WaitingSignatures />
      <ReceiptList />
      <KeyCard stage="residence" />
    </Page>
  );
}
