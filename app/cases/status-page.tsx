import { useTranslations } from 'next-intl';
import { LinkList } from '../ui/button.tsx';
import { timeWords } from '../ui/date-words.ts';
import { ElderAloud } from '../ui/elder-aloud.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { ListTitle, Section } from '../ui/record.tsx';
import type { CaseContext } from './case-context.ts';
import { CaseMargin } from './case-margin.tsx';
import { ReviewList } from './review-list.tsx';
import type { ReviewNeed } from './review-needs.ts';
import { bold } from './say.tsx';
import { isRecovery, type StatusHead, statusHead } from './status-head.ts';
import { ChangedNotice, CommitmentNotice } from './status-notices.tsx';
import { StatusRowItem } from './status-row.tsx';
import { type StatusRow, statusRows } from './status-rows.ts';
import { dueValues, timelineSteps } from './timeline.ts';
import { TimelineList } from './timeline-list.tsx';
import { WithScript } from './with-script.tsx';

type StatusPageProps = {
  context: CaseContext;
  casePath: string;
  needs: readonly ReviewNeed[];
  /** Something that the applicant did was not recorded, because the case had moved on. */
  changed: boolean;
};

/** A case that is not decided: what is true, what happens next and when, and what its applicant can do. */
export function StatusPage({ context, casePath, needs, changed }: StatusPageProps) {
  const { view, words, now } = context;
  const rows = statusRows(context);
  const head = statusHead(context, rows);
  return (
    <>
      <Head context={context} head={head} />
      {changed ? <ChangedNotice /> : null}
      <CommitmentNotice rows={rows} casePath={casePath} />
      {needs.length > 0 ? <ReviewList needs={needs} isLookedAt={head.state !== 'figure'} /> : null}
      {rows.length > 0 ? <Progress rows={rows} head={head} casePath={casePath} context={context} /> : null}
      <TimelineList steps={timelineSteps(context)} locale={words.locale} now={now} />
      <Possibilities head={head} casePath={casePath} application={view.row.applicationId} />
    </>
  );
}

function Head({ context, head }: { context: CaseContext; head: StatusHead }) {
  const t = useTranslations('case');
  const { view, words } = context;
  const isOwed = isRecovery(view);
  const lead = {
    verifying: [t('counts', head.counts), t.rich(`you.${head.you}`, { b: bold })],
    review: [t.rich('reviewLead', { count: view.state.needs.length, b: bold })],
    figure: [t.rich('figureLead', { b: bold })],
    proposed: [t.rich('proposedLead', { b: bold })],
    withdrawn: [t('withdrawnLead')],
  }[head.state];
  return (
    <PageHead
      margin={<CaseMargin number={view.row.number} service={view.service.shortTitle[words.locale]} />}
      title={isOwed ? t(`owedTitle.${head.state}`) : t(`title.${head.state}`)}
      lead={lead.map((part, index) => (
        <span key={index === 0 ? 'what' : 'you'}>
          {part}
          {words.locale === 'en' ? ' ' : ''}
        </span>
      ))}
    >
      {head.state === 'withdrawn' ? null : (
        <>
          {isOwed ? <p>{view.service.summary[words.locale]}</p> : null}
          <p>{t.rich('dueLead', { ...dueValues(context, view.state.due), b: bold })}</p>
          <p>{t('mayLeave')}</p>
        </>
      )}
      <ElderAloud />
    </PageHead>
  );
}

type ProgressProps = { rows: readonly StatusRow[]; head: StatusHead; casePath: string; context: CaseContext };

function Progress({ rows, head, casePath, context }: ProgressProps) {
  const t = useTranslations('case');
  const { words, now } = context;
  const time = timeWords(now.toISOString(), { seconds: true });
  const remark = (
    <>
      {t('asOfNow', { time })}
      {head.state === 'withdrawn' ? null : (
        <>
          <WithScript>{t('updates')}</WithScript>{' '}
          <a className="target" href={casePath}>
            {t('refresh')}
          </a>
        </>
      )}
    </>
  );
  return (
    <>
      <ListTitle remark={remark} id="progress">
        {t('progress')}
      </ListTitle>
      <ol aria-labelledby="progress">
        {rows.map((row) => (
          <StatusRowItem key={row.id} row={row} casePath={casePath} locale={words.locale} now={now} />
        ))}
      </ol>
    </>
  );
}

type PossibilitiesProps = { head: StatusHead; casePath: string; application: string };

function Possibilities({ head, casePath, application }: PossibilitiesProps) {
  const t = useTranslations('case');
  const links = [
    { href: `/applications/${application}`, label: t('can.application') },
    ...(head.canWithdraw ? [{ href: `${casePath}/withdraw`, label: t('can.withdraw') }] : []),
    { href: `${casePath}/asked`, label: t('can.asked') },
    { href: `${casePath}/receipt`, label: t('can.receipt') },
    { href: 'tel:12345', label: t('can.help') },
  ];
  return (
    <Section title={t('can.title')}>
      <LinkList links={links} />
    </Section>
  );
}
