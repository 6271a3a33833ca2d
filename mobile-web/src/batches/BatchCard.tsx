import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Batch, type BatchMode, isFinished, isMoving, share } from './batch.ts';
import { cancel, confirm } from './calls.ts';
import { RowTable } from './RowTable.tsx';

/** One table from checking to its codes: how far it is, which rows are bad, and what can be done next. */
export function BatchCard({ batch }: { batch: Batch }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { id, state, counts } = batch;
  const settle = (next: Batch): void => {
    queries.setQueryData(['batch', id], next);
  };
  const issue = useMutation({ mutationFn: (mode: BatchMode) => confirm(id, mode), onSuccess: settle });
  const stop = useMutation({ mutationFn: () => cancel(id), onSuccess: settle });
  const working = issue.isPending || stop.isPending;
  const done = counts.issued + counts.known;
  return (
    <section className="card stack" data-testid="batch" data-state={state}>
      <div className="row">
        <strong>{batch.fileName ?? t(`batches.kind.${batch.kind}`)}</strong>
        <span className="chip">{t(`batches.state.${state}`)}</span>
      </div>
      <p aria-live="polite" data-testid="batch-counts">
        {t('batches.counts', { ...counts })}
      </p>
      {isMoving(batch) && (
        <progress className="progress" max={1} value={share(batch)} aria-label={t(`batches.state.${state}`)} />
      )}
      {counts.bad > 0 && !isMoving(batch) && <RowTable id={id} state="bad" count={counts.bad} />}
      {state === 'ready' && counts.good > 0 && (
        <button
          type="button"
          className="button primary wide big"
          disabled={working}
          data-testid="batch-confirm"
          onClick={() => {
            issue.mutate(counts.bad > 0 ? 'good-rows' : 'all-or-none');
          }}
        >
          {t(counts.bad > 0 ? 'batches.issueGood' : 'batches.issueAll', { count: counts.good })}
        </button>
      )}
      {state === 'ready' && counts.bad > 0 && <p className="soft small">{t('batches.putRight')}</p>}
      {done > 0 && isFinished(batch) && (
        <a className="button primary wide" href={`/api/batches/${id}/labels.pdf`} download data-testid="batch-labels">
          {t('batches.labels')}
        </a>
      )}
      {!isMoving(batch) && (
        <a className="button wide" href={`/api/batches/${id}/results.csv`} download>
          {t('batches.results')}
        </a>
      )}
      {!isFinished(batch) && (
        <button
          type="button"
          className="button wide"
          disabled={working}
          onClick={() => {
            stop.mutate();
          }}
        >
          {t('batches.cancel')}
        </button>
      )}
      <p role="alert" className="trouble">
        {(issue.error ?? stop.error)?.message}
      </p>
      {state === 'ready' && counts.good > 0 && <RowTable id={id} state="good" count={counts.good} />}
    </section>
  );
}
