import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { usePerson } from '../app/session.tsx';
import { waiting } from './calls.ts';
import { RefusedSignatures } from './RefusedSignatures.tsx';
import { WaitingCard } from './WaitingCard.tsx';

const EVERY_MS = 15_000;

/** Records at the server that wait for this person's signature, and what was refused. */
export function WaitingSignatures() {
  const { t } = useTranslation();
  const { person } = usePerson();
  const list = useQuery({
    queryKey: ['signings', person.id],
    queryFn: waiting,
    retry: false,
    refetchInterval: EVERY_MS,
  });
  const count = list.data?.length ?? 0;
  return (
    <>
      {count > 0 && (
        <section aria-labelledby="waiting-title" data-testid="waiting-signatures">
          <h2 id="waiting-title">{t('keys.waitingTitle', { count })}</h2>
          <ul className="stack">
            {list.data?.map((one) => (
              <WaitingCard key={one.id} one={one} owner={person.id} />
            ))}
          </ul>
        </section>
      )}
      <RefusedSignatures />
    </>
  );
}
