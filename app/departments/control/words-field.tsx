import type { ReactNode } from 'react';
import { describedBy, FieldMessage } from '../../ui/field-parts.tsx';

type WordsFieldProps = {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  max: number;
  error?: string;
  value?: string;
};

/** Some lines of text, no longer than what is taken. */
export function WordsField({ name, label, hint, max, error, value }: WordsFieldProps) {
  return (
    <div className={error === undefined ? 'field' : 'field wrong'}>
      <label htmlFor={name}>{label}</label>
      {hint === undefined ? null : (
        <p className="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      <FieldMessage name={name} error={error} />
      <textarea
        id={name}
        name={name}
        rows={3}
        maxLength={max}
        defaultValue={value}
        aria-invalid={error === undefined ? undefined : true}
        aria-describedby={describedBy(name, hint, error)}
      />
    </div>
  );
}
