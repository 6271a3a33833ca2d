import { useTranslation } from 'react-i18next';
import type { LocalName } from '../api/model.ts';
import { Reading } from '../app/States.tsx';
import { useRead } from '../app/useRead.ts';
import { amount, languageOf } from '../i18n/format.ts';

const EVERY_MS = 5_000;

export function BalanceCard({ organisation }: { organisation: LocalName }) {
  const { t, i18n } = useTranslation();
  const language = languageOf(i18n.language);
  const balance = useRead('balance', EVERY_MS);
  return (
    <section aria-labelledby="balance-title" className="card balance">
      <h2 id="balance-title">{t('farmer.balance')}</h2>
      <Reading of={balance}>
        {(account) => (
          <p className="money-amount number" data-testid="balance">
            {amount(account.balance, account, language)}
          </p>
        )}
      </Reading>
      <p className="soft small">
        {organisation[language]} · {t('farmer.balanceHint')}
      </p>
    </section>
  );
}
