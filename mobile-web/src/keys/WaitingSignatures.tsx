import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Waiting } from '../api/model.ts';
import { usePerson } from '../app/session.tsx';
import { instant, languageOf } from '../i18n/format.ts';
import { release, waiting } from './calls.ts';
import { type Read, readWaiting, signRead } from './reading.ts';
import { StatementLines } from './StatementLines.tsx';

const EVERY_MS = 15_000;

/** Records at the server that wait for this person's signature, each to be looked at and signed, or given up to the organisation. */
export function WaitingSignatures() {
  const { t } = useTranslation();
  const { person } = usePerson();
  const list = useQuery({
    queryKey: ['signings', person.id],
    queryFn: waiting,
    retry: false,
    refetchInterval: EVERY_MS,
  });
  if (list.data === undefined || list.data.length === 0) return null;
  return (
    <section aria-labelledby="waiting-title" data-testid="waiting-signatures">
      <h2 id="waiting-title">{t('keys.waitingTitle', { count: list.data.length })}</h2>
      <ul className="stack">
        {list.data.map((one) => (
          <WaitingCard key={one.id} one={one} owner={person.id} />
        ))}
      </ul>
    </section>
  );
}

function WaitingCard({ one, owner }: { one: Waiting; owner: string }) {
  const { t, i18n } = useTranslation();
  const queries = useQueryClient();
  const [read, setRead] = useState<Read>();
  const [trouble, setTrouble] = useState('');
  const attempt = (work: Promise<unknown>): void => {
    setTrouble('');
    work.catch((error: unknown) => {
      setTrouble(error instanceof Error ? error.message : String(error));
    });
  };
  const done = (): Promise<void> => queries.invalidateQueries();
  return (
    <li className="card stack" data-testid="waiting-signature">
      <div className="row">
        <strong>{t(`keys.stage.${one.stage === 'residence' ? 'residence' : 'birth'}`)}</strong>
        <span className="soft small">{instant(one.createdAt, languageOf(i18n.language))}</span>
      </div>
      {read && <StatementLines statements={read.statements} />}
      <p role="alert" className="trouble">
        {trouble}
      </p>
      <div className="row actions">
        {read ? (
          <button
            type="button"
            className="button primary"
            data-testid="sign-now"
            onClick={() => {
              attempt(signRead(owner, one.id, read).then(done));
            }}
          >
            {t('keys.sign')}
          </button>
        ) : (
          <button
            type="button"
            className="button"
            data-testid="look-at"
            onClick={() => {
              attempt(readWaiting(one.id).then(setRead));
            }}
          >
            {t('keys.look')}
          </button>
        )}
        <button
          type="button"
          className="button quiet"
          data-testid="release"
          onClick={() => {
            if (window.confirm(t('keys.releaseSure'))) attempt(release(one.id).then(done));
          }}
        >
          {t('keys.release')}
        </button>
      </div>
    </li>
  );
}
