import { getLocale, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import type { Texts } from '#domain/evidence.ts';
import type { Actor } from '#domain/permission.ts';
import { Notice } from '../ui/notice.tsx';
import { CONSOLE, type Query } from './paths.ts';

/** The parts of the console, in the order in which they stand. */
const PLACES = {
  connectors: CONSOLE,
  grants: `${CONSOLE}/grants`,
  anomalies: `${CONSOLE}/anomalies`,
  tickets: `${CONSOLE}/tickets`,
  questions: `${CONSOLE}/questions`,
} as const;
export type Place = keyof typeof PLACES;

/** A number beside the name of a part: what waits there. */
export type Waiting = Readonly<Partial<Record<Place, number>>>;

/** What stands over every page of the console: its parts, and who is at work for which department. */
export async function ConsoleNav({
  current,
  actor,
  waiting = {},
}: {
  current: Place | null;
  actor: Actor;
  waiting?: Waiting;
}) {
  const t = await getTranslations('departments');
  return (
    <nav className="desk-nav console-nav" aria-label={t('nav.label')}>
      {(Object.keys(PLACES) as Place[]).map((place) => (
        <a key={place} href={PLACES[place]} aria-current={current === place ? 'page' : undefined}>
          {t(`nav.${place}`)}
          {waiting[place] ? <b className="numerals">{waiting[place]}</b> : null}
        </a>
      ))}
      {actor.kind === 'staff' ? (
        <span className="soft small">{t('officer', { tail: actor.tail })}</span>
      ) : null}
    </nav>
  );
}

type HeadProps = {
  /** What the page belongs to, over its title. */
  over?: ReactNode;
  title: ReactNode;
  children?: ReactNode;
};

/** The head of a page of the console: what it belongs to, its title, how it stands. */
export function ConsoleHead({ over, title, children }: HeadProps) {
  return (
    <div className="desk-head console-head">
      {over === undefined ? null : <p className="small soft">{over}</p>}
      <h1>{title}</h1>
      {children}
    </div>
  );
}

/** Says that what somebody has sent was overtaken, where an action leads back with `changed`. */
export async function ChangedNotice({ query }: { query: Query }) {
  if (query.changed !== '1') return null;
  const t = await getTranslations('departments');
  return (
    <Notice kind="waiting" title={t('changed')}>
      <p>{t('changedDetail')}</p>
    </Notice>
  );
}

/** A text of a document in the reader's language. */
export async function InWords({ texts }: { texts: Texts }) {
  return texts[await getLocale()];
}
