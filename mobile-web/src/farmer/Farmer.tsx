import { useTranslation } from 'react-i18next';
import { go } from '../app/route.ts';
import { Page } from '../app/Page.tsx';
import { usePerson } from '../app/session.tsx';
import { Empty, Reading } from '../app/States.tsx';
import { useRead } from '../app/useRead.ts';
import { KeyCard } from '../keys/KeyCard.tsx';
import { WaitingSignatures } from '../keys/WaitingSignatures.tsx';
import { OutboxList } from '../outbox/OutboxList.tsx';
import { BalanceCard } from './BalanceCard.tsx';
import { HarvestList } from './HarvestList.tsx';
import { PlotCard } from './PlotCard.tsx';

const COVER_EVERY_MS = 5_000;

/** The farmer's day on one page: record, what is on its way, the plots with their cover, the money. */
export function Farmer() {
  const { t } = useTranslation();
  const { person, organisation } = usePerson();
  const plots = useRead('plots');
  const policies = useRead('policies', COVER_EVERY_MS);
  // Read here so that the form, opened later without a network, has its copy.
  useRead('products');
  return (
    <Page title={t('farmer.title')}>
      <h1>{t('farmer.hello', { name: person.name })}</h1>
      <button
        type="button"
        className="button primary wide big"
        data-testid="record-harvest"
        onClick={() => {
          go('/farmer/record');
        }}
      >
        <span>{t('farmer.record')}</span>
        <span className="small">{t('farmer.recordHint')}</span>
      </button>
      <OutboxList kind="harvest" />
      <WaitingSignatures />
      <section aria-labelledby="plots-title">
        <h2 id="plots-title">{t('farmer.plots')}</h2>
        <Reading of={plots}>
          {(list) =>
            list.plots.length === 0 ? (
              <Empty title={t('farmer.noPlots')} why={t('farmer.noPlotsWhy')} />
            ) : (
              <ul className="stack">
                {list.plots.map((plot) => (
                  <PlotCard
                    key={plot.id}
                    plot={plot}
                    policies={policies.data?.data.policies.filter((policy) => policy.plotId === plot.id)}
                  />
                ))}
              </ul>
            )
          }
        </Reading>
      </section>
      <BalanceCard organisation={organisation.name} />
      <HarvestList plots={plots.data?.data.plots ?? []} />
      <KeyCard stage="birth" />
    </Page>
  );
}
