import { useTranslation } from 'react-i18next';
import type { BoardSeries } from '../api/model.ts';
import { countsDays } from '../cover/RainChart.tsx';
import { day, languageOf, milli } from '../i18n/format.ts';
import { daysBehind } from './lag.ts';

const NOTABLE_LAG_DAYS = 2;

export function ReporterTable({ index }: { index: BoardSeries['index'] }) {
  const { t, i18n } = useTranslation();
  const language = languageOf(i18n.language);
  const behind = daysBehind(index.reporters);
  const unit = countsDays(index) ? 'cover.days' : 'cover.millimetres';
  const shown = (value: string | number | undefined): string =>
    value === undefined ? '–' : t(unit, { value: milli(Number(value), language) });
  if (index.reporters.length === 0) return null;
  return (
    <div className="table-frame">
      <table data-testid="reporters">
        <caption>{t('insurer.reporters')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('insurer.reporter')}</th>
            <th scope="col">{t('insurer.through')}</th>
            <th scope="col">{t('insurer.value')}</th>
            <th scope="col">{t('insurer.observed')}</th>
          </tr>
        </thead>
        <tbody>
          {index.reporters.map((reporter, position) => {
            const lag = behind[position] ?? 0;
            return (
              <tr key={reporter.address} data-testid="reporter">
                <th scope="row" title={reporter.address}>
                  {reporter.name}
                  <br />
                  <span className="soft small" title={reporter.sourceId}>
                    {t('insurer.source')} {shortened(reporter.sourceId)}
                  </span>
                </th>
                <td>
                  {reporter.throughDate ? day(reporter.throughDate, language) : '–'}
                  {lag > NOTABLE_LAG_DAYS && <span className="chip wait">{t('insurer.lagging', { days: lag })}</span>}
                </td>
                <td className="number">{shown(reporter.valueMilli)}</td>
                <td>
                  <span className={reporter.observed ? 'chip good' : 'soft'}>
                    {reporter.observed ? t('insurer.observedYes') : t('insurer.observedNo')}
                  </span>
                </td>
              </tr>
            );
          })}
        </tbody>
        {index.medianMilli !== undefined && (
          <tfoot>
            <tr>
              <th scope="row" colSpan={2}>
                {t('insurer.median')}
              </th>
              <td className="number" colSpan={2} data-testid="median">
                {shown(index.medianMilli)}
              </td>
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}

/** A 32-byte source id says little to a person: its ends are enough to tell two apart. */
function shortened(sourceId: string): string {
  return /^0x[0-9a-f]{64}$/i.test(sourceId) ? `${sourceId.slice(0, 6)}…${sourceId.slice(-4)}` : sourceId;
}
