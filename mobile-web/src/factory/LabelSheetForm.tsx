import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Pressing } from '../api/model.ts';

/** Papers the printer may hold, drawn by their columns and rows. */
const LAYOUTS = [
  { name: 'a4-24', columns: 3, rows: 8 },
  { name: 'a4-21', columns: 3, rows: 7 },
  { name: 'a4-10', columns: 2, rows: 5 },
  { name: 'roll-60x40', columns: 1, rows: 1 },
] as const;
type LayoutName = (typeof LAYOUTS)[number]['name'];

/** The sheet of a pressing's labels: choose the paper by its picture, then download the PDF. */
export function LabelSheetForm({ pressing: { id, gtin, lot } }: { pressing: Pressing }) {
  const { t } = useTranslation();
  const [layout, setLayout] = useState<LayoutName>('a4-24');
  const [title, setTitle] = useState('');
  const query = new URLSearchParams({ gtin, lot, layout });
  if (title.trim() !== '') query.set('title', title.trim());
  return (
    <details>
      <summary data-testid="label-sheet">{t('factory.sheet')}</summary>
      <div className="stack">
        <fieldset className="papers">
          <legend>{t('factory.layout')}</legend>
          {LAYOUTS.map(({ name, columns, rows }) => (
            <label key={name} className="paper">
              <input
                type="radio"
                name={`layout-${id}`}
                checked={layout === name}
                onChange={() => {
                  setLayout(name);
                }}
              />
              <PaperPicture columns={columns} rows={rows} />
              <span className="small">{t(`factory.paper.${name}`)}</span>
            </label>
          ))}
        </fieldset>
        <label>
          {t('factory.heading')}
          <input
            value={title}
            maxLength={40}
            onChange={(event) => {
              setTitle(event.target.value);
            }}
          />
        </label>
        <a
          className="button primary wide"
          href={`/api/labels/sheets.pdf?${query.toString()}`}
          download
          data-testid="label-sheet-download"
        >
          {t('factory.print')}
        </a>
      </div>
    </details>
  );
}

function PaperPicture({ columns, rows }: { columns: number; rows: number }) {
  const [width, height] = [60 / columns, 84 / rows];
  const cells = Array.from({ length: columns * rows }, (_, index) => ({
    x: 2 + (index % columns) * width,
    y: 2 + Math.floor(index / columns) * height,
  }));
  return (
    <svg viewBox="0 0 64 88" width={48} height={66} aria-hidden="true" className="paper-picture">
      <rect x={1} y={1} width={62} height={86} rx={3} />
      {cells.map(({ x, y }) => (
        <rect
          key={`${String(x)} ${String(y)}`}
          x={x + 1.5}
          y={y + 1.5}
          width={width - 3}
          height={height - 3}
          rx={1.5}
          className="paper-label"
        />
      ))}
    </svg>
  );
}
