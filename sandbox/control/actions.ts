import { z } from 'zod';
import { AccountChange, BankBehaviour } from '../bank/behaviour.ts';
import { chinaDate } from '../clock.ts';
import { DeathNotice, type DeathProblem, letDie } from '../deaths.ts';
import { Behaviour } from '../departments/behaviour.ts';
import { MailBehaviour } from '../mail/behaviour.ts';
import { bankState, type ControlOptions, clockState, summary } from './state.ts';

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
  if (root === 'control' && what === 'files') return deliverFiles(options);
  if (root === 'control' && what === 'mail') return changeMail(options, input);
  if (root === 'control' && what === 'bank')
    return id === 'accounts' ? changeAccount(options, input) : changeBank(options, input);
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
  if (!behaviour.success) return refused(namesIn(behaviour.error));
  await found.behave(behaviour.data);
  return { status: 200, body: summary(found), said: `已改变：${found.department.name}` };
}

async function changeMail({ mail }: ControlOptions, input: unknown): Promise<Done> {
  const behaviour = MailBehaviour.safeParse(input);
  if (!behaviour.success) return refused(namesIn(behaviour.error));
  await mail.behave(behaviour.data);
  return { status: 200, body: { behaviour: mail.behaviour() }, said: '已改变：邮件服务器' };
}

async function changeBank({ bank }: ControlOptions, input: unknown): Promise<Done> {
  const behaviour = BankBehaviour.safeParse(input);
  if (!behaviour.success) return refused(namesIn(behaviour.error));
  await bank.behave(behaviour.data);
  return { status: 200, body: { behaviour: bank.behaviour() }, said: '已改变：代发银行' };
}

function changeAccount({ bank }: ControlOptions, input: unknown): Done {
  const change = AccountChange.safeParse(input);
  if (!change.success) return refused(namesIn(change.error));
  const { account, closed } = change.data;
  bank.ledger().setClosed(account, closed);
  const { closedAccounts } = bankState(bank);
  return { status: 200, body: { closedAccounts }, said: `${closed ? '已销户' : '已恢复'}：${account}` };
}

/** The homes write a file as soon as somebody was cremated here: nobody at this page waits for midnight. */
async function registerDeath(
  { city, stores, clock, delivery }: ControlOptions,
  input: unknown,
): Promise<Done> {
  const notice = DeathNotice.safeParse(input);
  if (!notice.success) return refused('号码、日期或天数不对');
  const problem = letDie(city, stores, notice.data, clock.now());
  if (problem) return { status: 422, body: { problem }, said: DEATH_PROBLEMS[problem] };
  await delivery.deliver();
  return { status: 201, body: notice.data, said: `已登记去世：${notice.data.person}` };
}

async function deliverFiles({ delivery }: ControlOptions): Promise<Done> {
  await delivery.deliver();
  return { status: 200, body: { delivered: true }, said: '殡仪馆已送来今晚的文件' };
}

function moveClock({ clock }: ControlOptions, input: unknown): Done {
  const move = ClockMove.safeParse(input);
  if (!move.success) return refused('天数不对');
  clock.move('days' in move.data ? move.data.days * DAY_MS : move.data.offsetMs);
  return { status: 200, body: clockState(clock), said: `时钟已拨到 ${chinaDate(clock.now())}` };
}

/** The fields that are wrong. */
const namesIn = ({ issues }: z.ZodError) => issues.map((issue) => issue.path.join('.')).join('、');

export const refused = (said: string): Done => ({
  status: 422,
  body: { problem: 'invalid', said },
  said: `没有改变：${said}`,
});
