import type { ReactNode } from 'react';
import { PhraseTitle } from './phrase-title.tsx';

type PageHeadProps = {
  /** What the page is about: case number, service, date. MarginLines. */
  margin: ReactNode;
  /** The page's only h1, phrases marked by `|`. */
  title: string;
  /** One sentence: what is true, or what happens next. */
  lead?: ReactNode;
  /** Figure, further paragraphs, actions. */
  children?: ReactNode;
};

/** The first record of a page: title, state and next step, so that a phone's first screen has all three. */
export function PageHead({ margin, title, lead, children }: PageHeadProps) {
  return (
    <div className="record page-head">
      <p className="margin">{margin}</p>
      <div>
        <h1>
          <PhraseTitle>{title}</PhraseTitle>
        </h1>
        {lead === undefined ? null : <p className="lead">{lead}</p>}
        {children}
      </div>
    </div>
  );
}
