import type { ReactNode } from 'react';

type RecordRowProps = {
  /** The margin: who, when, or what this is about. Text that belongs together goes into one MarginLine. */
  margin: ReactNode;
  children: ReactNode;
  /** `li` inside a list of records. */
  as?: 'div' | 'li';
  /** An answer that has just come: the row starts on jade and settles. */
  arrived?: boolean;
};

/** One row of a page: the margin on the left, the matter in the column; on a phone the margin becomes a line above. */
export function RecordRow({ margin, children, as: Element = 'div', arrived = false }: RecordRowProps) {
  return (
    <Element className={arrived ? 'record arrived' : 'record'}>
      <p className="margin">{margin}</p>
      <div>{children}</div>
    </Element>
  );
}

/** A line of a margin; on a phone it stands beside the next one. `strong` for the source's name. */
export function MarginLine({ children, strong = false }: { children: ReactNode; strong?: boolean }) {
  return <span>{strong ? <b>{children}</b> : children}</span>;
}

/** A part of a page whose title stands in the margin. */
export function Section({ title, children, id }: { title: ReactNode; children: ReactNode; id?: string }) {
  return (
    <section className="record" id={id}>
      <div className="margin">
        <h2>{title}</h2>
      </div>
      <div>{children}</div>
    </section>
  );
}

/** The title over a list or a wide table, on a 2 px rule, with one remark beside it (count, as-of time). */
export function ListTitle({
  children,
  remark,
  id,
}: {
  children: ReactNode;
  remark?: ReactNode;
  id?: string;
}) {
  return (
    <div className="list-title">
      <h2 id={id}>{children}</h2>
      {remark === undefined ? null : <p className="small soft">{remark}</p>}
    </div>
  );
}
