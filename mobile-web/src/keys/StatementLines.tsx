import { useTranslation } from 'react-i18next';
import { decimal, instant, languageOf } from '../i18n/format.ts';
import type { Statement } from './statement.ts';

/** What is going to be signed, in plain words. */
export function StatementLines({ statements }: { statements: readonly Statement[] }) {
  const { t, i18n } = useTranslation();
  const language = languageOf(i18n.language);
  const words = (statement: Statement): string => {
    const { kind } = statement;
    if (kind === 'residence') {
      const [from, until] = [instant(statement.from, language), instant(statement.until, language)];
      return t('keys.says.residence', { item: statement.item, warehouse: statement.warehouse, from, until });
    }
    const [kg, at] = [decimal(statement.kilograms, language), instant(statement.at, language)];
    if (kind === 'event') return t('keys.says.event', { lot: statement.lot, kg, at });
    const inputs = statement.inputs.join('、') || t('keys.says.noInputs');
    return t('keys.says.birth', { lot: statement.lot, plot: statement.plot, kg, at, inputs });
  };
  return (
    <ul className="lines" data-testid="statements">
      {statements.map((statement, i) => (
        <li key={i}>{words(statement)}</li>
      ))}
    </ul>
  );
}
