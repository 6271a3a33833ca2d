import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '../app/Page.tsx';
import { go, useRoute } from '../app/route.ts';
import { usePerson } from '../app/session.tsx';
import { Loading } from '../app/States.tsx';
import { useRead } from '../app/useRead.ts';
import { signingKeyId } from '../keys/deviceKey.ts';
import { newId, useOutbox, useOutboxRecords } from '../outbox/OutboxProvider.tsx';
import type { HarvestRecord } from '../outbox/record.ts';
import { weightOf } from './keypad.ts';
import { PhotoStep } from './PhotoStep.tsx';
import { PlotStep } from './PlotStep.tsx';
import { ProductChoice } from './ProductChoice.tsx';
import { WeightStep } from './WeightStep.tsx';

type Step = 1 | 2 | 3;

/** The form on a new record, or on one taken up again from the outbox by its `id`. */
export function RecordHarvest() {
  const { query } = useRoute();
  const id = query.get('id');
  const records = useOutboxRecords();
  const { person } = usePerson();
  const [fresh] = useState(() => newRecord(person.id));
  if (id === null) return <Form start={fresh} />;
  const kept = records.find((record) => record.id === id);
  return kept?.kind === 'harvest' && kept.state !== 'sending' && kept.state !== 'sent' ? (
    <Form start={kept} />
  ) : (
    <Loading />
  );
}

/** Three steps. From the first answer on the draft is in the phone's database after every change. */
function Form({ start }: { start: HarvestRecord }) {
  const { t } = useTranslation();
  const outbox = useOutbox();
  const products = useRead('products').data?.data.products.filter((product) => product.stage === 'leaf') ?? [];
  const [record, setRecord] = useState(start);
  const [weight, setWeight] = useState(start.body.quantityKg === undefined ? '' : String(start.body.quantityKg));
  const [step, setStep] = useState<Step>(
    start.body.plotId === undefined ? 1 : start.body.quantityKg === undefined ? 2 : 3,
  );
  const [trouble, setTrouble] = useState('');
  const { body } = record;
  const gtin = body.gtin ?? products[0]?.gtin;

  const guarded = (work: Promise<void>): Promise<void> =>
    work.catch(() => {
      setTrouble(t('record.storageFull'));
    });
  const change = (next: HarvestRecord): void => {
    setTrouble('');
    setRecord({ ...next, state: 'draft' });
    void guarded(outbox.keepDraft(next));
  };
  const afterWeight = (): void => {
    const quantityKg = weightOf(weight);
    if (quantityKg === undefined) {
      setTrouble(t('record.enterWeight'));
      return;
    }
    change({ ...record, body: { ...body, quantityKg } });
    setStep(3);
  };
  const save = async (): Promise<void> => {
    if (gtin === undefined) {
      setTrouble(t('record.noProducts'));
      return;
    }
    const harvestedAt = body.harvestedAt ?? new Date().toISOString();
    // Decided now, so that every try sends the same.
    const deviceKeyId = await signingKeyId(record.owner, 'birth', Date.now());
    const said = { inputs: [], ...body, gtin, harvestedAt };
    if (deviceKeyId === undefined) delete said.deviceKeyId;
    else said.deviceKeyId = deviceKeyId;
    await outbox.save({ ...record, state: 'draft', body: said });
    go('/farmer', 'replace');
    if (navigator.onLine) void outbox.pump();
  };
  const back = (): void => {
    if (step === 1) go('/farmer');
    else setStep(step === 3 ? 2 : 1);
  };

  return (
    <Page title={t('record.title')}>
      <p className="soft small">{t('record.step', { n: step })}</p>
      <progress value={step} max={3} className="progress" aria-hidden="true" />
      <h1 data-testid="step-title">{t(step === 1 ? 'record.plot' : step === 2 ? 'record.weight' : 'record.photo')}</h1>
      {step === 1 && (
        <PlotStep
          chosen={body.plotId}
          choose={(plotId, title) => {
            change({ ...record, title, body: { ...body, plotId } });
            setStep(2);
          }}
        />
      )}
      {step === 2 && <WeightStep text={weight} change={setWeight} />}
      {step === 3 && (
        <>
          <ProductChoice
            products={products}
            chosen={gtin}
            choose={(chosen) => {
              change({ ...record, body: { ...body, gtin: chosen } });
            }}
          />
          <PhotoStep
            photo={record.photo}
            take={(photo) => {
              change({ ...record, photo });
            }}
            inputs={body.inputs ?? []}
            changeInputs={(inputs) => {
              change({ ...record, body: { ...body, inputs } });
            }}
          />
        </>
      )}
      <p role="alert" className="trouble" data-testid="record-trouble">
        {trouble}
      </p>
      <div className="foot">
        <button type="button" className="button" onClick={back} data-testid="record-back">
          {t('common.back')}
        </button>
        {step === 2 && (
          <button type="button" className="button primary" data-testid="record-next" onClick={afterWeight}>
            {t('common.next')}
          </button>
        )}
        {step === 3 && (
          <button
            type="button"
            className="button primary"
            data-testid="record-save"
            onClick={() => void guarded(save())}
          >
            {record.photo ? t('record.save') : t('record.withoutPhoto')}
          </button>
        )}
      </div>
    </Page>
  );
}

function newRecord(owner: string): HarvestRecord {
  return {
    kind: 'harvest',
    id: newId(),
    owner,
    state: 'draft',
    idempotencyKey: '',
    createdAt: Date.now(),
    attempts: 0,
    notBefore: 0,
    title: '',
    body: {},
  };
}
