import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemError, UnreachableError } from '../api/request.ts';
import { Page } from './Page.tsx';
import { landingOf } from './roles.ts';
import { go, useRoute } from './route.ts';
import { useSession } from './session.tsx';

/** Only a path of this app may follow a sign-in, never another site. */
function safePath(then: string | null): string | undefined {
  return then !== null && /^\/[a-z]/.test(then) ? then : undefined;
}

export function Login() {
  const { t } = useTranslation();
  const { enter } = useSession();
  const { query } = useRoute();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [shown, setShown] = useState(false);
  const [working, setWorking] = useState(false);
  const [error, setError] = useState<unknown>();

  const submit = async (): Promise<void> => {
    setWorking(true);
    setError(undefined);
    try {
      const { person } = await enter(email.trim(), password);
      go(safePath(query.get('then')) ?? landingOf(person.role), 'replace');
    } catch (reason) {
      setError(reason);
    } finally {
      setWorking(false);
    }
  };
  const words = (): string => {
    if (error instanceof UnreachableError) return t('login.offline');
    if (!(error instanceof ProblemError)) return t('login.failed', { reason: String(error) });
    if (error.problem.status === 429) return t('login.tooMany');
    return error.problem.status < 500 ? t('login.wrong') : t('login.failed', { reason: error.problem.code });
  };

  return (
    <Page title={t('login.title')}>
      <h1>{t('login.title')}</h1>
      <form
        className="card stack"
        onSubmit={(event: SubmitEvent) => {
          event.preventDefault();
          void submit();
        }}
      >
        <div>
          <label htmlFor="email">{t('login.email')}</label>
          <input
            id="email"
            type="email"
            required
            autoComplete="username"
            data-testid="login-email"
            value={email}
            onChange={(event) => {
              setEmail(event.target.value);
            }}
          />
        </div>
        <div>
          <label htmlFor="password">{t('login.password')}</label>
          <input
            id="password"
            type={shown ? 'text' : 'password'}
            required
            autoComplete="current-password"
            data-testid="login-password"
            value={password}
            onChange={(event) => {
              setPassword(event.target.value);
            }}
          />
          <button
            type="button"
            className="button quiet"
            aria-pressed={shown}
            onClick={() => {
              setShown(!shown);
            }}
          >
            {shown ? t('login.hide') : t('login.show')}
          </button>
        </div>
        <p role="alert" className="trouble" data-testid="login-error">
          {error !== undefined && words()}
        </p>
        <button type="submit" className="button primary wide" disabled={working} data-testid="login-submit">
          {working ? t('login.working') : t('login.submit')}
        </button>
      </form>
    </Page>
  );
}
