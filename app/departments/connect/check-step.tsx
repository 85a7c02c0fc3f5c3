import { getLocale, getTranslations } from 'next-intl/server';
import type { Source } from '#domain/connector.ts';
import { needsCredential, sourcesWithoutCredential } from '#domain/needed-credentials.ts';
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
  const steps = stepsOf(draft);
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

async function Sources({ view: { composed, credentials, row } }: { view: DraftView }) {
  const t = await getTranslations('departments');
  const locale = await getLocale();
  const sources = composed.document?.sources ?? [];
  const unset = sourcesWithoutCredential(
    { sources },
    credentials.map(({ slot }) => slot),
  );
  const credentialOf = (source: Source) => {
    if (!needsCredential(source.reach)) return 'none';
    return unset.includes(source) ? 'unset' : 'set';
  };
  return (
    <>
      {unset.length === 0 ? null : (
        <Notice kind="waiting" title={t('check.unset')}>
          <p>{t('check.unsetHint')}</p>
          <p>
            <a href={stepPath(row.id, 'credential')}>{t('check.toCredential')}</a>
          </p>
        </Notice>
      )}
      <KeyValues
        rows={sources.map((source) => ({
          label: source.title[locale],
          content: t('check.source', {
            evidence: source.evidence,
            way: t(`way.${source.reach.way}.title`),
            lag: source.lagHours,
            from: source.coverage.from ?? 'none',
            to: source.coverage.to ?? 'none',
            credential: credentialOf(source),
          }),
        }))}
      />
      <Details summary={t('check.whole')}>
        <pre className="document">{JSON.stringify(composed.document, null, 2)}</pre>
      </Details>
    </>
  );
}
