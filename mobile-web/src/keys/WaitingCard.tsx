import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Waiting } from '../api/model.ts';
import { instant, languageOf } from '../i18n/format.ts';
import { refuse, release } from './calls.ts';
import { type Read, readWaiting, signRead } from './reading.ts';
import { ReasonForm } from './ReasonForm.tsx';
import { StatementLines } from './StatementLines.tsx';
import { useAttempt } from './useAttempt.ts';

/** One record that waits: it is looked at before it can be signed, and may be refused or left to the organisation. */
export function WaitingCard({ one, owner }: { one: Waiting; owner: string }) {
  const { t, i18n } = useTranslation();
  const queries = useQueryClient();
  const { busy, trouble, run } = useAttempt();
  const [read, setRead] = useState<Read>();
  const [refusing, setRefusing] = useState(false);
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
      {refusing ? (
        <ReasonForm
          ask={t('keys.refuseWhy')}
          consequence={t('keys.refuseThen')}
          action={t('keys.refuseSend')}
          give={(reason) => {
            run(() => refuse(one.id, reason).then(done));
          }}
          leave={() => {
            setRefusing(false);
          }}
        />
      ) : (
        <div className="row actions">
          <button
            type="button"
            className={read ? 'button primary' : 'button'}
            data-testid={read ? 'sign-now' : 'look-at'}
            disabled={busy}
            onClick={() => {
              run(() => (read ? signRead(owner, one.id, read).then(done) : readWaiting(one.id).then(setRead)));
            }}
          >
            {t(read ? 'keys.sign' : 'keys.look')}
          </button>
          <button
            type="button"
            className="button quiet"
            data-testid="release"
            disabled={busy}
            onClick={() => {
              if (window.confirm(t('keys.releaseSure'))) run(() => release(one.id).then(done));
            }}
          >
            {t('keys.release')}
          </button>
          <button
            type="button"
            className="button quiet"
            data-testid="refuse"
            disabled={busy}
            onClick={() => {
              setRefusing(true);
            }}
          >
            {t('keys.refuse')}
          </button>
        </div>
      )}
    </li>
  );
}
