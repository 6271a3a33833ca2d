import { useQuery } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '../app/Page.tsx';
import { go, useRoute } from '../app/route.ts';
import { Empty, Failed, Loading } from '../app/States.tsx';
import { EventCard } from './EventCard.tsx';
import { historyOf, identityOf } from './events.ts';

const LONGEST = 500;

/** Everything recorded about one code, as a line in time. The code stands in the address, so it can be passed on. */
export function History() {
  const { t } = useTranslation();
  const { query } = useRoute();
  const code = query.get('code') ?? '';
  return (
    <Page title={t('history.title')}>
      <h1>{t('history.title')}</h1>
      <Ask key={code} code={code} />
      {code === '' ? <Empty title={t('history.empty')} why={t('history.emptyWhy')} /> : <Line code={code} />}
    </Page>
  );
}

function Ask({ code }: { code: string }) {
  const { t } = useTranslation();
  const [text, setText] = useState(code);
  const ask = (event: SubmitEvent): void => {
    event.preventDefault();
    go(`/history?code=${encodeURIComponent(text.trim())}`);
  };
  return (
    <form className="stack" onSubmit={ask} role="search">
      <label>
        {t('history.code')}
        <input
          value={text}
          maxLength={LONGEST}
          autoCapitalize="off"
          autoComplete="off"
          spellCheck={false}
          placeholder={t('history.codeHint')}
          data-testid="history-code"
          onChange={(event) => {
            setText(event.target.value);
          }}
        />
      </label>
      <button type="submit" className="button primary wide" disabled={text.trim() === ''} data-testid="history-ask">
        {t('history.ask')}
      </button>
    </form>
  );
}

function Line({ code }: { code: string }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery({
    queryKey: ['history', code],
    queryFn: () => historyOf(code),
    networkMode: 'always',
    retry: false,
  });
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  if (data.length === 0) return <Empty title={t('history.nothing')} why={t('history.nothingWhy')} />;
  return (
    <section aria-label={t('history.title')}>
      <p className="soft" role="status">
        {t('history.count', { count: data.length })}
      </p>
      <ol className="timeline stack" data-testid="history-line">
        {data.map((event) => (
          <EventCard key={identityOf(event)} event={event} />
        ))}
      </ol>
    </section>
  );
}
