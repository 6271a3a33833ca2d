import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppliedInput } from '../api/model.ts';
import { day, languageOf } from '../i18n/format.ts';

const today = (): string => new Date().toISOString().slice(0, 10);

/** What went onto the field since the last harvest; the shopper reads it on the birth certificate. */
export function AppliedInputs({
  inputs,
  change,
}: {
  inputs: AppliedInput[];
  change: (inputs: AppliedInput[]) => void;
}) {
  const { t, i18n } = useTranslation();
  const [adding, setAdding] = useState(false);
  return (
    <section className="card stack">
      <h3>{t('record.inputs')}</h3>
      {inputs.length === 0 && <p className="soft">{t('record.inputsNone')}</p>}
      <ul className="lines">
        {inputs.map((input, position) => (
          <li key={`${input.product}-${String(position)}`} className="row">
            <span>
              {input.product} · {input.quantity} {input.unit} · {day(input.appliedAt, languageOf(i18n.language))}
            </span>
            <button
              type="button"
              className="button quiet"
              aria-label={t('record.removeInput', { name: input.product })}
              onClick={() => {
                change(inputs.filter((_, other) => other !== position));
              }}
            >
              ×
            </button>
          </li>
        ))}
      </ul>
      {adding ? (
        <InputForm
          add={(input) => {
            change([...inputs, input]);
            setAdding(false);
          }}
          cancel={() => {
            setAdding(false);
          }}
        />
      ) : (
        <button
          type="button"
          className="button"
          data-testid="add-input"
          onClick={() => {
            setAdding(true);
          }}
        >
          {t('record.addInput')}
        </button>
      )}
    </section>
  );
}

function InputForm({ add, cancel }: { add: (input: AppliedInput) => void; cancel: () => void }) {
  const { t } = useTranslation();
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string): string => {
      const value = form.get(name);
      return typeof value === 'string' ? value.trim() : '';
    };
    add({
      product: text('product'),
      kind: text('kind') === 'pesticide' ? 'pesticide' : 'fertiliser',
      quantity: Number(text('quantity')),
      unit: text('unit') === 'LTR' ? 'LTR' : 'KGM',
      appliedAt: new Date(`${text('date')}T12:00:00`).toISOString(),
      preHarvestDays: Number(text('days')),
    });
  };
  return (
    <form className="stack" onSubmit={submit}>
      <label>
        {t('record.inputKind')}
        <select name="kind">
          <option value="fertiliser">{t('record.fertiliser')}</option>
          <option value="pesticide">{t('record.pesticide')}</option>
        </select>
      </label>
      <label>
        {t('record.inputName')}
        <input name="product" required maxLength={80} />
      </label>
      <div className="columns">
        <label>
          {t('record.inputQuantity')}
          <input name="quantity" type="number" required min="0.001" max="100000" step="any" inputMode="decimal" />
        </label>
        <label>
          {t('record.inputUnit')}
          <select name="unit">
            <option value="KGM">kg</option>
            <option value="LTR">L</option>
          </select>
        </label>
      </div>
      <div className="columns">
        <label>
          {t('record.inputDate')}
          <input name="date" type="date" required max={today()} defaultValue={today()} />
        </label>
        <label>
          {t('record.inputDays')}
          <input name="days" type="number" required min="0" max="365" step="1" defaultValue="0" inputMode="numeric" />
        </label>
      </div>
      <div className="columns">
        <button type="submit" className="button primary">
          {t('record.inputAdd')}
        </button>
        <button type="button" className="button" onClick={cancel}>
          {t('common.cancel')}
        </button>
      </div>
    </form>
  );
}
