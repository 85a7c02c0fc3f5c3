import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { describedBy, FieldMessage, OptionalMark } from '../ui/field-parts.tsx';

/** A form of a page that has several: ids are its own, and what was typed into it may come back with faults. */
export interface DeskForm {
  form: string;
  /** What was typed before; undefined on a fresh form. */
  typed: Readonly<Record<string, string>> | undefined;
  faults: Readonly<Record<string, string>>;
}

/** The id of a control: fields of different forms share their names. */
export const fieldId = (form: string, name: string) => `${form}-${name}`;

type FieldProps = {
  of: DeskForm;
  /** Name of the control in the form that is sent. */
  name: string;
  /** Its name in the faults, where that is another. */
  faultName?: string;
  label: ReactNode;
  hint?: ReactNode;
  optional?: boolean;
};

function useParts({ of, name, faultName = name, hint }: FieldProps) {
  const t = useTranslations('desk-case');
  const fault = of.faults[faultName];
  const error = fault === undefined ? undefined : t(`fault.${fault}`);
  const id = fieldId(of.form, faultName);
  const described = describedBy(id, hint, error);
  const value = of.typed?.[name];
  return { error, id, value, control: { id, name, 'aria-describedby': described } };
}

function Frame({
  props,
  error,
  id,
  children,
}: {
  props: FieldProps;
  error?: string;
  id: string;
  children: ReactNode;
}) {
  return (
    <div className={error === undefined ? 'field' : 'field wrong'}>
      <label htmlFor={id}>
        {props.label}
        {props.optional ? <OptionalMark /> : null}
      </label>
      {props.hint === undefined ? null : (
        <p className="hint" id={`${id}-hint`}>
          {props.hint}
        </p>
      )}
      <FieldMessage name={id} error={error} />
      {children}
    </div>
  );
}

type InputProps = FieldProps & {
  type?: 'text' | 'date' | 'month';
  inputMode?: 'numeric' | 'decimal';
  width?: 'short' | 'name' | 'number' | 'line';
};

/** One line. */
export function DeskInput(props: InputProps) {
  const { error, id, value, control } = useParts(props);
  const { type = 'text', inputMode, width = 'name' } = props;
  return (
    <Frame props={props} error={error} id={id}>
      <input
        {...control}
        type={type}
        inputMode={inputMode}
        defaultValue={value}
        className={`width-${width} numerals`}
        autoComplete="off"
        aria-invalid={error === undefined ? undefined : true}
      />
    </Frame>
  );
}

const REASON_LENGTH = 1000;

/** A reason in words. */
export function DeskReason(props: FieldProps) {
  const { error, id, value, control } = useParts(props);
  return (
    <Frame props={props} error={error} id={id}>
      <textarea
        {...control}
        rows={3}
        maxLength={REASON_LENGTH}
        defaultValue={value}
        aria-invalid={error === undefined ? undefined : true}
      />
    </Frame>
  );
}

export interface Choice {
  value: string;
  label: string;
}

/** One of many, in groups. Nothing is chosen for anybody. */
export function DeskSelect(
  props: FieldProps & { groups: readonly { label: string | null; choices: readonly Choice[] }[] },
) {
  const t = useTranslations('desk-case');
  const { error, id, value, control } = useParts(props);
  return (
    <Frame props={props} error={error} id={id}>
      <select {...control} defaultValue={value ?? ''} aria-invalid={error === undefined ? undefined : true}>
        <option value="">{t('choose')}</option>
        {props.groups.map(({ label, choices }) =>
          label === null ? (
            <Options key="all" choices={choices} />
          ) : (
            <optgroup key={label} label={label}>
              <Options choices={choices} />
            </optgroup>
          ),
        )}
      </select>
    </Frame>
  );
}

function Options({ choices }: { choices: readonly Choice[] }) {
  return choices.map(({ value, label }) => (
    <option key={value} value={value}>
      {label}
    </option>
  ));
}

/** One of a few, side by side. */
export function DeskRadios(props: FieldProps & { choices: readonly Choice[] }) {
  const { error, id, value, control } = useParts(props);
  return (
    <fieldset
      className={error === undefined ? 'field' : 'field wrong'}
      aria-describedby={control['aria-describedby']}
    >
      <legend>
        {props.label}
        {props.optional ? <OptionalMark /> : null}
      </legend>
      {props.hint === undefined ? null : (
        <p className="hint" id={`${id}-hint`}>
          {props.hint}
        </p>
      )}
      <FieldMessage name={id} error={error} />
      <div className="desk-picks">
        {props.choices.map((choice, index) => (
          <label key={choice.value} htmlFor={index === 0 ? id : `${id}-${choice.value}`}>
            <input
              type="radio"
              name={props.name}
              id={index === 0 ? id : `${id}-${choice.value}`}
              value={choice.value}
              defaultChecked={choice.value === value}
            />
            <span>{choice.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
