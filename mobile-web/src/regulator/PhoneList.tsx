import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { usePerson } from '../app/session.tsx';
import { Empty, Failed, Loading } from '../app/States.tsx';
import { phones, type PhoneState } from './calls.ts';
import { PhoneCard } from './PhoneCard.tsx';

const EVERY_MS = 10_000;

/** The phones of one state, kept fresh while the page is open. */
export function PhoneList({ state }: { state: PhoneState }) {
  const { t } = useTranslation();
  const { person } = usePerson();
  const list = useQuery({
    queryKey: ['phones', state, person.id],
    queryFn: () => phones(state),
    retry: false,
    refetchInterval: EVERY_MS,
  });
  if (list.data === undefined)
    return list.error ? <Failed error={list.error} retry={() => void list.refetch()} /> : <Loading />;
  if (list.data.length === 0)
    return (
      <Empty title={t(`regulator.none.${state}`)} why={t(`regulator.noneWhy.${state}`)} testId={`none-${state}`} />
    );
  return (
    <ul className="stack" data-testid={`phones-${state}`}>
      {list.data.map((phone) => (
        <PhoneCard key={phone.id} phone={phone} />
      ))}
    </ul>
  );
}
