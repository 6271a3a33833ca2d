import { useTranslation } from 'react-i18next';
import type { CoverIndex } from '../api/model.ts';
import { day, languageOf, milli, percent } from '../i18n/format.ts';
import { payoutBps } from './payout.ts';

/** A cover in sentences: the rule, where the index stands, and what that would pay. */
export interface CoverWords {
  rule: string;
  now: string;
  would: string | undefined;
}

export function useCoverWords(index: CoverIndex): CoverWords {
  const { t, i18n } = useTranslation();
  const language = languageOf(i18n.language);
  const dry = index.unit === 'days';
  const digits = dry ? 0 : 1;
  const rule = {
    date: day(index.to, language),
    trigger: milli(index.triggerMilli, language, digits),
    exit: milli(index.exitMilli, language, digits),
  };
  const last = index.curve.at(-1);
  const ruleWords = (): string => {
    if (index.side === 'below') return t('cover.paysBelow', rule);
    return dry ? t('cover.paysAboveDry', rule) : t('cover.paysAbove', rule);
  };
  if (!last) return { rule: ruleWords(), now: t('cover.waiting'), would: undefined };
  const now = { date: day(last.date, language), value: milli(last.valueMilli, language, digits) };
  const share = percent(payoutBps(index, last.valueMilli), language);
  return {
    rule: ruleWords(),
    now: dry ? t('cover.soFarDry', now) : t('cover.soFar', now),
    would:
      index.side === 'below' ? t('cover.ifItStopped', { percent: share }) : t('cover.asItStands', { percent: share }),
  };
}
