import { useTranslation } from 'react-i18next';
import type { Plot } from '../api/model.ts';
import { Empty, Reading } from '../app/States.tsx';
import { useRead } from '../app/useRead.ts';
import { decimal, instant, languageOf } from '../i18n/format.ts';
import { HarvestPromise } from './HarvestPromise.tsx';

const SHOWN = 10;

export function HarvestList({ plots }: { plots: readonly Plot[] }) {
  const { t, i18n } = useTranslation();
  const language = languageOf(i18n.language);
  const harvests = useRead('harvests');
  const nameOf = (plotId: string): string => plots.find((plot) => plot.id === plotId)?.name ?? '';
  return (
    <section aria-labelledby="harvests-title">
      <h2 id="harvests-title">{t('farmer.recent')}</h2>
      <Reading of={harvests}>
        {(list) =>
          list.harvests.length === 0 ? (
            <Empty title={t('farmer.noHarvests')} why={t('farmer.noHarvestsWhy')} />
          ) : (
            <ul className="lines" data-testid="harvest-list">
              {list.harvests.slice(0, SHOWN).map((harvest) => (
                <li key={harvest.id} className="stack">
                  <div className="row">
                    <span>
                      <strong className="number">
                        {decimal(harvest.quantityKg, language)} {t('common.kilograms')}
                      </strong>{' '}
                      {nameOf(harvest.plotId)}
                      <br />
                      <span className="soft small">{instant(harvest.harvestedAt, language)}</span>
                    </span>
                    {harvest.signing === undefined ? (
                      <span className="chip good">{t('farmer.certified')}</span>
                    ) : (
                      <span className="chip wait">{t('farmer.unsigned')}</span>
                    )}
                  </div>
                  {harvest.signing === undefined && <HarvestPromise harvest={harvest} />}
                </li>
              ))}
            </ul>
          )
        }
      </Reading>
    </section>
  );
}
