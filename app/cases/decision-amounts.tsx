import { useTranslations } from 'next-intl';
import { fen } from '#domain/money.ts';
import type { DecisionPersonal } from '#flow/conclude.ts';
import { AmountTable } from '../ui/amount-table.tsx';
import { Section } from '../ui/record.tsx';
import type { CaseContext } from './case-context.ts';
import styles from './decision-amounts.module.css';
import { type AmountLine, amountLines, publishedFigures, type Working, workings } from './decision-model.ts';
import type { Formula } from './formula.ts';
import { bold } from './say.tsx';

type DecisionAmountsProps = { context: CaseContext; decision: DecisionPersonal };

/** The items of a grant with their sums, and the figures on the way to them. */
export function DecisionAmounts({ context, decision }: DecisionAmountsProps) {
  const t = useTranslations('decision');
  const { outcome, assessment } = decision;
  if (outcome.kind !== 'granted') return null;
  const known = workings(context, assessment);
  const published = publishedFigures(context, assessment);
  return (
    <>
      <Section title={t('amounts')}>
        <AmountTable
          caption={t('amountsCaption')}
          captionHidden
          rows={amountLines(context, decision).map((item) => ({
            key: item.id,
            item: item.label,
            formula: <AmountFormula line={item} />,
            amount: fen(item.fen),
          }))}
          totalFen={fen(outcome.totalFen)}
        />
      </Section>
      {known.length === 0 ? null : (
        <Section title={t('workings')}>
          <ul className="dashes">
            {known.map((working) => (
              <WorkingLine key={working.name} working={working} />
            ))}
          </ul>
        </Section>
      )}
      {published.length === 0 ? null : (
        <Section title={t('figures')}>
          <ul className="dashes">
            {published.map(({ name, publishedOn, ...figure }) => (
              <li key={name}>{t.rich('published', { ...figure, date: publishedOn ?? 'none', b: bold })}</li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

/** The sum in figures, the same in words under it, or the choice that leaves nothing of it; and the clause. */
function AmountFormula({ line: { formula, clause, excludedBy } }: { line: AmountLine }) {
  const t = useTranslations('decision');
  const text = useFormulaText();
  return (
    <>
      {excludedBy === null ? null : (
        <>
          <span>{t('excluded', { label: excludedBy.label, value: excludedBy.value })}</span>
          <br />
        </>
      )}
      {formula === null || excludedBy !== null ? null : (
        <>
          <span className={`numerals ${styles.formula}`}>{text(formula, 'figures')}</span>
          <br />
          <span className={`soft ${styles.formula}`}>{text(formula, 'words')}</span>
          <br />
        </>
      )}
      <span className="soft">{clause}</span>
    </>
  );
}

/** A figure on the way: what it is, what it came to, and how. */
function WorkingLine({ working }: { working: Working }) {
  const t = useTranslations('decision');
  const { label, value, formula } = working;
  const text = useFormulaText();
  return (
    <li>
      {t.rich('working', { label, value, b: bold })}
      {formula === null ? null : (
        <span className="soft">{t('workingFormula', { formula: text(formula, 'figures') })}</span>
      )}
    </li>
  );
}

/** Puts a formula into one line, in figures or in words. */
function useFormulaText(): (formula: Formula, kind: 'figures' | 'words') => string {
  const t = useTranslations('decision');
  const choices = { least: t('least'), most: t('most') };
  const join = t('termJoin');
  return ({ choice, terms }, kind) => {
    const text = terms.map((term) => term[kind]).join(join);
    return choice === null ? text : `${choices[choice]}${text}`;
  };
}
