import { useTranslation } from 'react-i18next';
import type { Policy } from '../api/model.ts';
import { useRead } from '../app/useRead.ts';
import { RainChart } from '../cover/RainChart.tsx';
import { useCoverWords } from '../cover/useCoverWords.ts';
import { amount, instant, languageOf } from '../i18n/format.ts';

const FALLBACK_TOKEN = { symbol: 'tCNY', decimals: 6 };

/** The cover of a plot as one picture and two sentences; once it has paid, the money comes first. */
export function CoverPicture({ policy }: { policy: Policy }) {
  const { t, i18n } = useTranslation();
  const language = languageOf(i18n.language);
  const token = useRead('balance').data?.data ?? FALLBACK_TOKEN;
  const words = useCoverWords(policy.index);
  const { status, paid, paidAt } = policy;
  const running = status === 'pending' || status === 'active';
  return (
    <figure className="cover stack" data-testid="cover" data-status={status}>
      <div className="row">
        <strong>{t('cover.title')}</strong>
        <span className="soft small">
          {t('cover.insuredFor', { amount: amount(policy.sumInsured, token, language) })}
        </span>
      </div>
      {status === 'paid' && paid !== undefined && (
        <div className="money" data-testid="cover-paid">
          <p className="money-amount number">{t('cover.paid', { amount: amount(paid, token, language) })}</p>
          {paidAt !== undefined && <p className="small">{t('cover.paidWords', { date: instant(paidAt, language) })}</p>}
        </div>
      )}
      {(status === 'expired' || status === 'refunded' || status === 'failed' || status === 'pending') && (
        <p className={`chip ${status === 'expired' ? 'good' : 'wait'}`}>{t(`cover.${status}`)}</p>
      )}
      <RainChart index={policy.index} words={`${words.now} ${words.rule}`} />
      <figcaption className="small">
        <p>
          <strong>{words.now}</strong>
        </p>
        <p className="soft">{words.rule}</p>
        {running && words.would !== undefined && <p className="soft">{words.would}</p>}
      </figcaption>
    </figure>
  );
}
