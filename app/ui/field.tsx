import type { ReactNode } from 'react';
import { describedBy, FieldMessage, OptionalMark } from './field-parts.tsx';
import { PhraseTitle } from './phrase-title.tsx';

type FieldProps = {
  /** Name and id of the input; the error summary links here. */
  name: string;
  label: string;
  /** The label is the page's title (one question, one field). */
  asTitle?: boolean;
  hint?: ReactNode;
  error?: string;
  /** The value as it was typed, also when it was rejected. */
  value?: string;
  optional?: boolean;
  type?: 'text' | 'tel' | 'email' | 'search';
  /** As wide as the content: 7, 12 or 17 characters, else the column. */
  width?: 'short' | 'name' | 'number';
  /** WCAG 1.3.5 token for the person's own data; `off` (the default) for another person's. */
  autoComplete?: string;
  inputMode?: 'text' | 'numeric' | 'tel' | 'email';
  /** More than one line. */
  rows?: number;
};

/** One labelled input: label, hint, message, input, in this order. Nothing is checked in the browser. */
export function Field(props: FieldProps) {
  const { name, label, asTitle = false, hint, error, optional = false } = props;
  const words = (
    <>
      <PhraseTitle>{label}</PhraseTitle>
      {optional ? <OptionalMark /> : null}
    </>
  );
  return (
    <div className={error === undefined ? 'field' : 'field wrong'}>
      <label htmlFor={name}>{asTitle ? <h1>{words}</h1> : words}</label>
      {hint === undefined ? null : (
        <p className="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      <FieldMessage name={name} error={error} />
      <FieldInput {...props} />
    </div>
  );
}

function FieldInput(props: FieldProps) {
  const { name, hint, error, value, type = 'text', width, autoComplete = 'off', inputMode, rows } = props;
  const shared = {
    id: name,
    name,
    defaultValue: value,
    className: width === undefined ? undefined : `width-${width} numerals`,
    autoComplete,
    spellCheck: false,
    'aria-invalid': error === undefined ? undefined : true,
    'aria-describedby': describedBy(name, hint, error),
  } as const;
  if (rows !== undefined) return <textarea {...shared} rows={rows} />;
  return <input {...shared} type={type} inputMode={inputMode} />;
}
