import { v4 } from 'uuid';
import type { GrantRow } from '#db/reference.ts';
import { insertSteps } from '#db/steps.ts';
import { nightFrom } from '#domain/quota.ts';
import type { Hand } from './hand.ts';
import { type GrantedQuestion, getRequirement } from './plan-steps.ts';

const PRIORITY = { urgent: 0, normal: 1, night: 2 } as const satisfies Record<GrantRow['priority'], number>;

/** Queues the questions of a wave: due now, or when the night begins where the department wants to be asked at night. */
export async function queueQuestions(
  { tx, service, loaded, now, officer }: Hand,
  wave: number,
  questions: readonly GrantedQuestion[],
): Promise<void> {
  if (questions.length === 0) return;
  const rows = questions.map(({ planned: { step, grant, ...question }, questionKey, priority }) => {
    const rung = getRequirement(service, question.requirement).ladder[question.rung];
    const patience = rung?.means === 'data_share' ? rung.patienceMinutes * 60_000 : 0;
    return {
      ...question,
      id: step,
      grantId: grant,
      caseId: loaded.row.id,
      wave,
      call: v4(),
      status: 'open' as const,
      dueAt: priority === 'night' ? nightFrom(now) : now,
      patienceUntil: new Date(now.getTime() + patience),
      fence: 0,
      attempts: 0,
      priority: PRIORITY[priority],
      questionKey,
      officer: officer ?? null,
      createdAt: now,
    };
  });
  await insertSteps(tx, rows);
}
