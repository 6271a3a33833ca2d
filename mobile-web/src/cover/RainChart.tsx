import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { CoverIndex } from '../api/model.ts';
import { day, languageOf, milli } from '../i18n/format.ts';
import { drawCurve } from './picture.ts';

const WIDTH = 340;
const HEIGHT = 150;

/** Whether the index counts dry days rather than millimetres of rain. */
export function countsDays(index: Pick<CoverIndex, 'unit'>): boolean {
  return index.unit === 'days';
}

/** The running index against the line where it starts to pay and the line where it pays in full. */
export function RainChart({ index, words }: { index: CoverIndex; words: string }) {
  const { t, i18n } = useTranslation();
  const language = languageOf(i18n.language);
  const picture = drawCurve(index, WIDTH, HEIGHT);
  const title = useId();
  const unit = (valueMilli: number): string =>
    countsDays(index)
      ? t('cover.days', { value: milli(valueMilli, language, 0) })
      : t('cover.millimetres', { value: milli(valueMilli, language, 0) });
  return (
    <svg
      viewBox={`0 -4 ${String(WIDTH)} ${String(HEIGHT + 24)}`}
      className="chart"
      role="img"
      aria-labelledby={title}
      data-testid="rain-chart"
    >
      <title id={title}>{t('cover.chart', { words })}</title>
      <rect x="0" width={WIDTH} {...picture.partly} className="pays-partly" />
      <rect x="0" width={WIDTH} {...picture.fully} className="pays-fully" />
      <path d={picture.area} className="rain-area" />
      <line x1="0" x2={WIDTH} y1={picture.triggerY} y2={picture.triggerY} className="line-trigger" />
      <line x1="0" x2={WIDTH} y1={picture.exitY} y2={picture.exitY} className="line-exit" />
      <path d={picture.line} className="rain-line" />
      {picture.last && <circle cx={picture.last.x} cy={picture.last.y} r="4.500" className="rain-dot" />}
      <line x1="0" x2={WIDTH} y1={HEIGHT} y2={HEIGHT} className="axis" />
      <text x={WIDTH - 4} y={picture.triggerY - 5} textAnchor="end" className="mark">
        {t('cover.triggerLine', { value: unit(index.triggerMilli) })}
      </text>
      <text x="4" y={picture.exitY - 5} className="mark">
        {t('cover.exitLine', { value: unit(index.exitMilli) })}
      </text>
      <text x="0" y={HEIGHT + 15} className="tick">
        {day(index.from, language)}
      </text>
      <text x={WIDTH} y={HEIGHT + 15} textAnchor="end" className="tick">
        {day(index.to, language)}
      </text>
    </svg>
  );
}
