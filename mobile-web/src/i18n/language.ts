export type Language = 'zh' | 'en';
const KEY = 'fieldseal.language';

/** The language chosen by hand, else the browser's, else Chinese. */
export function preferredLanguage(): Language {
  const stored = localStorage.getItem(KEY);
  if (stored === 'zh' || stored === 'en') return stored;
  return navigator.languages.some((tag) => tag.startsWith('zh')) || !navigator.language.startsWith('en') ? 'zh' : 'en';
}

/** Remembers the choice and tells assistive technology the language of the page. */
export function rememberLanguage(language: Language): void {
  localStorage.setItem(KEY, language);
  markLanguage(language);
}

export function markLanguage(language: Language): void {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
}
