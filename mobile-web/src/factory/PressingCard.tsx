import { useTranslation } from 'react-i18next';
import type { LocalName, Pressing } from '../api/model.ts';
import { instant, languageOf } from '../i18n/format.ts';
import { LabelSheetForm } from './LabelSheetForm.tsx';

const SHOWN = 8;

/** One pressing: what was made when, the codes of its first pieces as pictures, and the sheet for the printer. */
export function PressingCard({ pressing, name }: { pressing: Pressing; name: LocalName | undefined }) {
  const { t, i18n } = useTranslation();
  const language = languageOf(i18n.language);
  const { gtin, items } = pressing;
  return (
    <li className="card stack" data-testid="pressing">
      <div className="row">
        <strong>{name?.[language] ?? gtin}</strong>
        <span className="chip">{t('factory.count', { count: items.length })}</span>
      </div>
      <p className="soft small">
        {t('factory.lot')} <span className="code">{pressing.lot}</span> · {instant(pressing.pressedAt, language)}
      </p>
      <ul className="codes-grid">
        {items.slice(0, SHOWN).map(({ serial, digitalLink }) => (
          <li key={serial}>
            <a href={digitalLink} target="_blank" rel="noreferrer">
              <img
                src={`/api/labels/${gtin}/${serial}.svg`}
                alt={t('factory.code', { serial })}
                width={88}
                height={88}
                loading="lazy"
              />
            </a>
          </li>
        ))}
      </ul>
      {items.length > SHOWN && <p className="soft small">{t('factory.more', { count: items.length - SHOWN })}</p>}
      <LabelSheetForm pressing={pressing} />
    </li>
  );
}
