import { getTranslations } from 'next-intl/server';
import { needsCredential } from '#domain/needed-credentials.ts';
import { evidenceOf } from '#flow/connectors/draft.ts';
import type { DraftView } from '#flow/connectors/draft-version.ts';
import { ActionLink, Actions, Button } from '../../ui/button.tsx';
import { errorOf, type FieldError } from '../../ui/error-summary.tsx';
import { CredentialField } from '../credential-field.tsx';
import { stepPath } from '../paths.ts';
import { Stamp } from '../stamp.tsx';
import { setCredential } from './actions.ts';

type Props = { view: DraftView; errors: readonly FieldError[] };

/** The credential of what is being described: written, and never read back here. */
export async function CredentialStep({ view, errors }: Props) {
  const t = await getTranslations('departments');
  const { row, composed, credentials, draft } = view;
  const kept = new Set(draft.kept.map(({ id }) => id));
  const sources = composed.document?.sources ?? [];
  const described = evidenceOf(draft.typed);
  const own = sources.filter(
    ({ id, evidence, reach }) =>
      needsCredential(reach) &&
      (draft.document !== null ||
        (described.includes(evidence) && !(draft.typed.mode === 'add' && kept.has(id)))),
  );
  if (own.length === 0)
    return <p>{composed.document === undefined ? t('credential.first') : t('credential.notNeeded')}</p>;
  const set = credentials.find(({ slot }) => slot === own[0]?.id || slot === 'main');
  return (
    <>
      {set === undefined ? null : (
        <p>
          {t('credential.isSet')} <Stamp at={set.setAt} />
        </p>
      )}
      <form action={setCredential} className="desk-form">
        <input type="hidden" name="connector" value={row.id} />
        <input type="hidden" name="from" value="draft" />
        <input type="hidden" name="slots" value={own.map(({ id }) => id).join(' ')} />
        <CredentialField
          error={errorOf(errors, 'credential')}
          way={draft.document === null ? draft.way : null}
        />
        <Actions>
          <Button>{t('credential.button')}</Button>
          <ActionLink href={stepPath(row.id, 'check')}>
            {set === undefined ? t('credential.later') : t('credential.keep')}
          </ActionLink>
        </Actions>
      </form>
    </>
  );
}
