import { useTranslation } from 'react-i18next';
import type { Board } from '../api/model.ts';
import { amount, languageOf } from '../i18n/format.ts';
import { sharePercent } from './share.ts';

/** Capital, and how much of it is promised. */
export function PoolBar({ board }: { board: Board }) {
  const { t, i18n } = useTranslation();
  const language = languageOf(i18n.language);
  const { pool, token } = board;
  const locked = sharePercent(pool.locked, pool.assets);
  const facts = [
    ['assets', pool.assets],
    ['locked', pool.locked],
    ['free', pool.free],
  ] as const;
  return (
    <section className="card stack" aria-labelledby="pool-title" data-testid="pool">
      <h2 id="pool-title">{t('insurer.pool')}</h2>
      <div className="bar" role="img" aria-label={`${t('insurer.locked')} ${String(locked)} %`}>
        <span style={{ width: `${String(locked)}%` }} />
      </div>
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{t(`insurer.${name}`)}</dt>
            <dd className="number" data-testid={`pool-${name}`}>
              {amount(value, token, language)}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
