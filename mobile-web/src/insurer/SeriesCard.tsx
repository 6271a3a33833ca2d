import { useTranslation } from 'react-i18next';
import type { Board, BoardSeries } from '../api/model.ts';
import { RainChart } from '../cover/RainChart.tsx';
import { useCoverWords } from '../cover/useCoverWords.ts';
import { amount, languageOf } from '../i18n/format.ts';
import { Outcome } from './Outcome.tsx';
import { PolicyTable } from './PolicyTable.tsx';
import { ReporterTable } from './ReporterTable.tsx';
import { sharePercent } from './share.ts';
import { stagesOf } from './stepper.ts';

/** One series: where it stands, its index against the lines, who reports, who is insured and what was paid. */
export function SeriesCard({ series, token }: { series: BoardSeries; token: Board['token'] }) {
  const { t, i18n } = useTranslation();
  const language = languageOf(i18n.language);
  const words = useCoverWords(series.index);
  const exposed = sharePercent(series.exposure, series.cap);
  return (
    <article
      className="card stack"
      data-testid="series"
      data-state={series.state}
      aria-labelledby={`series-${series.id}`}
    >
      <div className="row">
        <h2 id={`series-${series.id}`}>{series.name}</h2>
        <span className="chip">{series.season}</span>
      </div>
      <ol className="stepper" aria-label={t('insurer.stepper')}>
        {stagesOf(series.state).map((stage) => (
          <li key={stage.state} className={stage.at} aria-current={stage.at === 'now' ? 'step' : undefined}>
            {t(`insurer.state.${stage.state}`)}
          </li>
        ))}
      </ol>
      <Outcome series={series} token={token} />
      <RainChart index={series.index} words={`${words.now} ${words.rule}`} />
      <p className="small">
        <strong>{words.now}</strong> <span className="soft">{words.rule}</span>
      </p>
      <div>
        <p className="small">
          {t('insurer.exposureOf', {
            exposure: amount(series.exposure, token, language),
            cap: amount(series.cap, token, language),
          })}{' '}
          <span className="soft">
            · {t('insurer.premiums')} {amount(series.premiums, token, language)}
          </span>
        </p>
        <div className="bar thin" aria-hidden="true">
          <span style={{ width: `${String(exposed)}%` }} />
        </div>
      </div>
      <ReporterTable index={series.index} />
      <PolicyTable policies={series.policies} token={token} />
    </article>
  );
}
