import { type DragEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { languageOf } from '../i18n/format.ts';
import type { BatchKind } from './batch.ts';

interface Props {
  kind: BatchKind;
  working: boolean;
  take: (file: File) => void;
}

/** A table is dropped here or chosen; the template shows what it must look like. */
export function ChooseFile({ kind, working, take }: Props) {
  const { t, i18n } = useTranslation();
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file && !working) take(file);
  };
  const template = new URLSearchParams({ kind, language: languageOf(i18n.language) });
  return (
    <div className="card stack">
      <p>{t(`batches.about.${kind}`)}</p>
      <a className="button wide" href={`/api/batches/template.csv?${template.toString()}`} download>
        {t('batches.template')}
      </a>
      <div
        className={over ? 'drop over' : 'drop'}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => {
          setOver(false);
        }}
        onDrop={drop}
      >
        <input
          id="table"
          type="file"
          accept=".csv,.json,.ndjson,.jsonl,text/csv,application/json"
          className="hidden-file"
          data-testid="batch-file"
          disabled={working}
          onChange={(event) => {
            const [file] = event.target.files ?? [];
            event.target.value = '';
            if (file) take(file);
          }}
        />
        <label htmlFor="table" className="button primary wide big">
          {working ? t('batches.sending') : t('batches.choose')}
        </label>
        <p className="soft small">{t('batches.dropHint')}</p>
      </div>
    </div>
  );
}
