import { useTranslations } from 'next-intl';
import { fen } from '#domain/money.ts';
import type { DecisionPersonal } from '#flow/conclude.ts';
import { AmountTable } from '../ui/amount-table.tsx';
import { Section } from '../ui/record.tsx';
import type { CaseContext } from './case-context.ts';
import styles from './decision-amounts.module.css';
import { amountLines, publishedFigures, type Working, workings } from './decision-model.ts';
import type { Formula } from './formula.ts';
import { bold } from './say.tsx';

type DecisionAmountsProps = { context: CaseContext; decision: DecisionPersonal };

/** The items of a grant with their sums, and the figures on the way to them. */
export function DecisionAmounts({ context, decision }: DecisionAmountsProps) {
  const t = useTranslations('decision');
  const { outcome, assessment } = decision;
  if (outcome.kind !== 'granted') return null;
  return (
    <>
      <Section title={t('amounts')}>
        <AmountTable
          caption={t('amountsCaption')}
          captionHidden
          rows={amountLines(context, decision).map((item) => ({
            key: item.id,
            item: item.label,
            formula: <AmountFormula formula={item.formula} clause={item.clause} />,
            amount: fen(item.fen),
          }))}
          totalFen={fen(outcome.totalFen)}
        />
      </Section>
      <Section title={t('workings')}>
        <ul className="dashes">
          {workings(context, assessment).map((working) => (
            <WorkingLine key={working.name} working={working} />
          ))}
        </ul>
      </Section>
      <Section title={t('figures')}>
        <ul className="dashes">
          {publishedFigures(context, assessment).map(({ name, publishedOn, ...figure }) => (
            <li key={name}>{t.rich('published', { ...figure, date: publishedOn ?? 'none', b: bold })}</li>
          ))}
        </ul>
      </Section>
    </>
  );
}

/** The sum in figures, the same in words under it, and the clause. */
function AmountFormula({ formula, clause }: { formula: Formula | null; clause: string }) {
  const text = useFormulaText();
  return (
    <>
      {formula === null ? null : (
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
