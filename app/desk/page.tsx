import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { civilDateAt } from '#domain/dates.ts';
import { holds } from '#domain/permission.ts';
import { listQueue } from '#flow/list-queue.ts';
import { authOrSignIn } from '../auth/auth.ts';
import { read } from '../read.ts';
import { documentTitle } from '../ui/document-title.ts';
import { guardedPage } from '../ui/guarded-page.tsx';
import { DeskNav } from './desk-nav.tsx';
import { queueGroups } from './queue-rows.ts';
import { QueueTable } from './queue-table.tsx';
import { ShortcutList } from './shortcut-list.tsx';
import { workingDaysRound } from './working-days.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('desk');
  return { title: await documentTitle(t('title')) };
}

/** 办件队列: what waits for a person in the area of the member of staff who is signed in. */
export default guardedPage(async () => {
  const actor = await authOrSignIn('/desk');
  const { queue, groups } = await read(actor, async (tx, now) => {
    const queue = await listQueue(tx, actor, now);
    const days = await workingDaysRound(tx, now);
    return { queue, groups: queueGroups(queue, civilDateAt(now), days) };
  });
  const t = await getTranslations('desk');
  const count = (place: string) => queue.filter((queued) => queued.place === place).length;
  const late = groups.flatMap(({ rows }) => rows).filter(({ left }) => left.lamp === 'over').length;
  return (
    <>
      <DeskNav current="queue" />
      <div className="desk-head">
        <h1>{t('title')}</h1>
        <p className="lead">
          {t('count', {
            count: queue.length,
            mine: count('mine'),
            confirm: count('to_confirm'),
            free: count('free'),
            late,
          })}
        </p>
      </div>
      <ShortcutList page="/desk" keys={['j', 'k', 'o', 'c', '?']} />
      {groups.map(({ place, rows }) => (
        <QueueTable key={place} place={place} rows={rows} mayClaim={holds(actor, 'claim:case:area')} />
      ))}
    </>
  );
});
