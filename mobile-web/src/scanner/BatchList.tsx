import { useTranslation } from 'react-i18next';
import { Empty } from '../app/States.tsx';
import type { BatchItem } from './batch.ts';

interface Props {
  items: readonly BatchItem[];
  remove: (item: BatchItem) => void;
  clear: () => void;
}

/** The scanned pieces, the newest on top. */
export function BatchList({ items, remove, clear }: Props) {
  const { t } = useTranslation();
  if (items.length === 0) return <Empty title={t('scanner.empty')} why={t('scanner.emptyWhy')} testId="batch-empty" />;
  return (
    <div className="card">
      <ol className="lines batch" reversed data-testid="batch">
        {items.toReversed().map((item, position) => (
          <li key={`${item.gtin}/${item.serial}`} className="row" data-testid="batch-item">
            <span className="number soft">{items.length - position}</span>
            <span className="code grow">{item.serial}</span>
            <button
              type="button"
              className="button quiet"
              aria-label={t('scanner.remove', { serial: item.serial })}
              onClick={() => {
                remove(item);
              }}
            >
              ×
            </button>
          </li>
        ))}
      </ol>
      <button
        type="button"
        className="button quiet"
        onClick={() => {
          if (window.confirm(t('scanner.clearSure', { count: items.length }))) clear();
        }}
      >
        {t('scanner.clear')}
      </button>
    </div>
  );
}
