import { useTranslations } from 'next-intl';
import { judge } from './actions.ts';
import { type DeskForm, DeskRadios, DeskReason } from './desk-field.tsx';
import { CaseForm, DeskButton, type SeenOnPage } from './desk-form.tsx';

/** 成立 or 不成立, and why. */
export function JudgeForm({ criterion, seen, of }: { criterion: string; seen: SeenOnPage; of: DeskForm }) {
  const t = useTranslations('desk-case');
  return (
    <CaseForm action={judge} seen={seen} of={of} hidden={{ criterion }} label={t('judge.form')}>
      <DeskRadios
        of={of}
        name="holds"
        label={t('judge.holds')}
        choices={[
          { value: 'yes', label: t('judge.yes') },
          { value: 'no', label: t('judge.no') },
        ]}
      />
      <DeskReason of={of} name="reason" label={t('reason')} hint={t('judge.reasonHint')} />
      <div className="actions">
        <DeskButton>{t('judge.button')}</DeskButton>
      </div>
    </CaseForm>
  );
}
