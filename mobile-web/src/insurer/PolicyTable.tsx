import { useTranslation } from 'react-i18next';
import type { Board, BoardPolicy, PolicyStatus } from '../api/model.ts';
import { amount, instant, languageOf } from '../i18n/format.ts';

const CHIP: Record<PolicyStatus, string> = {
  pending: 'wait',
  active: 'rain',
  paid: 'good',
  expired: '',
  refunded: 'wait',
  failed: 'bad',
};

export function PolicyTable({ policies, token }: { policies: readonly BoardPolicy[]; token: Board['token'] }) {
  const { t, i18n } = useTranslation();
  const language = languageOf(i18n.language);
  if (policies.length === 0) return <p className="soft small">{t('insurer.noPolicies')}</p>;
  return (
    <div className="table-frame">
      <table data-testid="policies">
        <caption>{t('insurer.policies')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('insurer.holder')}</th>
            <th scope="col">{t('insurer.sumInsured')}</th>
            <th scope="col">{t('insurer.status')}</th>
          </tr>
        </thead>
        <tbody>
          {policies.map((policy) => (
            <tr key={policy.id} data-testid="policy" data-status={policy.status}>
              <th scope="row">
                {policy.holder}
                <br />
                <span className="soft small">
                  {policy.plot} · {policy.number}
                </span>
              </th>
              <td className="number">{amount(policy.sumInsured, token, language)}</td>
              <td>
                <span className={`chip ${CHIP[policy.status]}`}>{t(`insurer.policyStatus.${policy.status}`)}</span>
                {policy.paid !== undefined && (
                  <p className="number">
                    <strong data-testid="policy-paid">{amount(policy.paid, token, language)}</strong>
                    {policy.paidAt !== undefined && (
                      <span className="soft small">
                        {' '}
                        {t('insurer.paidAt', { time: instant(policy.paidAt, language) })}
                      </span>
                    )}
                  </p>
                )}
                {policy.transaction !== undefined && (
                  <p className="code soft" title={policy.transaction}>
                    {t('insurer.transaction', { hash: `${policy.transaction.slice(0, 10)}…` })}
                  </p>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
