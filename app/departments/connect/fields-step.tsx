import { getTranslations } from 'next-intl/server';
import type { DraftStep } from '#flow/connectors/draft.ts';
import type { DraftField } from '#flow/connectors/draft-fields.ts';
import type { DraftView } from '#flow/connectors/draft-version.ts';
import { errorOf, type FieldError } from '../../ui/error-summary.tsx';
import { Field } from '../../ui/field.tsx';
import { FormField, SelectField, TickField } from '../form-field.tsx';
import { saveStep } from './actions.ts';
import { draftFields, fieldLabel } from './field-words.ts';
import { StepActions } from './step-actions.tsx';

type Props = { step: DraftStep; view: DraftView; errors: readonly FieldError[] };

/** The form of a step that is nothing but fields; they are listed where the document is made of them. */
export async function FieldsStep({ step, view, errors }: Props) {
  const fields = draftFields(step, view);
  return (
    <form action={saveStep} className="desk-form">
      <input type="hidden" name="connector" value={view.row.id} />
      <input type="hidden" name="step" value={step} />
      {fields.map((field) => (
        <TypedField key={field.name} field={field} view={view} error={errorOf(errors, field.name)} />
      ))}
      <StepActions />
    </form>
  );
}

type FieldProps = { field: DraftField; view: DraftView; error: string | undefined };

async function TypedField({ field, view, error }: FieldProps) {
  const t = await getTranslations('departments');
  const { name, words, shape, optional = false } = field;
  const label = await fieldLabel(field, view);
  const hint = t.has(`field.${words}.hint`) ? t(`field.${words}.hint`) : undefined;
  const value = view.draft.typed[name] ?? field.initial ?? '';
  const shared = { name, label, hint, error };
  switch (shape) {
    case 'tick':
      return <TickField {...shared} isTicked={value === 'yes'} />;
    case 'choice': {
      const choices = (field.choices ?? []).map((choice) => ({
        value: choice,
        label: t.has(`choice.${words}.${choice}`) ? t(`choice.${words}.${choice}`) : choice,
      }));
      return <SelectField {...shared} value={value} options={choices} />;
    }
    case 'expression':
    case 'keys':
    case 'codes':
      return (
        <FormField {...shared} optional={optional}>
          {(control) => (
            <textarea
              {...control}
              // Whoever pastes a private key by mistake finds it in no kept form.
              name={shape === 'keys' ? `$${name}` : name}
              className="code"
              rows={shape === 'codes' ? 4 : Math.max(2, value.split('\n').length)}
              defaultValue={value}
              spellCheck={false}
              autoComplete="off"
            />
          )}
        </FormField>
      );
    case 'date':
      return (
        <FormField {...shared} optional={optional}>
          {(control) => (
            <input {...control} type="date" className="width-name numerals" defaultValue={value} />
          )}
        </FormField>
      );
    default:
      return (
        <Field
          {...shared}
          optional={optional}
          value={value}
          width={shape === 'whole' || shape === 'decimal' ? 'short' : shape === 'text' ? 'number' : undefined}
          inputMode={shape === 'whole' ? 'numeric' : undefined}
        />
      );
  }
}
