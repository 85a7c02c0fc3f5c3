import { useTranslations } from 'next-intl';
import type { GrantNeed } from '#flow/grants/grant-needs.ts';
import { FormField, SelectField } from '../departments/form-field.tsx';
import { Actions, Button } from '../ui/button.tsx';
import { errorOf, type FieldError } from '../ui/error-summary.tsx';
import { Field } from '../ui/field.tsx';
import { request } from './actions.ts';

type Props = {
  need: GrantNeed;
  /** What stands there before anybody has typed. */
  first: { validFrom: string; validTo: string };
  typed: Readonly<Record<string, string>> | undefined;
  errors: readonly FieldError[];
};

/** What is open in a request: how much, how urgent, how long, and what could go wrong. */
export function RequestForm({ need, first, typed, errors }: Props) {
  const t = useTranslations('departments');
  const of = (name: string, value = '') => ({
    name,
    value: typed?.[name] ?? value,
    error: errorOf(errors, name),
  });
  const day = (name: 'validFrom' | 'validTo') => {
    const { value, ...rest } = of(name, first[name]);
    return (
      <FormField {...rest} label={t(`grant.${name}`)}>
        {(control) => <input {...control} type="date" className="width-name numerals" defaultValue={value} />}
      </FormField>
    );
  };
  return (
    <form action={request} className="desk-form">
      <input type="hidden" name="service" value={need.service.id} />
      <input type="hidden" name="requirement" value={need.requirement.id} />
      <input type="hidden" name="evidence" value={need.evidence.code} />
      {need.connectors.length === 1 ? (
        <input type="hidden" name="connector" value={need.connectors[0]} />
      ) : (
        <SelectField
          {...of('connector')}
          label={t('column.connector')}
          options={need.connectors.map((id) => ({ value: id, label: id }))}
        />
      )}
      <div className="pair">
        <Field
          {...of('perDay')}
          label={t('grant.perDay')}
          hint={t('city.perDayHint')}
          width="short"
          inputMode="numeric"
        />
        <Field
          {...of('share', '0')}
          label={t('grant.share')}
          hint={t('city.shareHint')}
          width="short"
          inputMode="numeric"
        />
      </div>
      <SelectField
        {...of('priority', 'normal')}
        label={t('grant.priority')}
        options={(['normal', 'urgent', 'night'] as const).map((value) => ({
          value,
          label: t(`grant.priorities.${value}`),
        }))}
      />
      <div className="pair">
        <SelectField
          {...of('reuse', 'none')}
          label={t('grant.reuse')}
          options={(['none', 'application', 'purpose'] as const).map((value) => ({
            value,
            label: t(`grant.reuseShort.${value}`),
          }))}
        />
        <Field {...of('reuseHours', '24')} label={t('grant.reuseHours')} width="short" inputMode="numeric" />
      </div>
      <div className="pair">
        {day('validFrom')}
        {day('validTo')}
      </div>
      <Field {...of('riskNote')} label={t('grant.risk')} hint={t('city.riskHint')} rows={4} />
      <Actions>
        <Button>{t('city.button')}</Button>
      </Actions>
    </form>
  );
}
