import { useTranslations } from 'next-intl';
import { isWaivable, type Waivable } from '#domain/conformance.ts';
import { SampleKind } from '#flow/connectors/connector-task.ts';
import type { VersionView } from '#flow/connectors/read-version.ts';
import { Actions, Button } from '../ui/button.tsx';
import { errorOf, type FieldError } from '../ui/error-summary.tsx';
import { Field } from '../ui/field.tsx';
import { runSuite } from './connectors/actions.ts';
import { QuestionFields } from './question-fields.tsx';

/** What an existing service may have no place for. */
const OF_A_SERVICE = ['wrong_call', 'ground'] as const satisfies readonly Waivable[];

type Props = {
  view: VersionView;
  typed: Readonly<Record<string, string>> | undefined;
  errors: readonly FieldError[];
};

/** What the suite needs of a department: persons whose answers it knows, and reasons for what it cannot show. */
export function SuiteForm({ view, typed, errors }: Props) {
  const t = useTranslations('departments');
  const isMapped = view.version.document.sources.some(({ reach }) => reach.way === 'mapped');
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
          <QuestionFields prefix={`${kind}-`} askable={view.suitable} typed={typed} errors={errors} />
          {isWaivable(kind) ? reason(kind, t('suite.never'), t('suite.neverHint')) : null}
        </fieldset>
      ))}
      {isMapped ? (
        <fieldset className="field">
          <legend>{t('suite.leftOut')}</legend>
          {OF_A_SERVICE.map((name) => reason(name, t(`check.${name}`)))}
        </fieldset>
      ) : null}
      <Actions>
        <Button>{t('suite.button')}</Button>
      </Actions>
    </form>
  );
}
