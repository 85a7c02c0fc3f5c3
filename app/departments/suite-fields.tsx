import { useTranslations } from 'next-intl';
import { SampleKind } from '#flow/connectors/connector-task.ts';
import type { VersionView } from '#flow/connectors/read-version.ts';
import { Actions, Button } from '../ui/button.tsx';
import { errorOf, type FieldError } from '../ui/error-summary.tsx';
import { Field } from '../ui/field.tsx';
import { runSuite } from './connectors/actions.ts';
import { QuestionFields } from './question-fields.tsx';
import type { Task } from './task-report.tsx';

type Props = {
  view: VersionView;
  last: Task | undefined;
  typed: Readonly<Record<string, string>> | undefined;
  errors: readonly FieldError[];
};

/** What the suite needs of a department: persons whose answers it knows, and reasons for what it cannot show. */
export function SuiteForm({ view, last, typed, errors }: Props) {
  const t = useTranslations('departments');
  const samples: readonly string[] = SampleKind.options;
  const open = (last?.report?.checks ?? []).filter(
    ({ name, result }) => result !== 'kept' && !samples.includes(name) && /^[a-z_]+$/.test(name),
  );
  const names = [...new Set(open.map(({ name }) => name))];
  const reason = (name: string, label: string, hint?: string) => (
    <Field
      key={name}
      name={`bypass-${name}`}
      label={label}
      hint={hint}
      optional
      rows={2}
      value={typed?.[`bypass-${name}`]}
      error={errorOf(errors, `bypass-${name}`)}
    />
  );
  return (
    <form action={runSuite} className="desk-form">
      <input type="hidden" name="connector" value={view.row.id} />
      <input type="hidden" name="version" value={view.version.version} />
      <p>{t('suite.lead')}</p>
      {SampleKind.options.map((kind) => (
        <fieldset key={kind} className="field">
          <legend>{t(`suite.${kind}`)}</legend>
          <QuestionFields prefix={`${kind}-`} askable={view.askable} typed={typed} errors={errors} />
          {reason(kind, t('suite.never'), t('suite.neverHint'))}
        </fieldset>
      ))}
      {names.length === 0 ? null : (
        <fieldset className="field">
          <legend>{t('suite.leftOut')}</legend>
          {names.map((name) => reason(name, t.has(`check.${name}`) ? t(`check.${name}`) : name))}
        </fieldset>
      )}
      <Actions>
        <Button>{t('suite.button')}</Button>
      </Actions>
    </form>
  );
}
