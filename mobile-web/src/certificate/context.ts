import type { Language } from '../i18n/language.ts';
import { certificateEn } from './words.en.ts';
import { type CertificateWords, certificateZh } from './words.zh.ts';

/** UUID of the certificate in `/certificates/{id}`; undefined when the address has none. */
export function certificateIn(path: string): string | undefined {
  return /^\/certificates\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/?$/.exec(path.toLowerCase())?.[1];
}

export function certificateWords(language: Language): CertificateWords {
  return language === 'zh' ? certificateZh : certificateEn;
}
