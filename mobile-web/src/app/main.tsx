import '../styles/tokens.css';
import '../styles/app.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { registerSW } from 'virtual:pwa-register';
import { ensureHan } from '../fonts/ensureHan.ts';
import { startTranslations } from '../i18n/index.ts';
import { App } from './App.tsx';
import { CrashScreen } from './CrashScreen.tsx';
import { askToKeep } from './database.ts';
import { SessionProvider } from './session.tsx';

const place = document.getElementById('app');
if (!place) throw new Error('index.html has no #app');

registerSW({ immediate: true });
ensureHan();
void askToKeep();
await startTranslations();
createRoot(place).render(
  <StrictMode>
    <CrashScreen>
      <QueryClientProvider client={new QueryClient()}>
        <SessionProvider>
          <App />
        </SessionProvider>
      </QueryClientProvider>
    </CrashScreen>
  </StrictMode>,
);
