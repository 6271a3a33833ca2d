import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { usePerson } from '../app/session.tsx';
import { instant, languageOf } from '../i18n/format.ts';
import { refusals } from './calls.ts';

/** What people of the organisation would not sign, and why: all that is left of it. */
export function RefusedSignatures() {
  const { t, i18n } = useTranslation();
  const { person } = usePerson();
  const { data = [] } = useQuery({ queryKey: ['refusals', person.id], queryFn: refusals, retry: false });
  if (data.length === 0) return null;
  return (
    <details data-testid="refused">
      <summary>{t('keys.refusedTitle', { count: data.length })}</summary>
      <ul className="lines">
        {data.map((one) => (
          <li key={one.id}>
            <strong>{one.reason}</strong>
            <br />
            <span className="soft small">
              {t(`keys.stage.${one.stage === 'residence' ? 'residence' : 'birth'}`)} · {one.person.name} ·{' '}
              {instant(one.refusedAt, languageOf(i18n.language))}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
