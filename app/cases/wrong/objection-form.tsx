import { useTranslations } from 'next-intl';
import { MAX_WORDS } from '#flow/control/limits.ts';
import { ActionLink, Actions, Button } from '../../ui/button.tsx';
import { describedBy, FieldMessage, OptionalMark } from '../../ui/field-parts.tsx';

type ObjectionFormProps = {
  action: (form: FormData) => Promise<never>;
  caseId: string;
  step: string;
  fields: readonly { name: string; label: string }[];
  back: string;
  error: string | undefined;
  typed: Readonly<Record<string, string>> | undefined;
};

/** What is wrong, and of which field if one knows. */
export function ObjectionForm({ action, caseId, step, fields, back, error, typed }: ObjectionFormProps) {
  const t = useTranslations('control');
  return (
    <form action={action}>
      <input type="hidden" name="case" value={caseId} />
      <input type="hidden" name="step" value={step} />
      {fields.length < 2 ? null : (
        <div className="field">
          <label htmlFor="field">
            {t('wrong.field')}
            <OptionalMark />
          </label>
          <select id="field" name="field" defaultValue={typed?.field ?? ''} className="width-number">
            <option value="">{t('wrong.anyField')}</option>
            {fields.map(({ name, label }) => (
              <option key={name} value={name}>
                {label}
              </option>
            ))}
          </select>
        </div>
      )}
      <div className={error === undefined ? 'field' : 'field wrong'}>
        <label htmlFor="statement">{t('wrong.statement')}</label>
        <p className="hint" id="statement-hint">
          {t('wrong.hint')}
        </p>
        <FieldMessage name="statement" error={error} />
        <textarea
          id="statement"
          name="statement"
          rows={4}
          maxLength={MAX_WORDS}
          defaultValue={typed?.statement}
          aria-invalid={error === undefined ? undefined : true}
          aria-describedby={describedBy('statement', true, error)}
        />
      </div>
      <Actions>
        <Button>{t('wrong.send')}</Button>
        <ActionLink href={back}>{t('wrong.back')}</ActionLink>
      </Actions>
    </form>
  );
}
