import { useTranslation } from 'react-i18next';
import { Link } from '../app/Link.tsx';
import { Page } from '../app/Page.tsx';
import { Empty, Reading } from '../app/States.tsx';
import { useRead } from '../app/useRead.ts';
import { PressingCard } from './PressingCard.tsx';

/** The factory's pressings with the codes of their pieces, ready for the printer. */
export function Factory() {
  const { t } = useTranslation();
  const pressings = useRead('pressings');
  const products = useRead('products');
  const nameOf = (gtin: string) => products.data?.data.products.find((product) => product.gtin === gtin)?.name;
  return (
    <Page title={t('factory.title')}>
      <h1>{t('factory.title')}</h1>
      <Link to="/batches" className="button wide">
        {t('batches.title')}
      </Link>
      <Reading of={pressings}>
        {(list) =>
          list.pressings.length === 0 ? (
            <Empty title={t('factory.empty')} why={t('factory.emptyWhy')} testId="factory-empty" />
          ) : (
            <ul className="stack" data-testid="pressing-list">
              {list.pressings.map((pressing) => (
                <PressingCard key={pressing.id} pressing={pressing} name={nameOf(pressing.gtin)} />
              ))}
            </ul>
          )
        }
      </Reading>
    </Page>
  );
}
