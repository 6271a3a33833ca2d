import { useTranslation } from 'react-i18next';
import type { Board, BoardSeries } from '../api/model.ts';
import { payoutBps } from '../cover/payout.ts';
import { amount, decimal, languageOf, percent } from '../i18n/format.ts';

/** What the series has paid, or what it would pay as it stands. */
export function Outcome({ series, token }: { series: BoardSeries; token: Board['token'] }) {
  const { t, i18n } = useTranslation();
  const language = languageOf(i18n.language);
  const paid = series.policies.reduce((sum, policy) => sum + BigInt(policy.paid ?? '0'), 0n);
  const last = series.index.curve.at(-1);
  if (series.state === 'settled' && paid === 0n && (series.payoutBps ?? 0) === 0) {
    return (
      <p className="outcome calm" data-testid="paid-nothing">
        {t('insurer.paidNothing')}
      </p>
    );
  }
  if (series.state === 'settled' || paid > 0n) {
    return (
      <div className="outcome paid" data-testid="paid">
        <p className="money-amount number">
          {t('insurer.paidTotal', { amount: amount(String(paid), token, language) })}
        </p>
        <p>
          {t('insurer.payoutShare', { percent: percent(series.payoutBps ?? 0, language) })}
          {series.secondsFromFinalToPaid !== undefined && (
            <>
              {' · '}
              <strong data-testid="time-to-money">
                {t('insurer.timeToMoney', { seconds: decimal(series.secondsFromFinalToPaid, language, 1) })}
              </strong>
            </>
          )}
        </p>
      </div>
    );
  }
  if (!last || series.index.side === 'below') return null;
  return (
    <p className="soft">
      {t('insurer.projected', { percent: percent(payoutBps(series.index, last.valueMilli), language) })}
    </p>
  );
}
