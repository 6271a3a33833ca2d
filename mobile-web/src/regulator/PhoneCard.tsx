import { useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemError } from '../api/request.ts';
import { instant, languageOf } from '../i18n/format.ts';
import { revoke } from '../keys/calls.ts';
import { type Phone, type Standing, standingOf } from '../keys/phone.ts';
import { ReasonForm } from '../keys/ReasonForm.tsx';
import { useAttempt } from '../keys/useAttempt.ts';
import { confirmPhone } from './calls.ts';
import { inYears } from './inYears.ts';

const YEARS = [1, 2, 3] as const;
const CHIP: Record<Standing, string> = { asking: 'wait', writing: 'rain', reverted: 'bad', ready: 'good', ended: '' };

/** One phone: whose it is, how its key ends (to be compared with the phone), and what may be done about it. */
export function PhoneCard({ phone }: { phone: Phone }) {
  const { t, i18n } = useTranslation();
  const language = languageOf(i18n.language);
  const queries = useQueryClient();
  const [years, setYears] = useState<number>(YEARS[0]);
  const [ending, setEnding] = useState(false);
  const yearsId = useId();
  const standing = standingOf(phone);
  const isNew = standing === 'asking';
  const { busy, trouble, run } = useAttempt((error) =>
    error instanceof ProblemError && error.problem.code === 'not-accredited'
      ? t('regulator.organisationNot', { organisation: phone.organisation[language] })
      : error instanceof Error
        ? error.message
        : String(error),
  );
  const done = (): Promise<void> => queries.invalidateQueries({ queryKey: ['phones'] });
  const [held] = phone.accreditations;
  return (
    <li className="card stack" data-testid="phone" data-standing={standing}>
      <div className="row">
        <strong>{phone.person.name}</strong>
        <span className={`chip ${CHIP[standing]}`}>{t(`regulator.standing.${standing}`)}</span>
      </div>
      <p>
        {phone.organisation[language]}
        <br />
        <span className="soft small">
          {phone.name} · {instant(phone.createdAt, language)}
        </span>
        <br />
        <span className="soft small">{t('regulator.keyEnds', { end: phone.did.slice(-8) })}</span>
      </p>
      {phone.stage && <p>{t(`regulator.signs.${phone.stage === 'residence' ? 'residence' : 'birth'}`)}</p>}
      {held && standing !== 'ended' && (
        <p className="small">{t('regulator.until', { time: instant(held.until, language) })}</p>
      )}
      {phone.revocationReason !== undefined && (
        <p className="small">{t('regulator.because', { reason: phone.revocationReason })}</p>
      )}
      <p role="alert" className="trouble">
        {trouble}
      </p>
      {ending && (
        <ReasonForm
          ask={t(isNew ? 'regulator.refuseWhy' : 'regulator.suspendWhy')}
          consequence={t(isNew ? 'regulator.refuseThen' : 'regulator.suspendThen', { person: phone.person.name })}
          action={t(isNew ? 'regulator.refuse' : 'regulator.suspend')}
          give={(reason) => {
            run(() => revoke(phone.id, reason).then(done));
          }}
          leave={() => {
            setEnding(false);
          }}
        />
      )}
      {!ending && isNew && (
        <div className="row start">
          <label htmlFor={yearsId}>{t('regulator.for')}</label>
          <select
            id={yearsId}
            className="grow"
            value={years}
            onChange={({ target }) => {
              setYears(Number(target.value));
            }}
          >
            {YEARS.map((count) => (
              <option key={count} value={count}>
                {t('regulator.years', { count })}
              </option>
            ))}
          </select>
        </div>
      )}
      {!ending && standing !== 'ended' && (
        <div className="row actions">
          {isNew && (
            <button
              type="button"
              className="button primary"
              data-testid="confirm-phone"
              disabled={busy}
              onClick={() => {
                run(() => confirmPhone(phone, inYears(new Date(), years)).then(done));
              }}
            >
              {t('regulator.confirm')}
            </button>
          )}
          <button
            type="button"
            className="button quiet"
            data-testid="end-phone"
            disabled={busy}
            onClick={() => {
              setEnding(true);
            }}
          >
            {t(isNew ? 'regulator.refuse' : 'regulator.suspend')}
          </button>
        </div>
      )}
    </li>
  );
}
