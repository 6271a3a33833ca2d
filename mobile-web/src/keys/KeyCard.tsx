import { useTranslation } from 'react-i18next';
import { usePerson } from '../app/session.tsx';
import { instant, languageOf } from '../i18n/format.ts';
import { type DeviceKey, maySign, type SignedStage } from './key.ts';
import { nameOfPhone } from './nameOfPhone.ts';
import type { Phone as RegisteredPhone } from './phone.ts';
import { type Keys, useKey } from './useKey.ts';

/** This phone's key: whether it signs, what it waits for, and every phone that may sign for the organisation. */
export function KeyCard({ stage }: { stage: SignedStage }) {
  const { t } = useTranslation();
  const { person } = usePerson();
  const keys = useKey(person.id, nameOfPhone(navigator.userAgent, person.name));
  const state = stateOf(keys, stage);
  return (
    <section aria-labelledby="key-title" className="card stack" data-testid="key-card" data-state={state}>
      <h2 id="key-title">{t('keys.title')}</h2>
      <p>{t(`keys.${state}`)}</p>
      {keys.key?.id !== undefined && (
        <p className="soft small" data-testid="key-end">
          {t('keys.ends', { end: keys.key.did.slice(-8) })}
        </p>
      )}
      {state === 'none' && <Refused phones={keys.registered ?? []} owner={person.id} />}
      {state === 'none' && (
        <button type="button" className="button primary" data-testid="make-key" onClick={() => void keys.make()}>
          {t('keys.make')}
        </button>
      )}
      <p role="alert" className="trouble">
        {keys.trouble}
      </p>
      <Phones keys={keys} />
    </section>
  );
}

type State = 'unsupported' | 'none' | 'waiting' | 'ready';

function stateOf({ key, unsupported }: Pick<Keys, 'key' | 'unsupported'>, stage: SignedStage): State {
  if (key === undefined) return unsupported ? 'unsupported' : 'none';
  if (key.id === undefined) return 'none';
  return maySign(key, stage, Date.now()) ? 'ready' : 'waiting';
}

/** Why the phone that the person registered last may not sign, if that was said. */
function Refused({ phones, owner }: { phones: readonly RegisteredPhone[]; owner: string }) {
  const { t } = useTranslation();
  const reason = phones.find(({ person }) => person.id === owner)?.revocationReason;
  if (reason === undefined) return null;
  return (
    <p className="trouble" data-testid="key-refused">
      {t('keys.refused', { reason })}
    </p>
  );
}

function Phones({ keys: { registered, key, end } }: { keys: Keys }) {
  const { t } = useTranslation();
  const phones = (registered ?? []).filter(({ revokedAt }) => revokedAt === undefined);
  if (phones.length === 0) return null;
  return (
    <details>
      <summary>{t('keys.phones', { count: phones.length })}</summary>
      <ul className="lines" data-testid="phones">
        {phones.map((phone) => (
          <Phone key={phone.id} phone={phone} held={key} end={end} />
        ))}
      </ul>
    </details>
  );
}

function Phone({ phone, held, end }: { phone: RegisteredPhone; held: DeviceKey | undefined; end: Keys['end'] }) {
  const { t, i18n } = useTranslation();
  return (
    <li className="row">
      <span>
        <strong>{phone.name}</strong>
        {phone.did === held?.did && ` · ${t('keys.thisPhone')}`}
        <br />
        <span className="soft small">
          {phone.person.name} · {instant(phone.createdAt, languageOf(i18n.language))}
        </span>
      </span>
      <button
        type="button"
        className="button quiet"
        data-testid="revoke-key"
        onClick={() => {
          if (window.confirm(t('keys.revokeSure', { name: phone.name }))) void end(phone.id);
        }}
      >
        {t('keys.revoke')}
      </button>
    </li>
  );
}
