import type { ReactNode } from 'react';

/** Names and values in two columns, small. */
export function KeyValues({ rows }: { rows: readonly { label: string; content: ReactNode }[] }) {
  return (
    <dl className="key-values">
      {rows.map(({ label, content }) => [
        <dt key={`${label} name`}>{label}</dt>,
        <dd key={label}>{content}</dd>,
      ])}
    </dl>
  );
}
