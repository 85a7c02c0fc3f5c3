import { useLocale, useTranslations } from 'next-intl';
import { Basis } from '#domain/case-event.ts';
import type { DeterminedField } from '#domain/determination.ts';
import { Relationship } from '#domain/kinship.ts';
import { determine } from './actions.ts';
import { type Choice, type DeskForm, DeskInput, DeskRadios, DeskReason, DeskSelect } from './desk-field.tsx';
import { CaseForm, DeskButton, type SeenOnPage } from './desk-form.tsx';

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

/** A field as its kind is typed; a few choices stand side by side. */
function ValueField({ field, of }: { field: DeterminedField; of: DeskForm }) {
  const t = useTranslations('desk-case');
  const label = useLabel(field);
  const choices = useChoices(field);
  const { name: faultName, kind, optional } = field;
  const props = { of, name: `value-${faultName}`, faultName, label, optional };
  if (choices !== null) {
    return choices.length <= 4 ? (
      <DeskRadios {...props} choices={choices} />
    ) : (
      <DeskSelect {...props} groups={[{ label: null, choices }]} />
    );
  }
  switch (kind) {
    case 'date':
    case 'month':
      return <DeskInput {...props} type={kind} width="number" />;
    case 'integer':
      return <DeskInput {...props} inputMode="numeric" width="short" />;
    case 'fen':
      return <DeskInput {...props} inputMode="decimal" hint={t('determine.yuan')} />;
    case 'text':
    case 'code':
    case 'yes_no':
      return <DeskInput {...props} />;
  }
}

function useLabel({ name, evidence }: DeterminedField): string {
  const t = useTranslations('desk-case');
  const locale = useLocale();
  if (evidence !== null) return evidence.label[locale];
  return name === 'near' ? t('kinship.near') : t('kinship.relation');
}

/** The values that a field can take, in words; null where anything can be typed. */
function useChoices({ kind, choices, evidence }: DeterminedField): Choice[] | null {
  const t = useTranslations('desk-case');
  const locale = useLocale();
  if (kind === 'yes_no') {
    return [
      { value: 'yes', label: t('yes') },
      { value: 'no', label: t('no') },
    ];
  }
  if (choices === null) return null;
  return choices.map((value) => {
    const isKinship = evidence === null && Relationship.safeParse(value).success;
    return {
      value,
      label: isKinship ? t(`kinship.is.${value}`) : (evidence?.codes?.[value]?.[locale] ?? value),
    };
  });
}
