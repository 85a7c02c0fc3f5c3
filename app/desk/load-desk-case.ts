import 'server-only';
import { getTranslations } from 'next-intl/server';
import { civilDateAt } from '#domain/dates.ts';
import type { CaseId } from '#domain/ids.ts';
import type { Actor } from '#domain/permission.ts';
import { type DeskView, readDeskCase } from '#flow/read-desk-case.ts';
import { readWaiting } from '#flow/waiting.ts';
import { authOrSignIn } from '../auth/auth.ts';
import type { CaseContext } from '../cases/case-context.ts';
import { caseWords } from '../cases/case-words.ts';
import { portal } from '../portal.ts';
import { read } from '../read.ts';
import { type DeskFact, deskFacts } from './desk-facts.ts';
import { type TimeLeft, timeLeft } from './time-left.ts';
import { workingDaysRound } from './working-days.ts';

/** A case with everything that the desk's page is made from. */
export interface LoadedDeskCase {
  actor: Actor;
  desk: DeskView;
  context: CaseContext;
  facts: readonly DeskFact[];
  left: TimeLeft;
}

/** Reads a case of the signed-in member of staff's area; whoever is not signed in does so first. */
export async function loadDeskCase(id: CaseId, path: string): Promise<LoadedDeskCase> {
  const actor = await authOrSignIn(path);
  const { desk, left, waiting } = await read(actor, async (tx, now) => {
    const desk = await readDeskCase(tx, actor, now, id);
    const { due, needs } = desk.view.state;
    const { workingDays } = desk.view.service.timeLimit;
    const days = await workingDaysRound(tx, now);
    const left = timeLeft(due, workingDays, civilDateAt(now), days, needs);
    return { desk, left, waiting: await readWaiting(tx, now, id) };
  });
  const { view } = desk;
  const context = {
    view,
    evidenceTypes: view.evidenceTypes,
    words: await caseWords(),
    now: portal().clock(),
    waiting,
  };
  const t = await getTranslations('desk-case');
  const kinship = {
    relation: t('kinship.relation'),
    near: t('kinship.near'),
    relationship: (code: string) => t(`kinship.is.${code}`),
  };
  return { actor, desk, context, facts: deskFacts(context, desk, kinship), left };
}
