import { setTimeout as wait } from 'node:timers/promises';
import type { SigningKey } from '#connectors/keys.ts';
import type { Department } from '#connectors/kit/open-department.ts';
import { type PendingReply, VerifyReply } from '#connectors/protocol.ts';
import { writeReply } from '#connectors/receiving/send-reply.ts';
import type { HttpMessage } from '#connectors/signature-base.ts';
import type { Clock } from '../clock.ts';
import { type Behaviour, WRONG_BODIES } from './behaviour.ts';

type Receive = Department['receive'];
type Told = { status: number; body: string; type?: string };

/** Somebody who was not asked about, for the mode lying. */
const SOMEBODY_ELSE = ['990121191801019969', '990105199602290138'];

/** What an honest department would never send, in place of its answers and under its signature. */
export function misbehaving(
  receive: Receive,
  key: SigningKey,
  clock: Clock,
  behaviour: () => Behaviour,
): Receive {
  let asked = 0;
  return async (message: HttpMessage) => {
    const turn = asked;
    asked += 1;
    const ways = behaviour();
    const honest = await receive(message);
    await dawdle(ways, turn);
    const told = distort(ways, turn, honest.body, clock.now());
    if (honest.status >= 400 || told === undefined) return honest;
    return writeReply(message, told, key, clock.now()).reply;
  };
}

function distort(
  { mode, lateSeconds }: Behaviour,
  turn: number,
  honest: string,
  now: Date,
): Told | undefined {
  const wrong = WRONG_BODIES[turn % WRONG_BODIES.length];
  if (mode === 'wrong' && wrong !== undefined) return { status: 200, ...wrong };
  const { data: reply } = VerifyReply.safeParse(JSON.parse(honest));
  if (reply === undefined) return undefined;
  const { call, nonce, about } = reply;
  if (mode === 'lying') {
    const other = SOMEBODY_ELSE.find((number) => about.every(({ idNumber }) => idNumber !== number)) ?? '';
    return { status: 200, body: JSON.stringify({ ...reply, about: about.with(0, { idNumber: other }) }) };
  }
  if (mode !== 'never') return undefined;
  const expectedAt = new Date(now.getTime() + lateSeconds * 1_000).toISOString();
  const pending: PendingReply = { call, nonce, ticket: `never:${call}`, expectedAt };
  return { status: 202, body: JSON.stringify(pending) };
}

/** Takes its time, as the behaviour has it for the turn. */
async function dawdle(behaviour: Behaviour, turn: number): Promise<void> {
  const fixed = behaviour.latencyMs[turn % behaviour.latencyMs.length] ?? 0;
  const delay = behaviour.mode === 'slow' ? behaviour.delayMs : fixed;
  if (delay > 0) await wait(delay);
}
