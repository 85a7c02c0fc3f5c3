import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { listApplications, type OwnApplication } from '#flow/list-applications.ts';
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
import { STATES, stateOf } from './state.ts';

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
              <ApplicationRow
                key={application.filed?.case ?? application.id}
                application={application}
                now={now}
              />
            ))}
          </ol>
        </>
      )}
      <LeaveForm />
    </>
  );
});

async function ApplicationRow({ application, now }: { application: OwnApplication; now: Date }) {
  const { id, title, savedAt, filed } = application;
  const t = await getTranslations('applications');
  const locale = await getLocale();
  const state = stateOf(application);
  const margin = (
    <>
      <MarginLine>{filed === null ? t('saved') : t('submitted')}</MarginLine>
      <MarginLine>
        <SavedAt at={savedAt} now={now} />
      </MarginLine>
    </>
  );
  return (
    <RecordRow as="li" margin={margin}>
      <div className="answer-row">
        <h3>
          <a href={filed === null ? `/apply/${id}` : `/cases/${filed.case}`} aria-describedby={`state-${id}`}>
            {title[locale]}
          </a>
        </h3>
        <span id={`state-${id}`}>
          <Mark {...STATES[state]}>{t(`state.${state}`)}</Mark>
        </span>
        <div className="detail">
          <p>{t(`next.${state}`)}</p>
          {filed === null ? null : (
            <p>
              {t('number')} <CaseNumber>{filed.number}</CaseNumber>
            </p>
          )}
        </div>
      </div>
    </RecordRow>
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
