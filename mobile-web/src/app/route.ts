import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();

function announce(): void {
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('popstate', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('popstate', listener);
  };
}

/** The current path with its query, kept in step with the browser's history. */
export function useRoute(): { path: string; query: URLSearchParams } {
  const place = useSyncExternalStore(subscribe, () => window.location.pathname + window.location.search);
  const [path = '/', query = ''] = place.split('?');
  return { path: path.replace(/(.)\/$/, '$1'), query: new URLSearchParams(query) };
}

/** Goes to a page of the app; `replace` leaves no way back to the present one. */
export function go(to: string, how: 'push' | 'replace' = 'push'): void {
  if (how === 'push') window.history.pushState(null, '', to);
  else window.history.replaceState(null, '', to);
  window.scrollTo(0, 0);
  announce();
}
