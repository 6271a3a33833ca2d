import { useTranslation } from 'react-i18next';
import { go } from './route.ts';
import { useSession } from './session.tsx';
import { useOnline } from './useOnline.ts';

/** Signing out needs the server: a session that still lives there would only look closed. */
export function SignOut() {
  const { t } = useTranslation();
  const { leave } = useSession();
  const online = useOnline();
  return (
    <button
      type="button"
      className="button quiet"
      data-testid="sign-out"
      disabled={!online}
      onClick={() =>
        void leave().then(() => {
          go('/login');
        })
      }
    >
      {t('common.signOut')}
    </button>
  );
}
