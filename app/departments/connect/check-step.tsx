import { getLocale, getTranslations } from 'next-intl/server';
import type { Reach } from '#domain/connector.ts';
import { type DraftStep, stepsOf } from '#flow/connectors/draft.ts';
import type { DraftView } from '#flow/connectors/draft-version.ts';
import { Actions, Button } from '../../ui/button.tsx';
import { Details } from '../../ui/details.tsx';
import { KeyValues } from '../../ui/key-values.tsx';
import { Notice } from '../../ui/notice.tsx';
import { stepPath } from '../paths.ts';
import { discard, make } from './actions.ts';

/** What the draft comes to, what is still missing, and the way on: a version that can be tried. */
export async function CheckStep({ view }: { view: DraftView }) {
  const t = await getTranslations('departments');
  const { composed, row, plan } = view;
  const { document } = composed;
  return (
    <>
      {document === undefined ? (
        <Missing view={view} />
      ) : (
        <>
          <Sources view={view} />
          <form action={make} className="desk-form">
            <input type="hidden" name="connector" value={row.id} />
            <Actions>
              <Button>{t('check.button')}</Button>
              <p className="small soft">{t('check.hint', { version: plan.version })}</p>
            </Actions>
          </form>
        </>
      )}
      <Details summary={t('check.discard')}>
        <p>{t('check.discardHint')}</p>
        <form action={discard}>
          <input type="hidden" name="connector" value={row.id} />
          <Actions>
            <Button kind="stop">{t('check.discardButton')}</Button>
          </Actions>
        </form>
      </Details>
    </>
  );
}

async function Missing({ view: { draft, composed, row } }: { view: DraftView }) {
  const t = await getTranslations('departments');
  const steps = stepsOf(draft.way, draft.typed);
  const faulty = steps.filter((step: DraftStep) => composed.faults[step] !== undefined);
  return (
    <Notice kind="waiting" title={t('check.missing')}>
      <ul className="bullets">
        {composed.problems.length > 0 ? (
          <li>
            <a href={`${stepPath(row.id, 'document')}?check=1`}>{t('step.document.short')}</a>
          </li>
        ) : null}
        {faulty.map((step) => (
          <li key={step}>
            <a href={`${stepPath(row.id, step)}?check=1`}>
              {t('check.step', {
                step: t(`step.${step}.short`),
                count: Object.keys(composed.faults[step] ?? {}).length,
              })}
            </a>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** Files, desks and open services have no credential. */
function credentialOf(reach: Reach, isSet: boolean): 'set' | 'unset' | 'none' {
  const isOpen = reach.way === 'mapped' && reach.auth.kind === 'none';
  if (isOpen || reach.way === 'file' || reach.way === 'desk') return 'none';
  return isSet ? 'set' : 'unset';
}

async function Sources({ view: { composed, credentials } }: { view: DraftView }) {
  const t = await getTranslations('departments');
  const locale = await getLocale();
  const sources = composed.document?.sources ?? [];
  const isSet = (id: string) => credentials.some(({ slot }) => slot === id || slot === 'main');
  return (
    <>
      <KeyValues
        rows={sources.map(({ id, title, evidence, reach, coverage, lagHours }) => ({
          label: title[locale],
          content: t('check.source', {
            ...{ evidence, way: t(`way.${reach.way}.title`), lag: lagHours },
            from: coverage.from ?? 'none',
            to: coverage.to ?? 'none',
            credential: credentialOf(reach, isSet(id)),
          }),
        }))}
      />
      <Details summary={t('check.whole')}>
        <pre className="document">{JSON.stringify(composed.document, null, 2)}</pre>
      </Details>
    </>
  );
}
