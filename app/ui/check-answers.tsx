import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';

export type CheckRow = {
  key: string;
  /** The question in short, without a question mark: it also ends the hidden text of the change link. */
  label: string;
  /** What was answered or fetched; undefined for an optional field left empty. */
  value: ReactNode;
  /** For a fetched value: department, date, and the way to say that it is wrong. */
  source?: ReactNode;
  /** Where the answer is changed; it leads back here. A fetched value has none. */
  changeHref?: string;
};

/** Answers before they are sent, each with the way back to its question. */
export function CheckAnswers({ rows }: { rows: readonly CheckRow[] }) {
  const t = useTranslations('form');
  return (
    <dl className="check">
      {rows.map(({ key, label, value, source, changeHref }) => (
        <div key={key}>
          <dt>{label}</dt>
          <dd>
            {value ?? <span className="soft">{t('notProvided')}</span>}
            {source === undefined ? null : <p className="detail">{source}</p>}
          </dd>
          {changeHref === undefined ? null : (
            <dd>
              <a className="target" href={changeHref}>
                <span>
                  {t('change')}
                  <span className="visually-hidden"> {label}</span>
                </span>
              </a>
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}
