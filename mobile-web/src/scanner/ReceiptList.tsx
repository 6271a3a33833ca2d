import { useTranslation } from 'react-i18next';
import { Empty, Reading } from '../app/States.tsx';
import { useRead } from '../app/useRead.ts';
import { KeepForm } from './KeepForm.tsx';

const SHOWN = 20;

export function ReceiptList() {
  const { t } = useTranslation();
  const receipts = useRead('receipts');
  return (
    <section aria-labelledby="receipts-title">
      <h2 id="receipts-title">{t('scanner.receipts')}</h2>
      <Reading of={receipts}>
        {(list) =>
          list.receipts.length === 0 ? (
            <Empty title={t('scanner.noReceipts')} />
          ) : (
            <ul className="lines" data-testid="receipt-list">
              {list.receipts.slice(0, SHOWN).map((receipt) => (
                <li key={receipt.id}>
                  <div className="row">
                    <span className="code">{receipt.sscc}</span>
                    <span className="chip good">{t('scanner.count', { count: receipt.count })}</span>
                  </div>
                  <KeepForm receipt={receipt} />
                </li>
              ))}
            </ul>
          )
        }
      </Reading>
    </section>
  );
}
