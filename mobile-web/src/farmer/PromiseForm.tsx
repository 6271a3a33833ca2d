import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAttempt } from '../keys/useAttempt.ts';
import { newId } from '../outbox/OutboxProvider.tsx';
import { type Basis, BASES, makePromise, type PromiseWords } from './promises.ts';

/** The three things the official form asks the grower for; everything else it takes from the harvest. */
export function PromiseForm({
  harvestId,
  before,
  done,
  leave,
}: {
  harvestId: string;
  /** What was said last time. */
  before: PromiseWords | undefined;
  done: () => Promise<unknown>;
  leave: () => void;
}) {
  const { t } = useTranslation();
  const { busy, trouble, run } = useAttempt();
  // One key for this form: a second tap, or a lost answer, makes no second certificate.
  const [key] = useState(newId);
  const [basis, setBasis] = useState<readonly Basis[]>(before?.basis ?? ['quality-control']);
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string): string => {
      const value = form.get(name);
      return typeof value === 'string' ? value.trim() : '';
    };
    const words = {
      origin: text('origin'),
      contact: text('contact'),
      basis: BASES.filter((one) => basis.includes(one)),
    };
    run(async () => {
      await makePromise(harvestId, words, key);
      await done();
    });
  };
  return (
    <form className="stack" onSubmit={submit} data-testid="promise-form">
      <p className="small">{t('promise.text')}</p>
      <label>
        {t('promise.origin')}
        <input
          name="origin"
          required
          maxLength={200}
          defaultValue={before?.origin}
          placeholder={t('promise.originHint')}
        />
      </label>
      <label>
        {t('promise.contact')}
        <input name="contact" required maxLength={200} defaultValue={before?.contact} autoComplete="tel" />
      </label>
      <fieldset className="stack">
        <legend>{t('promise.basis')}</legend>
        {BASES.map((one) => (
          <label key={one} className="check">
            <input
              type="checkbox"
              checked={basis.includes(one)}
              onChange={({ target }) => {
                setBasis(target.checked ? [...basis, one] : basis.filter((other) => other !== one));
              }}
            />
            {t(`promise.bases.${one}`)}
          </label>
        ))}
      </fieldset>
      <p role="alert" className="trouble">
        {trouble}
      </p>
      <div className="row actions">
        <button
          type="submit"
          className="button primary"
          data-testid="promise-send"
          disabled={busy || basis.length === 0}
        >
          {t('promise.make')}
        </button>
        <button type="button" className="button quiet" onClick={leave}>
          {t('common.cancel')}
        </button>
      </div>
    </form>
  );
}
