import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { describedBy, FieldMessage, groupClass, OptionalMark } from './field-parts.tsx';
import { PhraseTitle } from './phrase-title.tsx';

export type DateParts = { year?: string; month?: string; day?: string };

type DateFieldsProps = {
  /** The inputs are `<name>-year`, `<name>-month`, `<name>-day`; the error summary links to `<name>`, the year. */
  name: string;
  title: string;
  asTitle?: boolean;
  optional?: boolean;
  hint?: ReactNode;
  error?: string;
  /** As typed, also when rejected. */
  value?: DateParts;
};

const PARTS = ['year', 'month', 'day'] as const;

/** A date in three plain fields, since people know dates in parts and no calendar reaches back eighty years. */
export function DateFields(props: DateFieldsProps) {
  const { name, title, asTitle = false, optional = false, hint, error, value = {} } = props;
  const t = useTranslations('form');
  const words = (
    <>
      <PhraseTitle>{title}</PhraseTitle>
      {optional ? <OptionalMark /> : null}
    </>
  );
  return (
    <div className={groupClass(asTitle, error)}>
      <fieldset aria-describedby={describedBy(name, hint, error)}>
        <legend>{asTitle ? <h1>{words}</h1> : words}</legend>
        {hint === undefined ? null : (
          <p className="hint" id={`${name}-hint`}>
            {hint}
          </p>
        )}
        <FieldMessage name={name} error={error} />
        <div className="date-parts">
          {PARTS.map((part) => {
            const id = part === 'year' ? name : `${name}-${part}`;
            return (
              <div className={part} key={part}>
                <label htmlFor={id}>{t(part)}</label>
                <input
                  id={id}
                  name={`${name}-${part}`}
                  defaultValue={value[part]}
                  className="numerals"
                  inputMode="numeric"
                  autoComplete="off"
                  aria-invalid={error === undefined ? undefined : true}
                />
              </div>
            );
          })}
        </div>
      </fieldset>
    </div>
  );
}
