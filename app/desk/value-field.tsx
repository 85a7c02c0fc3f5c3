import { useLocale, useTranslations } from 'next-intl';
import type { DeterminedField } from '#domain/determination.ts';
import { Relationship } from '#domain/kinship.ts';
import { type Choice, type DeskForm, DeskInput, DeskRadios, DeskSelect } from './desk-field.tsx';

/** A field as its kind is typed; a few choices stand side by side. */
export function ValueField({ field, of }: { field: DeterminedField; of: DeskForm }) {
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
