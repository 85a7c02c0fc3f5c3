import { useTranslations } from 'next-intl';
import type { CaseContext } from '../cases/case-context.ts';
import { FactSentence } from '../cases/say.tsx';
import { traceEntries } from '../cases/trace.ts';
import { MarginLine } from '../ui/record.tsx';
import { Trace, TraceLine } from '../ui/trace-line.tsx';
import type { DeskFact } from './desk-facts.ts';
import type { DeskPage } from './desk-page.ts';
import { FactSource } from './fact-lines.tsx';

/** 规则: every criterion with its clause, what it came to, and on whose word. */
export function RulesList({ page, context }: { page: DeskPage; context: CaseContext }) {
  const t = useTranslations('desk-case');
  const { desk, facts } = page;
  return (
    <Trace>
      {traceEntries(context, desk.assessment).map(({ id, clause, statement, result, message, sources }) => (
        <TraceLine key={id} clause={<MarginLine>{clause}</MarginLine>} title={statement} result={result}>
          <Judgement id={id} page={page} />
          {message === null ? null : <p>{message}</p>}
          {sources.map((source) => {
            const determined = determinedFact(facts, source.key);
            if (determined !== undefined) return <DeterminedLine key={source.key} fact={determined} />;
            const tail = t(`rules.source.${source.kind}`, {
              title: source.title,
              source: source.source,
              date: source.date ?? 'none',
            });
            return (
              <p key={source.key}>
                {source.facts.length === 0 ? null : <FactSentence facts={source.facts} />}
                {tail}
              </p>
            );
          })}
        </TraceLine>
      ))}
    </Trace>
  );
}

function determinedFact(facts: readonly DeskFact[], requirement: string): DeskFact | undefined {
  return facts.find((fact) => fact.requirement === requirement && fact.mark === 'determined');
}

function DeterminedLine({ fact }: { fact: DeskFact }) {
  return (
    <p>
      <FactSentence facts={fact.facts} />
      <FactSource fact={fact} />
    </p>
  );
}

/** Who has judged it, and why. */
function Judgement({ id, page: { desk } }: { id: string; page: DeskPage }) {
  const t = useTranslations('desk-case');
  const judged = desk.view.history
    .flatMap(({ seq, event }) =>
      event.type === 'criterion.judged' && event.data.criterion === id ? [{ seq, event }] : [],
    )
    .at(-1);
  if (judged === undefined) return null;
  return (
    <p>
      <b>{t('rules.judged', { tail: judged.event.data.officer.tail })}</b>
      {t('said', { reason: desk.reasons.get(judged.seq) ?? '' })}
    </p>
  );
}
