import type { ReactNode } from 'react';
import { describedBy, FieldMessage, OptionalMark } from '../ui/field-parts.tsx';

type Props = {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  error?: string;
  optional?: boolean;
  children: (control: {
    id: string;
    name: string;
    'aria-describedby': string | undefined;
    'aria-invalid': true | undefined;
  }) => ReactNode;
};

/** What stands round one control: label, hint and message, in this order. */
export function FormField({ name, label, hint, error, optional = false, children }: Props) {
  return (
    <div className={error === undefined ? 'field' : 'field wrong'}>
      <label htmlFor={name}>
        {label}
        {optional ? <OptionalMark /> : null}
      </label>
      {hint === undefined ? null : (
        <p className="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      <FieldMessage name={name} error={error} />
      {children({
        id: name,
        name,
        'aria-describedby': describedBy(name, hint, error),
        'aria-invalid': error === undefined ? undefined : true,
      })}
    </div>
  );
}

export type Option = { value: string; label: string };

type SelectProps = Omit<Props, 'children'> & { value?: string; options: readonly Option[] };

/** One of many. With an empty value first where nothing is chosen for anybody. */
export function SelectField({ value, options, ...props }: SelectProps) {
  return (
    <FormField {...props}>
      {(control) => (
        <select {...control} defaultValue={value} className="width-number">
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </FormField>
  );
}

type TickProps = { name: string; label: ReactNode; hint?: ReactNode; isTicked: boolean };

/** Yes or no; what is not ticked is sent as `no`. */
export function TickField({ name, label, hint, isTicked }: TickProps) {
  return (
    <div className="field">
      <input type="hidden" name={name} value="no" />
      <label className="tick" htmlFor={name}>
        <input
          type="checkbox"
          id={name}
          name={name}
          value="yes"
          defaultChecked={isTicked}
          aria-describedby={hint === undefined ? undefined : `${name}-hint`}
        />
        <span>
          {label}
          {hint === undefined ? null : (
            <span className="hint small" id={`${name}-hint`}>
              {hint}
            </span>
          )}
        </span>
      </label>
    </div>
  );
}
