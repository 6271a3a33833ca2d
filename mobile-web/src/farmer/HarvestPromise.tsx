import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Harvest } from '../api/model.ts';
import { usePerson } from '../app/session.tsx';
import { PromiseForm } from './PromiseForm.tsx';
import { readPromises } from './promises.ts';

/** The 承诺达标合格证 of a harvest: made already, or to be made. Without a network there is nothing to offer. */
export function HarvestPromise({ harvest }: { harvest: Harvest }) {
  const { t } = useTranslation();
  const { person } = usePerson();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const key = ['promises', person.id];
  const promises = useQuery({ queryKey: key, queryFn: readPromises, retry: false });
  if (promises.data === undefined) return undefined;
  const made = promises.data.find(({ lot, status }) => lot === harvest.digitalLink && status !== 'revoked');
  if (made !== undefined)
    return (
      <a className="button" href={`/certificates/${made.certificateId}`} data-testid="promised">
        {t(made.status === 'issued' ? 'promise.made' : 'promise.suspended')}
      </a>
    );
  if (asking)
    return (
      <PromiseForm
        harvestId={harvest.id}
        before={promises.data[0]}
        done={() => queries.invalidateQueries({ queryKey: key })}
        leave={() => {
          setAsking(false);
        }}
      />
    );
  return (
    <button
      type="button"
      className="button"
      data-testid="promise"
      onClick={() => {
        setAsking(true);
      }}
    >
      {t('promise.ask')}
    </button>
  );
}
