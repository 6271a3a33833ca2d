import { Component, type ReactNode } from 'react';
import { Translation } from 'react-i18next';

/** A page that fails says so and offers a way on; what was recorded is in the phone's database, not in the page. */
export class CrashScreen extends Component<{ children: ReactNode }, { crashed: boolean }> {
  override state = { crashed: false };

  static getDerivedStateFromError(): { crashed: boolean } {
    return { crashed: true };
  }

  override render(): ReactNode {
    if (!this.state.crashed) return this.props.children;
    return (
      <Translation>
        {(t) => (
          <div className="page state" role="alert">
            <h1>{t('common.crashed')}</h1>
            <p>{t('common.crashedWhy')}</p>
            <a className="button primary" href="/">
              {t('common.home')}
            </a>
          </div>
        )}
      </Translation>
    );
  }
}
