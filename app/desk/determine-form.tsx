import { useTranslations } from 'next-intl';
import { Basis } from '#domain/case-event.ts';
import type { DeterminedField } from '#domain/determination.ts';
import { determine } from './actions.ts';
import { type DeskForm, DeskRadios, DeskReason } from './desk-field.tsx';
import { CaseForm, DeskButton, type SeenOnPage } from './desk-form.tsx';
import { ValueField } from './value-field.tsx';

type DetermineFormProps = {
  requirement: string;
  title: string;
  fields: readonly DeterminedField[];
  seen: SeenOnPage;
  of: DeskForm;
};

/** 认定: the fields of one requirement, what it rests on, and why. */
export function DetermineForm({ requirement, title, fields, seen, of }: DetermineFormProps) {
  const t = useTranslations('desk-case');
  const required = fields.flatMap(({ name, optional }) => (optional ? [] : [name])).join(' ');
  return (
    <CaseForm
      action={determine}
      seen={seen}
      of={of}
      hidden={{ requirement, required }}
      label={t('determine.form', { title })}
    >
      {fields.map((field) => (
        <ValueField key={field.name} field={field} of={of} />
      ))}
      <DeskRadios
        of={of}
        name="basis"
        label={t('determine.basis')}
        choices={Basis.options.map((basis) => ({ value: basis, label: t(`basis.${basis}`) }))}
      />
      <DeskReason of={of} name="reason" label={t('reason')} hint={t('determine.reasonHint')} />
      <div className="actions">
        <DeskButton>{t('determine.button')}</DeskButton>
      </div>
    </CaseForm>
  );
}
