import { mkdirSync } from 'node:fs';

/**
 * Where root keeps what an unprivileged account must reach although the checkout lies in a closed folder. It is
 * only made by root, so nobody else can have put anything there.
 */
export function sharedFolder(): string {
  const folder = process.platform === 'darwin' ? '/usr/local/var/fieldseal' : '/var/lib/fieldseal';
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  return folder;
}
