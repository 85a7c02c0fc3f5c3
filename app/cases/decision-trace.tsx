import { useTranslations } from 'next-intl';
import type { Assessment } from '#domain/assessment.ts';
import { MarginLine } from '../ui/record.tsx';
import { Trace, TraceLine } from '../ui/trace-line.tsx';
import type { CaseContext } from './case-context.ts';
import { ElderFold } from './elder-fold.tsx';
import { FactSentence } from './say.tsx';
import { type TraceEntry, type TraceSource, traceEntries } from './trace.ts';

/** What decided against stands first, what was left open last. */
const RANKS = { fails: 0, holds: 1, unknown: 2 } as const satisfies Record<TraceEntry['result'], number>;

/** 为什么是这个结果: every rule with its clause, what became of it, and the facts it rests on. */
export function DecisionTrace({ context, assessment }: { context: CaseContext; assessment: Assessment }) {
  const t = useTranslations('decision');
  const entries = traceEntries(context, assessment).toSorted((a, b) => RANKS[a.result] - RANKS[b.result]);
  const holding = entries.filter(({ result }) => result === 'holds').length;
  const total = entries.length;
  const grounds = context.view.state.decision?.grounds ?? null;
  const ground = grounds?.kind === 'criterion' ? grounds.id : null;
  const by = (context.view.state.decision?.officers.length ?? 0) > 0 ? 'persons' : 'system';
  return (
    <ElderFold
      title={t('trace.title')}
      remark={t('trace.remark', { total, holds: holding === total ? 'all' : `${holding}`, by })}
      open={t('trace.open', { total })}
    >
      <Trace>
        {entries.map((entry) => (
          <EntryLine key={entry.id} entry={entry} isGround={entry.id === ground} />
        ))}
      </Trace>
    </ElderFold>
  );
}

function EntryLine({ entry, isGround }: { entry: TraceEntry; isGround: boolean }) {
  const t = useTranslations('decision');
  const { clause, statement, result, message, sources, judgedBy } = entry;
  return (
    <TraceLine clause={<MarginLine>{clause}</MarginLine>} title={statement} result={result}>
      {message === null ? null : <p>{message}</p>}
      {result === 'unknown' ? <p>{isGround ? t('trace.ground') : t('trace.unknown')}</p> : null}
      {judgedBy === null ? null : <p>{t('trace.judged', { tail: judgedBy })}</p>}
      {sources.map((source) => (
        <SourceLine key={source.key} source={source} />
      ))}
    </TraceLine>
  );
}

function SourceLine({ source: { kind, facts, title, source, date, basis } }: { source: TraceSource }) {
  const t = useTranslations('decision');
  const tail = t(`trace.source.${kind}`, {
    title,
    source,
    date: date ?? 'none',
    basis: basis ?? 'records',
  });
  if (facts.length === 0) return <p>{tail}</p>;
  return (
    <p>
      <FactSentence facts={facts} />
      {tail}
    </p>
  );
}
