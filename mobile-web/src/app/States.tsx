import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { instant, languageOf } from '../i18n/format.ts';
import type { Answer } from './copies.ts';
import { useOnline } from './useOnline.ts';

export function Empty({ title, why, testId }: { title: string; why?: string; testId?: string }) {
  return (
    <div className="state" data-testid={testId}>
      <p className="state-title">{title}</p>
      {why !== undefined && <p className="soft">{why}</p>}
    </div>
  );
}

export function Loading() {
  const { t } = useTranslation();
  return (
    <div className="state" role="status">
      <span className="spinner" aria-hidden="true" />
      <p className="soft">{t('common.loading')}</p>
    </div>
  );
}

export function Failed({ error, retry }: { error: Error; retry: () => void }) {
  const { t } = useTranslation();
  const online = useOnline();
  return (
    <div className="state" role="alert">
      <p className="state-title">{t('common.loadFailed')}</p>
      <p className="soft">
        {online ? t('common.loadFailedWhy', { reason: error.message }) : t('common.offlineNoCopy')}
      </p>
      <button type="button" className="button" onClick={retry}>
        {t('common.retry')}
      </button>
    </div>
  );
}

/** Shows a read in each of its states; an offline copy is shown with its age. */
export function Reading<T>({
  of: query,
  children,
}: {
  of: UseQueryResult<Answer<T>>;
  children: (data: T) => ReactNode;
}) {
  const { t, i18n } = useTranslation();
  if (query.data) {
    const { data, copyOf } = query.data;
    return (
      <>
        {copyOf !== undefined && (
          <p className="chip wait" data-testid="saved-copy">
            {t('common.savedCopy', { time: instant(copyOf, languageOf(i18n.language)) })}
          </p>
        )}
        {children(data)}
      </>
    );
  }
  if (query.error) return <Failed error={query.error} retry={() => void query.refetch()} />;
  return <Loading />;
}
