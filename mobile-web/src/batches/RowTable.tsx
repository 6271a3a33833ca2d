import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Failed, Loading } from '../app/States.tsx';
import { languageOf } from '../i18n/format.ts';
import type { BatchRow } from './batch.ts';
import { rowsOf } from './calls.ts';

/** What is said of a fault in the reader's language; the server's own words, which are English, for all others. */
const KNOWN = [
  'not-found',
  'ambiguous',
  'wrong-stage',
  'missing',
  'not-a-number',
  'rounded',
  'too-long',
  'field-count',
  'repeated',
  'not-enrolled',
  'conflict',
  'no-birth',
  'not-allowed',
  'invalid_format',
] as const;

interface Props {
  id: string;
  state: BatchRow['state'];
  /** How many there are; the first hundred are shown. */
  count: number;
}

/** The first rows in a state: where each stands, what it says, and what is wrong with it. */
export function RowTable({ id, state, count }: Props) {
  const { t, i18n } = useTranslation();
  const query = useQuery({
    queryKey: ['batch', id, state, count],
    queryFn: () => rowsOf(id, state),
    networkMode: 'always',
    retry: false,
  });
  const words = (code: string, detail: string): string => {
    const known = KNOWN.find((each) => each === code);
    return known === undefined || languageOf(i18n.language) === 'en' ? detail : t(`batches.fault.${known}`);
  };
  if (query.error) return <Failed error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <Loading />;
  return (
    <div className="table-frame" tabIndex={0} role="region" aria-label={t(`batches.rows.${state}`, { count })}>
      <table data-testid={`rows-${state}`}>
        <caption>{t(`batches.rows.${state}`, { count })}</caption>
        <thead>
          <tr>
            <th scope="col">{t('batches.line')}</th>
            <th scope="col">{state === 'bad' ? t('batches.reason') : t('batches.row')}</th>
          </tr>
        </thead>
        <tbody>
          {query.data.map((row) => (
            <tr key={row.number}>
              <th scope="row">{row.line}</th>
              <td>
                {row.faults.map(({ column, code, detail }, i) => (
                  <p key={i} className="trouble">
                    {column !== undefined && <strong>{column}：</strong>}
                    {words(code, detail)}
                  </p>
                ))}
                {row.content !== undefined && (
                  <p className={row.faults.length > 0 ? 'soft small' : ''}>{Object.values(row.content).join(' · ')}</p>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {count > query.data.length && (
        <p className="soft small">{t('batches.more', { count: count - query.data.length })}</p>
      )}
    </div>
  );
}
