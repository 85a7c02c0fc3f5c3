import { useTranslations } from 'next-intl';
import type { DraftView } from '#flow/connectors/draft-version.ts';
import { Actions, Button } from '../../ui/button.tsx';
import { errorOf, type FieldError } from '../../ui/error-summary.tsx';
import { Field } from '../../ui/field.tsx';
import { setLimits } from './actions.ts';
import { StepActions } from './step-actions.tsx';

type Props = {
  row: DraftView['row'];
  from: 'draft' | 'connector';
  typed: Readonly<Record<string, string>> | undefined;
  errors: readonly FieldError[];
};

const NAMES = ['dailyLimit', 'reserve', 'reserveUntil', 'timeoutMs', 'width'] as const;

/** How much may be asked of a connector; it holds at once, for every version. */
export function LimitsForm({ row, from, typed, errors }: Props) {
  const t = useTranslations('departments');
  return (
    <form action={setLimits} className="desk-form">
      <input type="hidden" name="connector" value={row.id} />
      <input type="hidden" name="from" value={from} />
      {NAMES.map((name) => (
        <Field
          key={name}
          name={name}
          label={t(`limits.${name}`)}
          hint={t(`limits.${name}Hint`)}
          value={typed?.[name] ?? `${row[name]}`}
          error={errorOf(errors, name)}
          width="short"
          inputMode="numeric"
        />
      ))}
      {from === 'draft' ? (
        <StepActions />
      ) : (
        <Actions>
          <Button>{t('limits.button')}</Button>
        </Actions>
      )}
    </form>
  );
}
