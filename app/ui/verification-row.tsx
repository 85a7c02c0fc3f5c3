import type { ReactNode } from 'react';
import type { AnswerKind } from '#domain/answer.ts';
import { AnswerMark } from './answer-mark.tsx';
import { MarginLine, RecordRow } from './record.tsx';

type VerificationRowProps = {
  /** The department by its full name. */
  department: string;
  /** When it was asked or answered, in words or a TimeText. */
  when: ReactNode;
  /** The thing asked. */
  title: ReactNode;
  answer: AnswerKind;
  /** Why, what happens next and when, what it affects, and what the resident need (not) do. */
  children: ReactNode;
  arrived?: boolean;
};

/** What one department said to one question; a row of an `<ol>`. */
export function VerificationRow({
  department,
  when,
  title,
  answer,
  children,
  arrived,
}: VerificationRowProps) {
  const margin = (
    <>
      <MarginLine strong>{department}</MarginLine>
      <MarginLine>{when}</MarginLine>
    </>
  );
  return (
    <RecordRow as="li" margin={margin} arrived={arrived}>
      <div className="answer-row">
        <h3>{title}</h3>
        <AnswerMark answer={answer} />
        <div className="detail">{children}</div>
      </div>
    </RecordRow>
  );
}
