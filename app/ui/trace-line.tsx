import type { ReactNode } from 'react';
import { RuleMark, type RuleResult } from './answer-mark.tsx';
import { RecordRow } from './record.tsx';

/** The rules of a decision, numbered. Children are TraceLines. */
export function Trace({ children }: { children: ReactNode }) {
  return <ol className="trace">{children}</ol>;
}

type TraceLineProps = {
  /** The clause, and which part of it. MarginLines. */
  clause: ReactNode;
  /** The rule in plain words. */
  title: ReactNode;
  result: RuleResult;
  /** The facts it read and their sources; a number that enters the sum is bold. */
  children: ReactNode;
};

/** One rule: its clause in the margin, what it says, whether it holds, and on which facts. */
export function TraceLine({ clause, title, result, children }: TraceLineProps) {
  return (
    <RecordRow as="li" margin={clause}>
      <div className="answer-row">
        <h3>{title}</h3>
        <RuleMark result={result} />
        <div className="detail">{children}</div>
      </div>
    </RecordRow>
  );
}
