import { useLocale, useTranslations } from 'next-intl';
import { evidenceOf } from '#flow/connectors/draft.ts';
import type { DraftView } from '#flow/connectors/draft-version.ts';
import { errorOf, type FieldError } from '../../ui/error-summary.tsx';
import { Field } from '../../ui/field.tsx';
import { describedBy, FieldMessage, groupClass } from '../../ui/field-parts.tsx';
import { RadioGroup } from '../../ui/radio-group.tsx';
import { saveStep } from './actions.ts';
import { StepActions } from './step-actions.tsx';

type Props = { view: DraftView; errors: readonly FieldError[] };

/** What the department vouches for with this: several things at one address, else one at a time. */
export function EvidenceStep({ view, errors }: Props) {
  const t = useTranslations('departments');
  const { draft, row } = view;
  return (
    <form action={saveStep} className="desk-form">
      <input type="hidden" name="connector" value={row.id} />
      <input type="hidden" name="step" value="evidence" />
      <EvidencePicks view={view} error={errorOf(errors, 'evidence')} />
      <Field
        name="sourceName"
        label={t('evidence.name')}
        hint={t('evidence.nameHint')}
        optional
        value={draft.typed.sourceName}
        width="number"
      />
      {draft.kept.length === 0 ? null : (
        <RadioGroup
          asTitle={false}
          name="mode"
          title={t('evidence.mode')}
          value={draft.typed.mode ?? 'replace'}
          choices={(['replace', 'add'] as const).map((mode) => ({
            value: mode,
            label: t(`evidence.${mode}`),
            consequence: t(`evidence.${mode}Hint`),
          }))}
        />
      )}
      <StepActions />
    </form>
  );
}

function EvidencePicks({ view: { draft, plan }, error }: { view: DraftView; error: string | undefined }) {
  const t = useTranslations('departments');
  const locale = useLocale();
  const chosen = evidenceOf(draft.typed);
  const isMany = draft.way === 'native';
  const hint = isMany ? t('evidence.many') : t('evidence.one');
  return (
    <div className={groupClass(true, error)}>
      <fieldset aria-describedby={describedBy('evidence', hint, error)}>
        <legend>{t('evidence.title')}</legend>
        <p className="soft" id="evidence-hint">
          {hint}
        </p>
        <FieldMessage name="evidence" error={error} />
        <div className="picks">
          {plan.offered.map(({ code, title, fields }, index) => (
            <label className="pick" key={code} htmlFor={index === 0 ? 'evidence' : `evidence-${code}`}>
              <input
                type={isMany ? 'checkbox' : 'radio'}
                name="evidence"
                id={index === 0 ? 'evidence' : `evidence-${code}`}
                value={code}
                defaultChecked={chosen.includes(code)}
              />
              <span>
                <b>{title[locale]}</b>
                <span className="hint">
                  {t('evidence.fields', {
                    fields: fields.map(({ label }) => label[locale]).join(locale === 'en' ? '; ' : '、'),
                  })}
                </span>
              </span>
            </label>
          ))}
        </div>
      </fieldset>
    </div>
  );
}
