import { type SyntheticEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';

const LONGEST = 300;

/** Asks for the reason of something that is not easily undone; sending it is the confirmation. */
export function ReasonForm({
  ask,
  consequence,
  action,
  give,
  leave,
}: {
  ask: string;
  /** What happens then, in plain words. */
  consequence: string;
  action: string;
  give: (reason: string) => void;
  leave: () => void;
}) {
  const { t } = useTranslation();
  const id = useId();
  const [reason, setReason] = useState('');
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    give(reason.trim());
  };
  return (
    <form className="stack" onSubmit={submit} data-testid="reason-form">
      <label htmlFor={id}>{ask}</label>
      <textarea
        id={id}
        rows={2}
        required
        maxLength={LONGEST}
        aria-describedby={`${id}-then`}
        value={reason}
        data-testid="reason"
        onChange={({ target }) => {
          setReason(target.value);
        }}
      />
      <p id={`${id}-then`} className="soft small">
        {consequence}
      </p>
      <div className="row actions">
        <button type="submit" className="button" data-testid="reason-send" disabled={reason.trim() === ''}>
          {action}
        </button>
        <button type="button" className="button quiet" onClick={leave}>
          {t('common.cancel')}
        </button>
      </div>
    </form>
  );
}
