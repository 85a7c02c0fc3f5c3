import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { listApplications, type OwnApplication, type OwnCase } from '#flow/list-applications.ts';
import { SavedAt } from '../apply/saved-at.tsx';
import { authOrSignIn } from '../auth/auth.ts';
import { read } from '../read.ts';
import { Mark } from '../ui/answer-mark.tsx';
import { Actions, Button, LinkButton } from '../ui/button.tsx';
import { CaseNumber } from '../ui/case-number.tsx';
import { documentTitle } from '../ui/document-title.ts';
import { guardedPage } from '../ui/guarded-page.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { ListTitle, MarginLine, RecordRow } from '../ui/record.tsx';
import styles from './rows.module.css';
import { DRAFT_MARK, LISTED_MARKS, listedState, rowState } from './state.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('applications');
  return { title: await documentTitle(t('title')) };
}

/** 我的办件: what a resident has begun and filed, each with its state and what comes next. */
export default guardedPage(async () => {
  const actor = await authOrSignIn('/applications');
  const { applications, now } = await read(actor, async (tx, moment) => ({
    applications: await listApplications(tx, actor, moment),
    now: moment,
  }));
  const t = await getTranslations('applications');
  return (
    <>
      <PageHead margin={null} title={t('title')} lead={applications.length === 0 ? t('none') : t('lead')}>
        {applications.length === 0 ? (
          <Actions>
            <LinkButton href="/" kind="outline">
              {t('begin')}
            </LinkButton>
          </Actions>
        ) : null}
      </PageHead>
      {applications.length === 0 ? null : (
        <>
          <ListTitle remark={t('count', { count: applications.length })}>{t('listTitle')}</ListTitle>
          <ol className={styles.rows}>
            {applications.map((application) => (
              <ApplicationRow key={application.id} application={application} now={now} />
            ))}
          </ol>
        </>
      )}
      <LeaveForm />
    </>
  );
});

/** One application with the states of its cases; the whole row leads to it. */
async function ApplicationRow({ application, now }: { application: OwnApplication; now: Date }) {
  const { id, title, savedAt, status, cases } = application;
  const t = await getTranslations('applications');
  const locale = await getLocale();
  const isDraft = status === 'draft';
  const margin = (
    <>
      <MarginLine>{isDraft ? t('saved') : t('submitted')}</MarginLine>
      <MarginLine>
        <SavedAt at={savedAt} now={now} />
      </MarginLine>
    </>
  );
  return (
    <RecordRow as="li" margin={margin}>
      <h3>
        <a href={isDraft ? `/apply/${id}` : `/applications/${id}`} aria-describedby={`state-${id}`}>
          {title[locale]}
        </a>
      </h3>
      <div id={`state-${id}`}>
        {isDraft ? <Mark {...DRAFT_MARK}>{t('state.draft')}</Mark> : null}
        <p>{t(`next.${rowState(application)}`)}</p>
      </div>
      {isDraft ? null : (
        <ul className={styles.cases}>
          {cases.map((each) => (
            <CaseLine key={each.id} own={each} />
          ))}
        </ul>
      )}
    </RecordRow>
  );
}

async function CaseLine({ own }: { own: OwnCase }) {
  const t = await getTranslations('applications');
  const locale = await getLocale();
  const state = listedState(own);
  return (
    <li className="answer-row">
      <span>{own.title[locale]}</span>
      <Mark {...LISTED_MARKS[state]}>{t(`state.${state}`)}</Mark>
      <p className="detail">
        {t('number')} <CaseNumber>{own.number}</CaseNumber>
      </p>
    </li>
  );
}

/** 退出并清除, for shared computers. */
async function LeaveForm() {
  const t = await getTranslations('applications');
  return (
    <RecordRow margin={<MarginLine>{t('leaveSide')}</MarginLine>}>
      <p>{t('leave')}</p>
      <form method="post" action="/sign-out">
        <Actions>
          <Button kind="outline">{t('leaveButton')}</Button>
        </Actions>
      </form>
    </RecordRow>
  );
}
