import { useTranslations } from 'next-intl';
import { Notice } from '../ui/notice.tsx';
import type { StatusRow } from './status-rows.ts';

/** Something that the applicant did was not recorded: the case had moved on. */
export function ChangedNotice() {
  const t = useTranslations('case');
  return (
    <Notice kind="waiting" title={t('changed')}>
      <p>{t('changedDetail')}</p>
    </Notice>
  );
}

/** The first commitment that is open to the applicant: voluntary, and said so. */
export function CommitmentNotice({ rows, casePath }: { rows: readonly StatusRow[]; casePath: string }) {
  const t = useTranslations('case');
  const offered = rows.find(({ isOffered }) => isOffered);
  if (offered === undefined) return null;
  return (
    <Notice kind="waiting" title={t('commitNotice', { title: offered.title })}>
      <p>
        {t('commitNoticeDetail')}{' '}
        <a className="target" href={`${casePath}/commitment/${offered.id}`}>
          {t('commitLink')}
        </a>
      </p>
    </Notice>
  );
}
