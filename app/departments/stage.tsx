import type { ReactNode } from 'react';

/** One of the stages of a version: its name, how it stands, and what can be done. */
export function Stage({ title, mark, children }: { title: string; mark: ReactNode; children: ReactNode }) {
  return (
    <li className="need">
      <div className="need-head">
        <h2>{title}</h2>
        <p>{mark}</p>
      </div>
      {children}
    </li>
  );
}
