import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from '../app/Link.tsx';
import { Page } from '../app/Page.tsx';
import type { PhoneState } from './calls.ts';
import { PhoneList } from './PhoneList.tsx';

const REST: readonly PhoneState[] = ['accredited', 'revoked'];

/** The accreditation body's page: phones that ask to sign, those that may, and those that may no more. */
export function Regulator() {
  const { t } = useTranslation();
  const [opened, setOpened] = useState<ReadonlySet<PhoneState>>(new Set());
  return (
    <Page title={t('regulator.title')}>
      <h1>{t('regulator.title')}</h1>
      <p className="soft">{t('regulator.about')}</p>
      <section aria-labelledby="waiting-phones">
        <h2 id="waiting-phones">{t('regulator.waiting')}</h2>
        <PhoneList state="waiting" />
      </section>
      {REST.map((state) => (
        <details
          key={state}
          data-testid={`open-${state}`}
          onToggle={({ currentTarget }) => {
            if (currentTarget.open) setOpened((before) => new Set([...before, state]));
          }}
        >
          <summary>{t(`regulator.${state}`)}</summary>
          {opened.has(state) && <PhoneList state={state} />}
        </details>
      ))}
      <Link to="/insurer" className="card entry">
        <strong>{t('insurer.title')}</strong>
        <span className="soft">{t('landing.insurer')}</span>
      </Link>
    </Page>
  );
}
