import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { FeedFile, FeedStatus } from '#flow/feed-status.ts';
import { Mark } from '../../ui/answer-mark.tsx';
import { Table, type TableRow } from '../../ui/table.tsx';
import { Stamp, stampOf } from '../stamp.tsx';

/** The file that serves and the one that was refused last, with what they came to. */
export function FeedTable({ status, caption }: { status: FeedStatus; caption: string }) {
  const t = useTranslations('files');
  const { serving, refused } = status;
  const format = useFormatter();
  const rowOf = (key: string, file: FeedFile, state: ReactNode): TableRow => {
    const { fileName, readAt, rows, leftOut, duplicates } = file;
    // A file that was refused at its first row has no numbers.
    const isRead = rows + leftOut + duplicates > 0;
    const count = (number: number) => (isRead ? format.number(number) : t('dash'));
    return {
      key,
      cells: {
        file: <span className="numerals">{fileName}</span>,
        state,
        readAt: <Stamp at={readAt} />,
        rows: count(rows),
        leftOut: count(leftOut),
        duplicates: count(duplicates),
      },
    };
  };
  return (
    <Table
      caption={caption}
      captionHidden
      columns={[
        { key: 'file', title: t('file') },
        { key: 'state', title: t('state') },
        { key: 'readAt', title: t('readAt'), foldedName: t('readAt') },
        { key: 'rows', title: t('rows'), amount: true, foldedName: t('rows') },
        { key: 'leftOut', title: t('leftOut'), amount: true, foldedName: t('leftOut') },
        { key: 'duplicates', title: t('duplicates'), amount: true, foldedName: t('duplicates') },
      ]}
      rows={[
        ...(serving ? [rowOf('serving', serving, <Serving status={status} />)] : []),
        ...(refused ? [rowOf('refused', refused, <Refused status={status} />)] : []),
      ]}
    />
  );
}

function Serving({ status: { serving, source } }: { status: FeedStatus }) {
  const t = useTranslations('files');
  if (serving === undefined) return null;
  const time = stampOf(serving.receivedAt);
  if (!serving.isStale)
    return (
      <>
        <Mark icon="tick" tone="settled">
          {t('serving')}
        </Mark>
        <span className="soft small">{t('asOf', { time })}</span>
      </>
    );
  return (
    <>
      <Mark icon="clock" tone="waiting">
        {t('stale')}
      </Mark>
      <span className="soft small">{t('staleSince', { time, hours: source.reach.staleAfterHours })}</span>
    </>
  );
}

function Refused({ status: { serving, refused } }: { status: FeedStatus }) {
  const t = useTranslations('files');
  if (refused === undefined) return null;
  const { isOvertaken } = refused;
  return (
    <>
      <Mark icon="not-equal" tone={isOvertaken ? 'soft' : 'failed'}>
        {t('refused')}
      </Mark>
      <span className="soft small">
        {isOvertaken ? t('overtaken') : serving === undefined ? t('nothing') : t('keeps')}
      </span>
    </>
  );
}
