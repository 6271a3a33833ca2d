import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemError } from '../api/request.ts';
import { Link } from '../app/Link.tsx';
import { Page } from '../app/Page.tsx';
import { go, useRoute } from '../app/route.ts';
import { usePerson } from '../app/session.tsx';
import { Empty, Failed, Loading } from '../app/States.tsx';
import { instant, languageOf } from '../i18n/format.ts';
import { type BatchKind, KINDS_OF } from './batch.ts';
import { BatchCard } from './BatchCard.tsx';
import { batches, upload } from './calls.ts';
import { ChooseFile } from './ChooseFile.tsx';
import { useBatch } from './useBatch.ts';

/** Why a whole file is refused, where the reader's own language says it better than the server. */
const REFUSALS = ['encoding', 'too-large', 'not-accredited', 'too-many-requests'] as const;

/** Certificates from a table: choose it, see its rows, issue, print the codes. */
export function Batches() {
  const { t } = useTranslation();
  const { query } = useRoute();
  const { person } = usePerson();
  const id = query.get('id');
  const kinds = KINDS_OF[person.role] ?? [];
  const kind = kinds.find((one) => one === query.get('kind')) ?? kinds[0];
  return (
    <Page title={t('batches.title')}>
      <h1>{t('batches.title')}</h1>
      {id !== null && <OneBatch key={id} id={id} />}
      {id !== null && <Link to="/batches">{t('batches.another')}</Link>}
      {id === null && kind !== undefined && <NewBatch key={kind} kind={kind} />}
      {id === null &&
        kinds
          .filter((one) => one !== kind)
          .map((one) => (
            <Link key={one} to={`/batches?kind=${one}`}>
              {t(`batches.kind.${one}`)}
            </Link>
          ))}
      {id === null && <Earlier />}
    </Page>
  );
}

function NewBatch({ kind }: { kind: BatchKind }) {
  const { t } = useTranslation();
  const [key, setKey] = useState(() => crypto.randomUUID());
  const refusal = (error: Error): string => {
    const codes = error instanceof ProblemError ? [error.problem.code, error.problem.errors?.[0]?.code] : [];
    const known = REFUSALS.find((code) => codes.includes(code));
    return known === undefined ? error.message : t(`batches.refusal.${known}`);
  };
  const send = useMutation({
    mutationFn: (file: File) => upload(kind, file, key),
    onSuccess: ({ id }) => {
      go(`/batches?id=${id}`);
    },
    onSettled: () => {
      setKey(crypto.randomUUID());
    },
  });
  return (
    <>
      <h2>{t(`batches.kind.${kind}`)}</h2>
      <ChooseFile
        kind={kind}
        working={send.isPending}
        take={(file) => {
          send.mutate(file);
        }}
      />
      <p role="alert" className="trouble" data-testid="batch-trouble">
        {send.error !== null && refusal(send.error)}
      </p>
    </>
  );
}

function OneBatch({ id }: { id: string }) {
  const batch = useBatch(id);
  if (batch.data) return <BatchCard batch={batch.data} />;
  return batch.error ? <Failed error={batch.error} retry={() => void batch.refetch()} /> : <Loading />;
}

function Earlier() {
  const { t, i18n } = useTranslation();
  const list = useQuery({ queryKey: ['batches'], queryFn: batches, networkMode: 'always', retry: false });
  if (list.error) return <Failed error={list.error} retry={() => void list.refetch()} />;
  if (!list.data) return <Loading />;
  if (list.data.length === 0) return <Empty title={t('batches.empty')} why={t('batches.emptyWhy')} />;
  return (
    <>
      <h2>{t('batches.earlier')}</h2>
      <ul className="stack">
        {list.data.map(({ id, kind, fileName, createdAt, state, counts }) => (
          <li key={id}>
            <Link to={`/batches?id=${id}`} className="card entry">
              <strong>{fileName ?? t(`batches.kind.${kind}`)}</strong>
              <span className="soft">
                {t(`batches.state.${state}`)} · {counts.issued + counts.known}/{counts.total} ·{' '}
                {instant(createdAt, languageOf(i18n.language))}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
