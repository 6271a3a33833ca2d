import { useTranslation } from 'react-i18next';
import { Empty, Reading } from '../app/States.tsx';
import { useRead } from '../app/useRead.ts';
import { decimal, languageOf } from '../i18n/format.ts';
import { PlotPicture } from './PlotPicture.tsx';

/** Plots chosen by their shape; one tap moves on. */
export function PlotStep({
  chosen,
  choose,
}: {
  chosen: string | undefined;
  choose: (id: string, name: string) => void;
}) {
  const { t, i18n } = useTranslation();
  const plots = useRead('plots');
  return (
    <Reading of={plots}>
      {(list) =>
        list.plots.length === 0 ? (
          <Empty title={t('farmer.noPlots')} why={t('farmer.noPlotsWhy')} />
        ) : (
          <ul className="plot-grid">
            {list.plots.map((plot) => (
              <li key={plot.id}>
                <button
                  type="button"
                  className="card plot-choice"
                  aria-pressed={chosen === plot.id}
                  data-testid="plot-choice"
                  onClick={() => {
                    choose(plot.id, plot.name);
                  }}
                >
                  <PlotPicture plot={plot} size={120} />
                  <strong>{plot.name}</strong>
                  <span className="soft small">
                    {t('common.hectares', { value: decimal(plot.areaHectares, languageOf(i18n.language), 2) })}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        )
      }
    </Reading>
  );
}
