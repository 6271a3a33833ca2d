import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { LanguageSwitch } from './LanguageSwitch.tsx';
import { Link } from './Link.tsx';
import { Seal } from './Seal.tsx';
import { SignOut } from './SignOut.tsx';
import { useSession } from './session.tsx';
import { useOnline } from './useOnline.ts';

/** The frame of every page: mark, language, sign out, and what the network is doing. */
export function Page({ title, wide = false, children }: { title: string; wide?: boolean; children: ReactNode }) {
  const { t } = useTranslation();
  const { session, expired } = useSession();
  const online = useOnline();
  useEffect(() => {
    document.title = `${title} · ${t('common.brand')}`;
  }, [title, t]);
  return (
    <div className={wide ? 'page wide' : 'page'}>
      <header className="top-bar">
        <Link to="/" className="brand" data-testid="brand">
          <Seal />
          <span>{t('common.brand')}</span>
        </Link>
        <span className="spacer" />
        <LanguageSwitch />
        {session && <SignOut />}
      </header>
      <div aria-live="polite">
        {!online && (
          <p className="banner" data-testid="offline-banner">
            {t('common.offline')}
          </p>
        )}
      </div>
      {session && expired && online && (
        <p className="banner" role="status">
          {t('login.expired')}{' '}
          <Link to={`/login?then=${encodeURIComponent(window.location.pathname)}`}>{t('login.submit')}</Link>
        </p>
      )}
      <main id="main" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}
