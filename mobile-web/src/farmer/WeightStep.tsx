import { useTranslation } from 'react-i18next';
import { type Key, MAX_KG, press, step } from './keypad.ts';

const KEYS: readonly Key[] = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '.', '0', 'delete'];
const STEPS = [-5, -1, 1, 5] as const;

/** Keys large enough for a thumb in the sun; the number is read out as it changes. */
export function WeightStep({ text, change }: { text: string; change: (text: string) => void }) {
  const { t } = useTranslation();
  return (
    <div className="stack">
      <output className="weight number" aria-live="polite" data-testid="weight">
        {text === '' ? '0' : text} <span className="unit">{t('common.kilograms')}</span>
      </output>
      {Number(text) > MAX_KG && (
        <p role="alert" className="trouble">
          {t('record.tooHeavy', { max: MAX_KG })}
        </p>
      )}
      <div className="steppers">
        {STEPS.map((kilograms) => (
          <button
            key={kilograms}
            type="button"
            className="button"
            aria-label={kilograms > 0 ? t('record.more', { n: kilograms }) : t('record.less', { n: -kilograms })}
            onClick={() => {
              change(step(text, kilograms));
            }}
          >
            {kilograms > 0 ? `+${String(kilograms)}` : `−${String(-kilograms)}`}
          </button>
        ))}
      </div>
      <div className="keypad">
        {KEYS.map((key) => (
          <button
            key={key}
            type="button"
            className="button key number"
            data-testid={`key-${key}`}
            aria-label={key === 'delete' ? t('record.delete') : undefined}
            onClick={() => {
              change(press(text, key));
            }}
          >
            {key === 'delete' ? '⌫' : key}
          </button>
        ))}
      </div>
    </div>
  );
}
