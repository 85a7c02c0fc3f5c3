import type { Metadata } from 'next';
import { useLocale, useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import type { Texts } from '#domain/evidence.ts';
import { authOrSignIn } from '../../../auth/auth.ts';
import { ActionLink, Actions, LinkButton } from '../../../ui/button.tsx';
import { guardedPage } from '../../../ui/guarded-page.tsx';
import { PhraseTitle } from '../../../ui/phrase-title.tsx';
import { ListTitle, MarginLine, RecordRow, Section } from '../../../ui/record.tsx';
import { type AskedOnce, listAskedOnce } from '../../asked-once.ts';
import { draftMetadata, loadDraft } from '../../load-draft.ts';
import { StepFrame } from '../../step-frame.tsx';
import { CHECK, SOURCES, stepPath } from '../../steps.ts';

type Props = { params: Promise<{ application: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations('apply');
  return draftMetadata((await params).application, async () => ({ title: t('sources.title') }));
}

/** Whom we will ask what, why and on which clause: told before it is asked (个人信息保护法第十七条、第三十五条). */
export default guardedPage(async ({ params }: Props) => {
  const { application } = await params;
  const actor = await authOrSignIn(`/apply/${application}/${SOURCES}`);
  const loaded = await loadDraft(actor, application);
  const { draft } = loaded;
  const t = await getTranslations('apply');
  const asked = listAskedOnce(draft.services, draft.claim);
  const isDuty = draft.services
    .flatMap(({ requirements }) => requirements)
    .every(({ legalBasis }) => legalBasis.kind === 'STATUTORY_DUTY');
  return (
    <>
      <StepFrame loaded={loaded} step={SOURCES}>
        <h1>
          <PhraseTitle>{t('sources.title')}</PhraseTitle>
        </h1>
        <p className="lead">{t('sources.lead')}</p>
        {isDuty ? <p>{t('sources.duty')}</p> : null}
        <Actions>
          <LinkButton href={stepPath(draft.id, CHECK)}>{t('sources.continue')}</LinkButton>
          <ActionLink href="/applications">{t('question.stop')}</ActionLink>
        </Actions>
      </StepFrame>
      <ListTitle remark={t('sources.count', { count: asked.length })}>{t('sources.listTitle')}</ListTitle>
      <ol>
        {asked.map((each) => (
          <AskedRow key={each.key} asked={each} isForAll={each.services.length === draft.services.length} />
        ))}
      </ol>
      <Section title={t('sources.rightsTitle')}>
        <p>{t('sources.sensitive')}</p>
        <p>{t('sources.rights')}</p>
        <p>{t.rich('sources.contact', { call: (words) => <a href="tel:12345">{words}</a> })}</p>
        <p>
          <ActionLink href={stepPath(draft.id, CHECK)}>{t('sources.continue')}</ActionLink>
        </p>
      </Section>
    </>
  );
});

type AskedRowProps = { asked: AskedOnce; isForAll: boolean };

/** One thing to establish: the departments in the margin; what is asked, why, on which clause, and the paper it spares. */
function AskedRow({ asked: { title, sources, purposes, services, papers }, isForAll }: AskedRowProps) {
  const t = useTranslations('apply');
  const locale = useLocale();
  const departments = [...new Set(sources.map(({ department }) => department[locale]))];
  const margin = departments.map((department) => (
    <MarginLine strong key={department}>
      {department}
    </MarginLine>
  ));
  const list = (texts: readonly Texts[]) => texts.map((text) => text[locale]).join(t('separator'));
  return (
    <RecordRow as="li" margin={margin}>
      <h3>{title[locale]}</h3>
      {isForAll ? <p>{t('sources.forAll')}</p> : <p>{t('sources.for', { services: list(services) })}</p>}
      <div className="detail">
        {sources.map(({ title: source, fields }, index) => {
          const words = fields.map(({ label, sensitive }) =>
            sensitive ? t('sources.sensitiveField', { field: label[locale] }) : label[locale],
          );
          const asked = { source: source[locale], fields: words.join(t('separator')) };
          return (
            <p key={source[locale]}>
              {index === 0 ? t('sources.asks', asked) : t('sources.asksNext', asked)}
            </p>
          );
        })}
        {purposes.map(({ purpose, citation, services: needing }) => (
          <p key={`${purpose['zh-CN']} ${citation}`}>
            {purposes.length > 1 ? t('sources.purposeOf', { services: list(needing) }) : null}
            {t('sources.purpose', { purpose: purpose[locale], citation })}
          </p>
        ))}
        {papers.length === 0 ? null : <p>{t('sources.spared', { paper: list(papers) })}</p>}
      </div>
    </RecordRow>
  );
}
