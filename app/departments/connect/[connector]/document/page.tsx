import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { DocumentProblem } from '#flow/connectors/read-document.ts';
import { Actions, Button } from '../../../../ui/button.tsx';
import { documentTitle } from '../../../../ui/document-title.ts';
import type { FieldError } from '../../../../ui/error-summary.tsx';
import { guardedPage } from '../../../../ui/guarded-page.tsx';
import { DraftFrame } from '../../../draft-frame.tsx';
import { FormField } from '../../../form-field.tsx';
import { loadDraft } from '../../../load-draft.ts';
import type { Query } from '../../../paths.ts';
import { saveDocument } from '../../actions.ts';
import { UseSteps } from '../../closed-step.tsx';

type Props = { params: Promise<{ connector: string }>; searchParams: Promise<Query> };

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const t = await getTranslations('departments');
  const rejected = (await searchParams).check !== undefined;
  return { title: await documentTitle(t('step.document.title'), { rejected }) };
}

/** For who would rather write the document by hand: the whole, with what is wrong at which path. */
export default guardedPage<Props>(async ({ params, searchParams }) => {
  const { connector } = await params;
  const { actor, view } = await loadDraft(connector, 'document');
  const t = await getTranslations('departments');
  const { draft, composed, plan } = view;
  const skeleton = {
    id: plan.connector,
    department: plan.department,
    title: draft.title,
    sources: draft.kept,
  };
  const text = draft.document ?? JSON.stringify(composed.document ?? skeleton, null, 2);
  const isChecked = (await searchParams).check === '1';
  const problems = isChecked ? await Promise.all(composed.problems.map(inWords)) : [];
  const errors: FieldError[] = problems.map((message) => ({ field: 'document', message }));
  return (
    <DraftFrame actor={actor} view={view} step="document">
      {errors.length === 0 ? null : (
        <div className="errors" role="alert" aria-labelledby="problems">
          <h2 id="problems">{t('problem.title', { count: errors.length })}</h2>
          <ul className="bullets">
            {problems.map((message) => (
              <li key={message}>{message}</li>
            ))}
          </ul>
        </div>
      )}
      <form action={saveDocument}>
        <input type="hidden" name="connector" value={view.row.id} />
        <FormField
          name="document"
          label={t('problem.document')}
          hint={t.rich('problem.documentHint', {
            connector: plan.connector,
            department: plan.department,
            codes: (words) => <a href="/developers#evidence">{words}</a>,
          })}
        >
          {(control) => (
            <textarea
              {...control}
              // Whoever pastes a private key by mistake finds it in no kept form.
              name="$document"
              className="code"
              rows={30}
              defaultValue={text}
              spellCheck={false}
              autoComplete="off"
            />
          )}
        </FormField>
        <Actions>
          <Button>{t('draft.save')}</Button>
        </Actions>
      </form>
      {draft.document === null ? null : <UseSteps connector={view.row.id} />}
    </DraftFrame>
  );
});

async function inWords({ path, kind, expected }: DocumentProblem): Promise<string> {
  const t = await getTranslations('departments');
  return t(`problem.${kind}`, {
    path: path === '' ? t('problem.whole') : path,
    expected: expected || 'none',
  });
}
