import { useTranslation } from 'react-i18next';
import { Link } from '../app/Link.tsx';
import { instant, languageOf } from '../i18n/format.ts';
import { type HistoryEvent, shortCode, type Thing, thingsOf } from './events.ts';

const SHOWN = 6;

/** One event as a card of the line: what was done, when, where, and to what; every code leads to its own line. */
export function EventCard({ event }: { event: HistoryEvent }) {
  const { t, i18n } = useTranslation();
  const { from, to } = thingsOf(event);
  const place = event.bizLocation?.id ?? event.readPoint?.id;
  return (
    <li className="card stack" data-testid="history-event">
      <div className="row">
        <strong>{t(`history.step.${event.bizStep ?? ''}`, { defaultValue: event.bizStep ?? event.type })}</strong>
        <span className="soft small">{instant(event.eventTime, languageOf(i18n.language))}</span>
      </div>
      {event.errorDeclaration && <p className="chip bad">{t('history.declaredWrong')}</p>}
      {place !== undefined && (
        <p className="soft small">
          {t('history.place')} <span className="code">{shortCode(place)}</span>
        </p>
      )}
      <Codes title={t('history.from')} codes={from} />
      <Codes title={from.length > 0 ? t('history.to') : t('history.about')} codes={to} />
      {event.parentID !== undefined && (
        <Codes title={t('history.into')} codes={[{ code: event.parentID, amount: '' }]} />
      )}
    </li>
  );
}

function Codes({ title, codes }: { title: string; codes: readonly Thing[] }) {
  const { t } = useTranslation();
  if (codes.length === 0) return null;
  return (
    <div>
      <span className="soft small">{title}</span>
      <ul className="codes">
        {codes.slice(0, SHOWN).map(({ code, amount }) => (
          <li key={code} className="small">
            <Link to={`/history?code=${encodeURIComponent(code)}`} className="code">
              {shortCode(code)}
            </Link>{' '}
            {amount}
          </li>
        ))}
        {codes.length > SHOWN && <li className="soft small">{t('history.more', { count: codes.length - SHOWN })}</li>}
      </ul>
    </div>
  );
}
