import type { ReactNode } from 'react';
import { PhraseTitle } from './phrase-title.tsx';

type QuestionGroupProps = {
  /** The page's title, which is the legend of its fields. */
  title: string;
  /** One line that says why we ask. */
  reason?: ReactNode;
  children: ReactNode;
};

/** Several fields under one question: the title is the legend, so a screen reader says it with every field. */
export function QuestionGroup({ title, reason, children }: QuestionGroupProps) {
  return (
    <fieldset aria-describedby={reason === undefined ? undefined : 'reason'}>
      <legend>
        <h1>
          <PhraseTitle>{title}</PhraseTitle>
        </h1>
      </legend>
      {reason === undefined ? null : (
        <p className="soft" id="reason">
          {reason}
        </p>
      )}
      {children}
    </fieldset>
  );
}
