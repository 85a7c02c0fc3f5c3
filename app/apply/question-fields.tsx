import { errorOf, type FieldError } from '../ui/error-summary.tsx';
import { Field } from '../ui/field.tsx';
import { QuestionGroup } from '../ui/question-group.tsx';
import { RadioGroup } from '../ui/radio-group.tsx';
import type { Question, QuestionField } from './question.ts';

type QuestionFieldsProps = {
  question: Question;
  /** As typed, by field. */
  values: Readonly<Record<string, string>>;
  errors: readonly FieldError[];
};

/** The fields of a page under its title. A single choice carries the title itself; its reason is then its hint. */
export function QuestionFields({ question: { title, reason, fields }, values, errors }: QuestionFieldsProps) {
  const [first] = fields;
  if (first !== undefined && fields.length === 1 && first.kind === 'choice') {
    return (
      <RadioGroup
        name={first.id}
        title={title}
        hint={reason}
        choices={first.options}
        value={values[first.id]}
        error={errorOf(errors, first.id)}
      />
    );
  }
  return (
    <QuestionGroup title={title} reason={reason}>
      {fields.map((field) => (
        <OneField key={field.id} field={field} value={values[field.id]} error={errorOf(errors, field.id)} />
      ))}
    </QuestionGroup>
  );
}

/** How wide a field is, what keyboard it wants, and whose data it asks for (WCAG 1.3.5: the applicant's own only). */
const INPUTS = {
  person_name: { width: 'name', inputMode: 'text', autoComplete: 'off' },
  citizen_id: { width: 'number', inputMode: 'text', autoComplete: 'off' },
  bank_card: { width: 'number', inputMode: 'numeric', autoComplete: 'cc-number' },
} as const;

type OneFieldProps = { field: QuestionField; value: string | undefined; error: string | undefined };

function OneField({ field: { id, kind, label, hint, options }, value, error }: OneFieldProps) {
  if (kind === 'choice') {
    return (
      <RadioGroup
        name={id}
        title={label}
        asTitle={false}
        hint={hint}
        choices={options}
        value={value}
        error={error}
      />
    );
  }
  return <Field name={id} label={label} hint={hint} value={value} error={error} {...INPUTS[kind]} />;
}
