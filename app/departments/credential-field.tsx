import { useTranslations } from 'next-intl';
import type { Way } from '#domain/connector.ts';
import { FormField } from './form-field.tsx';

/** Where a secret is typed in. It is sent under a name that no kept form takes up, and never stands in a page. */
export function CredentialField({ error, way }: { error: string | undefined; way: Way | null }) {
  const t = useTranslations('departments');
  const hint = t(`credential.hint.${way ?? 'any'}`);
  return (
    <FormField name="credential" label={t('credential.label')} hint={hint} error={error}>
      {(control) => (
        <textarea
          {...control}
          name="$credential"
          rows={2}
          className="code"
          autoComplete="off"
          spellCheck={false}
        />
      )}
    </FormField>
  );
}
