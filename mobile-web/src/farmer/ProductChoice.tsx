import { useTranslation } from 'react-i18next';
import type { Product } from '../api/model.ts';
import { languageOf } from '../i18n/format.ts';

/** Asked only where there is a choice: most farms pick one thing. */
export function ProductChoice({
  products,
  chosen,
  choose,
}: {
  products: readonly Product[];
  chosen: string | undefined;
  choose: (gtin: string) => void;
}) {
  const { t, i18n } = useTranslation();
  if (products.length < 2) return null;
  return (
    <label>
      {t('record.product')}
      <select
        value={chosen}
        data-testid="product"
        onChange={(event) => {
          choose(event.target.value);
        }}
      >
        {products.map((product) => (
          <option key={product.gtin} value={product.gtin}>
            {product.name[languageOf(i18n.language)]}
          </option>
        ))}
      </select>
    </label>
  );
}
