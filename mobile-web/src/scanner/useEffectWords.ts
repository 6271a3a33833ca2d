import { useTranslation } from 'react-i18next';
import { MAX_ITEMS, type ScanEffect } from './batch.ts';

/** What a scan did, in a sentence. */
export function useEffectWords(): (effect: ScanEffect) => string {
  const { t } = useTranslation();
  return (effect) => {
    switch (effect.kind) {
      case 'added':
        return t('scanner.added', { serial: effect.serial });
      case 'duplicate':
        return t('scanner.duplicate', { serial: effect.serial });
      case 'case':
        return effect.replaced
          ? t('scanner.caseReplaced', { sscc: effect.sscc })
          : t('scanner.caseRead', { sscc: effect.sscc });
      case 'refused':
        return t('scanner.refused', { reason: t(`scanner.reason.${effect.reason}`, { max: MAX_ITEMS }) });
    }
  };
}
