import { useTranslation } from 'react-i18next';
import type { Plot, Policy } from '../api/model.ts';
import { decimal, languageOf } from '../i18n/format.ts';
import { CoverPicture } from './CoverPicture.tsx';
import { PlotPicture } from './PlotPicture.tsx';

/** A plot and its cover; `policies` is undefined while they are not known yet. */
export function PlotCard({ plot, policies }: { plot: Plot; policies: Policy[] | undefined }) {
  const { t, i18n } = useTranslation();
  const area = decimal(plot.areaHectares, languageOf(i18n.language), 2);
  return (
    <li className="card stack" data-testid="plot-card">
      <div className="row start">
        <PlotPicture plot={plot} />
        <div>
          <h3>{plot.name}</h3>
          <p className="soft small">
            {plot.cultivar} · {t('common.hectares', { value: area })}
          </p>
        </div>
      </div>
      {policies?.length === 0 && <p className="soft small">{t('cover.notInsured')}</p>}
      {policies?.map((policy) => (
        <CoverPicture key={policy.id} policy={policy} />
      ))}
    </li>
  );
}
