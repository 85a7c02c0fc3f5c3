import { sha256Of } from '../content-digest.ts';
import { type Problem, problem } from '../problem.ts';
import type { VerifyRequest } from '../protocol.ts';
import { type Answering, type Ask, type Found, Refusal } from './answering.ts';
import { misfitOf, sayingOf } from './fit.ts';
import type { KeptReply, Store } from './store.ts';

/** What a department says to one question, before it is signed. */
export type Told = { problem: Problem } | (KeptReply & { problem?: undefined });

export interface Office {
  connector: string;
  /** The department's own name for its records, where an answer does not say another. */
  source: string;
  answers: readonly Answering[];
  store: Store;
  clock: () => Date;
  /** Questions answered in a civil day; null where they are not counted. */
  perDay(): number | null;
  /** Tells the operator what went wrong here: never a value of a person. */
  report(what: string): void;
  /** Tells the operator what the kit has refused. What the department's own code refuses is known to it. */
  refused(problem: Problem): void;
}

/** Settles questions, those of the same call one after the other: the same call twice has one effect and one answer. */
export function openSettler(office: Office): (asked: VerifyRequest) => Promise<Told> {
  const running = new Map<string, Promise<unknown>>();
  return async (asked) => {
    const before = running.get(asked.call) ?? Promise.resolve();
    const mine = before.then(() => settle(office, asked));
    running.set(asked.call, mine);
    try {
      return await mine;
    } finally {
      if (running.get(asked.call) === mine) running.delete(asked.call);
    }
  };
}

async function settle(office: Office, asked: VerifyRequest): Promise<Told> {
  const { store, clock } = office;
  const question = questionOf(asked);
  const known = store.findReply(asked.call, question);
  const more = { correlation: asked.call };
  if (known === 'conflict') return refuse(office, problem('conflict', '同一调用编号的内容不同', more));
  if (known !== undefined) return { ...known, body: { ...known.body, nonce: asked.nonce } };
  const unfit = misfitOf(office.answers, asked);
  if (unfit !== undefined) return refuse(office, unfit);
  const now = clock();
  const [today, perDay] = [chinaDay(now), office.perDay()];
  if (perDay !== null && store.countOn(today) >= perDay) return refuse(office, outOfQuota(now));
  const told = await find(office, asked, now);
  if (told.problem !== undefined) return told;
  if (perDay !== null) store.countOne(today);
  store.keepReply(asked.call, question, told, now);
  return told;
}

function refuse({ refused }: Office, told: Problem): Told {
  refused(told);
  return { problem: told };
}

/** What was asked, apart from the message that asked it: every attempt has a nonce of its own. */
function questionOf({ nonce: _nonce, ...question }: VerifyRequest): string {
  return sha256Of(JSON.stringify(question));
}

async function find(office: Office, asked: VerifyRequest, now: Date): Promise<Told> {
  const { connector, store } = office;
  const found = await lookUp(office, asked, now);
  if ('problem' in found) return found;
  const { call, nonce, callback } = asked;
  if ('said' in found) return { status: 200, body: bodyOf(asked, found.said) };
  const { expectedAt } = found;
  const ticket = `${connector}:${call}`;
  const question = JSON.stringify({ asked, askedAt: now.toISOString() });
  store.owe({ ticket, question, url: callback, body: null, dueAt: expectedAt.getTime() });
  return { status: 202, body: { call, nonce, ticket, expectedAt: expectedAt.toISOString() } };
}

function bodyOf({ call, nonce, subjects }: VerifyRequest, answer: object) {
  return { call, nonce, about: subjects.map(({ idNumber }) => ({ idNumber })), answer };
}

/** The message that brings a late answer; `again` where the department still does not know. */
export async function answerLate(
  office: Office,
  ticket: string,
  { asked, askedAt }: { asked: VerifyRequest; askedAt: string },
): Promise<{ body: string } | { again: Date }> {
  const found = await lookUp(office, asked, office.clock(), new Date(askedAt));
  if ('said' in found) return { body: JSON.stringify({ ...bodyOf(asked, found.said), ticket }) };
  const wait = 'problem' in found ? (found.problem.retryAfterSeconds ?? 60) * 1_000 : 0;
  return { again: 'expectedAt' in found ? found.expectedAt : new Date(office.clock().getTime() + wait) };
}

type LookedUp = { said: object } | { expectedAt: Date } | { problem: Problem };

/** Asks the department's own code. Whatever it throws is a register that cannot be asked at the moment. */
async function lookUp(office: Office, asked: VerifyRequest, now: Date, askedAt = now): Promise<LookedUp> {
  const answering = office.answers.find(({ offer }) => offer.evidence === asked.evidence);
  const correlation = asked.call;
  try {
    if (answering === undefined) throw new Error(`nobody answers for ${asked.evidence}`);
    const found: Found = await answering.answer(askOf(asked, askedAt), now);
    if (found.kind === 'later') return { expectedAt: found.expectedAt };
    return { said: sayingOf(answering.offer, asked.fields, office.source, found) };
  } catch (error) {
    if (error instanceof Refusal) return { problem: { ...error.problem, correlation } };
    office.report(
      `${asked.evidence} could not be answered: ${error instanceof Error ? error.message : 'error'}`,
    );
    return { problem: problem('down', '登记系统暂时无法查询', { retryAfterSeconds: 30, correlation }) };
  }
}

function askOf(
  { protocol: _protocol, nonce: _nonce, callback: _callback, ...asked }: VerifyRequest,
  askedAt: Date,
): Ask {
  return { ...asked, askedAt };
}

const DAY_MS = 24 * 3_600_000;
const CHINA_MS = 8 * 3_600_000;

/** The civil day in China: one zone, no summer time since 1992. */
function chinaDay(now: Date): string {
  return new Date(now.getTime() + CHINA_MS).toISOString().slice(0, 10);
}

function outOfQuota(now: Date): Problem {
  const untilMidnight = DAY_MS - ((now.getTime() + CHINA_MS) % DAY_MS);
  return problem('quota', '今日调用次数已用完', { retryAfterSeconds: Math.ceil(untilMidnight / 1_000) });
}
