import type { ReactNode } from 'react';

/** Help that is one tap away: answers "I do not have it". Works without JavaScript. */
export function Details({ summary, children }: { summary: ReactNode; children: ReactNode }) {
  return (
    <details>
      <summary>{summary}</summary>
      <div>{children}</div>
    </details>
  );
}
