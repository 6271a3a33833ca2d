import { useTranslation } from 'react-i18next';
import { languageOf } from '../i18n/format.ts';
import { changeLanguage } from '../i18n/index.ts';

/** Names the other language in that language, as people look for it. */
export function LanguageSwitch() {
  const { t, i18n } = useTranslation();
  const other = languageOf(i18n.language) === 'zh' ? 'en' : 'zh';
  return (
    <button
      type="button"
      className="button quiet"
      lang={other === 'zh' ? 'zh-CN' : 'en'}
      aria-label={`${t('common.language')} (${t('common.languageLabel')})`}
      data-testid="language-switch"
      onClick={() => void changeLanguage(other)}
    >
      {t('common.language')}
    </button>
  );
}
