import { lazy, Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Farmer } from '../farmer/Farmer.tsx';
import { RecordHarvest } from '../farmer/RecordHarvest.tsx';
import { OutboxProvider } from '../outbox/OutboxProvider.tsx';
import { Landing } from './Landing.tsx';
import { Login } from './Login.tsx';
import { Page } from './Page.tsx';
import { type Face, FACES } from './roles.ts';
import { go, useRoute } from './route.ts';
import { useSession } from './session.tsx';
import { Loading } from './States.tsx';

const Batches = lazy(() => import('../batches/Batches.tsx').then((module) => ({ default: module.Batches })));
const Board = lazy(() => import('../insurer/Board.tsx').then((module) => ({ default: module.Board })));
const Factory = lazy(() => import('../factory/Factory.tsx').then((module) => ({ default: module.Factory })));
const History = lazy(() => import('../history/History.tsx').then((module) => ({ default: module.History })));
const Regulator = lazy(() => import('../regulator/Regulator.tsx').then((module) => ({ default: module.Regulator })));
const Scanner = lazy(() => import('../scanner/Scanner.tsx').then((module) => ({ default: module.Scanner })));

/** Chooses the page. A face needs a person whose role it is for; everything else is public. */
export function App() {
  const { path } = useRoute();
  if (path === '/login') return <Login />;
  const face = (Object.keys(FACES) as Face[]).find((name) => path === `/${name}` || path.startsWith(`/${name}/`));
  return face === undefined ? <Landing /> : <FacePage face={face} path={path} />;
}

function FacePage({ face, path }: { face: Face; path: string }) {
  const { t } = useTranslation();
  const { session, ready } = useSession();
  const mustSignIn = ready && !session;
  useEffect(() => {
    if (mustSignIn) go(`/login?then=${encodeURIComponent(path)}`, 'replace');
  }, [mustSignIn, path]);
  if (!session) return <Loading />;
  const { person } = session;
  if (!FACES[face].includes(person.role)) {
    return (
      <Page title={t('common.notYours')}>
        <h1>{t('common.notYours')}</h1>
        <p>{t('common.notYoursWhy', { role: t(`role.${person.role}`) })}</p>
      </Page>
    );
  }
  return (
    <OutboxProvider key={person.id} person={session}>
      <Suspense fallback={<Loading />}>
        {face === 'farmer' && (path === '/farmer/record' ? <RecordHarvest /> : <Farmer />)}
        {face === 'scanner' && <Scanner />}
        {face === 'regulator' && <Regulator />}
        {face === 'insurer' && <Board />}
        {face === 'factory' && <Factory />}
        {face === 'history' && <History />}
        {face === 'batches' && <Batches />}
      </Suspense>
    </OutboxProvider>
  );
}
