import { useLocale, useTranslations } from 'next-intl';
import type { GrantPage } from '#flow/grants/list-grants.ts';
import { Actions, Button } from '../ui/button.tsx';
import { errorOf, type FieldError } from '../ui/error-summary.tsx';
import { Field } from '../ui/field.tsx';
import { FieldMessage } from '../ui/field-parts.tsx';
import { ListTitle } from '../ui/record.tsx';
import { FormField, SelectField } from './form-field.tsx';
import { fieldLabels } from './grant-table.tsx';
import { approve, narrow, refuse } from './grants/actions.ts';

type Props = {
  page: GrantPage;
  typed: Readonly<Record<string, string>> | undefined;
  errors: readonly FieldError[];
};

/** 同意, or 不予 with its reason. */
export function DecideForms({ page: { grant }, typed, errors }: Props) {
  const t = useTranslations('departments');
  const isRefused = typed?.reason !== undefined;
  return (
    <section aria-labelledby="decide">
      <ListTitle id="decide">{t('grant.decide')}</ListTitle>
      <form action={approve} aria-label={t('grant.approve')} className="desk-form">
        <input type="hidden" name="grant" value={grant.id} />
        <Field
          name="note"
          label={t('grant.note')}
          optional
          rows={2}
          value={typed?.note}
          error={errorOf(errors, 'note')}
        />
        <Actions>
          <Button>{t('grant.approve')}</Button>
        </Actions>
      </form>
      <details open={isRefused}>
        <summary>{t('grant.refuse')}</summary>
        <div>
          <form action={refuse} aria-label={t('grant.refuse')} className="desk-form">
            <input type="hidden" name="grant" value={grant.id} />
            <Field
              name="reason"
              label={t('grant.reason')}
              hint={t('grant.reasonHint')}
              rows={3}
              value={typed?.reason}
              error={errorOf(errors, 'reason')}
            />
            <Actions>
              <Button kind="stop">{t('grant.refuseButton')}</Button>
            </Actions>
          </form>
        </div>
      </details>
    </section>
  );
}

const REUSES = ['none', 'application', 'purpose'] as const;

/** 缩小: what stands there now can be made less, never more. */
export function NarrowForm({ page, typed, errors }: Props) {
  const t = useTranslations('departments');
  const { grant } = page;
  const reuses = REUSES.slice(0, REUSES.indexOf(grant.reuse) + 1);
  const error = (name: string) => errorOf(errors, name);
  return (
    <details open={errors.length > 0}>
      <summary>{t('grant.narrow')}</summary>
      <div>
        <p className="small soft">{t('grant.narrowHint')}</p>
        <form action={narrow} aria-label={t('grant.narrow')} className="desk-form">
          <input type="hidden" name="grant" value={grant.id} />
          <FieldPicks page={page} error={error('fields')} />
          <Field
            name="perDay"
            label={t('grant.perDay')}
            hint={t('grant.atMost', { most: grant.perDay })}
            value={typed?.perDay ?? `${grant.perDay}`}
            error={error('perDay')}
            width="short"
            inputMode="numeric"
          />
          <SelectField
            name="reuse"
            label={t('grant.reuse')}
            value={typed?.reuse ?? grant.reuse}
            error={error('reuse')}
            options={reuses.map((reuse) => ({ value: reuse, label: t(`grant.reuseShort.${reuse}`) }))}
          />
          <Field
            name="reuseHours"
            label={t('grant.reuseHours')}
            hint={t('grant.atMost', { most: grant.reuseHours })}
            value={typed?.reuseHours ?? `${grant.reuseHours}`}
            error={error('reuseHours')}
            width="short"
            inputMode="numeric"
          />
          <FormField
            name="validTo"
            label={t('grant.validTo')}
            hint={grant.validTo === null ? t('grant.validToOpen') : t('grant.noLater', { to: grant.validTo })}
            error={error('validTo')}
            optional={grant.validTo === null}
          >
            {(control) => (
              <input
                {...control}
                type="date"
                className="width-name numerals"
                defaultValue={typed?.validTo ?? grant.validTo ?? ''}
              />
            )}
          </FormField>
          <Field
            name="note"
            label={t('grant.note')}
            optional
            rows={2}
            value={typed?.note}
            error={error('note')}
          />
          <Actions>
            <Button kind="stop">{t('grant.narrowButton')}</Button>
          </Actions>
        </form>
      </div>
    </details>
  );
}

function FieldPicks({ page, error }: { page: GrantPage; error: string | undefined }) {
  const t = useTranslations('departments');
  const locale = useLocale();
  const { grant } = page;
  const labels = fieldLabels(page, grant.fields, locale);
  return (
    <fieldset className={error === undefined ? 'field' : 'field wrong'}>
      <legend>{t('grant.fields')}</legend>
      <FieldMessage name="fields" error={error} />
      {grant.fields.map((name, index) => (
        <label className="tick" key={name} htmlFor={index === 0 ? 'fields' : `fields-${name}`}>
          <input
            type="checkbox"
            name="field"
            id={index === 0 ? 'fields' : `fields-${name}`}
            value={name}
            defaultChecked
          />
          <span>{labels[index]}</span>
        </label>
      ))}
    </fieldset>
  );
}
