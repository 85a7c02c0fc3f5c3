import { z } from 'zod';
import { chinaDate } from '../clock.ts';
import { DeathNotice, type DeathProblem, letDie } from '../deaths.ts';
import { Behaviour } from '../departments/behaviour.ts';
import { type ControlOptions, clockState, summary } from './state.ts';

const DAY_MS = 86_400_000;

/** Either a whole offset, or days from the real time. */
const ClockMove = z.union([
  z.object({ offsetMs: z.coerce.number().int() }).strict(),
  z.object({ days: z.coerce.number().int().min(-3_660).max(3_660) }).strict(),
]);

const DEATH_PROBLEMS = {
  unknown_person: '城市里没有这个人',
  already_dead: '这个人已经去世',
  date_in_future: '去世日期不能晚于今天',
  date_before_birth: '去世日期早于出生日期',
} as const satisfies Record<DeathProblem, string>;

/** What became of a change: for JSON a status and a body, for people a sentence. */
export type Done = { status: number; body: unknown; said: string };

/** Carries out a change. @param path below the root, `control` included */
export async function act(options: ControlOptions, path: string[], input: unknown): Promise<Done> {
  const [root, what, id] = path;
  if (root === 'control' && what === 'departments') return changeBehaviour(options, id, input);
  if (root === 'control' && what === 'deaths') return registerDeath(options, input);
  if (root === 'control' && what === 'clock') return moveClock(options, input);
  return { status: 404, body: { problem: 'not_found' }, said: '没有这个操作' };
}

async function changeBehaviour(
  { departments }: ControlOptions,
  id: string | undefined,
  input: unknown,
): Promise<Done> {
  const found = departments.find((running) => running.department.id === id);
  const behaviour = Behaviour.safeParse(input);
  if (!found) return { status: 404, body: { problem: 'not_found' }, said: '没有这个部门' };
  if (!behaviour.success)
    return refused(behaviour.error.issues.map((issue) => issue.path.join('.')).join('、'));
  await found.behave(behaviour.data);
  return { status: 200, body: summary(found), said: `已改变：${found.department.name}` };
}

function registerDeath({ city, stores, clock }: ControlOptions, input: unknown): Done {
  const notice = DeathNotice.safeParse(input);
  if (!notice.success) return refused('号码、日期或天数不对');
  const problem = letDie(city, stores, notice.data, clock.now());
  if (problem) return { status: 422, body: { problem }, said: DEATH_PROBLEMS[problem] };
  return { status: 201, body: notice.data, said: `已登记去世：${notice.data.person}` };
}

function moveClock({ clock }: ControlOptions, input: unknown): Done {
  const move = ClockMove.safeParse(input);
  if (!move.success) return refused('天数不对');
  clock.move('days' in move.data ? move.data.days * DAY_MS : move.data.offsetMs);
  return { status: 200, body: clockState(clock), said: `时钟已拨到 ${chinaDate(clock.now())}` };
}

export const refused = (said: string): Done => ({
  status: 422,
  body: { problem: 'invalid', said },
  said: `没有改变：${said}`,
});
