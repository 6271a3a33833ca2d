import { useTranslation } from 'react-i18next';
import { Link } from './Link.tsx';
import { Page } from './Page.tsx';
import { Seal } from './Seal.tsx';

const ENTRIES = [
  { face: 'farmer', role: 'farmer' },
  { face: 'scanner', role: 'keeper' },
  { face: 'factory', role: 'processor' },
  { face: 'insurer', role: 'insurer' },
  { face: 'regulator', role: 'regulator' },
] as const;

export function Landing() {
  const { t } = useTranslation();
  return (
    <Page title={t('common.brand')}>
      <div className="hero">
        <Seal size={88} />
        <h1>{t('common.brand')}</h1>
        <p className="soft">{t('common.tagline')}</p>
      </div>
      <h2>{t('landing.title')}</h2>
      <ul className="stack">
        {ENTRIES.map(({ face, role }) => (
          <li key={face}>
            <Link to={`/${face}`} className="card entry" data-testid={`face-${face}`}>
              <strong>{t(`role.${role}`)}</strong>
              <span className="soft">{t(`landing.${face}`)}</span>
            </Link>
          </li>
        ))}
        <li>
          <Link to="/batches" className="card entry" data-testid="face-batches">
            <strong>{t('batches.title')}</strong>
            <span className="soft">{t('landing.batches')}</span>
          </Link>
        </li>
        <li>
          <Link to="/history" className="card entry" data-testid="face-history">
            <strong>{t('history.title')}</strong>
            <span className="soft">{t('landing.history')}</span>
          </Link>
        </li>
      </ul>
      <p className="soft small">{t('landing.shopper')}</p>
    </Page>
  );
}
