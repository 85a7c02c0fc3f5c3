import { useTranslations } from 'next-intl';
import type { DeterminedField } from '#domain/determination.ts';
import { OFFICER_KINDS } from '#domain/officer-answer.ts';
import { type DeskForm, DeskInput, DeskRadios } from '../../desk/desk-field.tsx';
import { DeskButton } from '../../desk/desk-form.tsx';
import { ValueField } from '../../desk/value-field.tsx';
import { answer } from './actions.ts';

/** The form's name: ids of its fields begin with it. */
export const FORM = 'answer';

type AnswerFormProps = {
  id: string;
  fields: readonly DeterminedField[];
  twoPersons: boolean;
  of: DeskForm;
};

/** 答复: what was found, its values, and where it stands. Values count only where a record was found. */
export function AnswerForm({ id, fields, twoPersons, of }: AnswerFormProps) {
  const t = useTranslations('officer');
  return (
    <form action={answer} aria-label={t('form')} className="desk-form">
      <input type="hidden" name="question" value={id} />
      <DeskRadios
        of={of}
        name="kind"
        label={t('kind.label')}
        choices={OFFICER_KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
      />
      <fieldset className="field">
        <legend>{t('values')}</legend>
        {fields.map((field) => (
          <ValueField key={field.name} field={field} of={of} />
        ))}
      </fieldset>
      <DeskInput
        of={of}
        name="candidates"
        label={t('candidates')}
        hint={t('candidatesHint')}
        inputMode="numeric"
        width="short"
        optional
      />
      <DeskInput of={of} name="foundAt" label={t('foundAt')} hint={t('foundAtHint')} width="line" />
      <div className="actions">
        <DeskButton>{twoPersons ? t('answerForTwo') : t('answer')}</DeskButton>
        <p className="soft small">{twoPersons ? t('answerForTwoHint') : t('answerHint')}</p>
      </div>
    </form>
  );
}
