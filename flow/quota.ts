import { type QuotaWish, readConnectorDays, returnQuotas, spendQuotas } from '#db/quota.ts';
import type { ConnectorRow, GrantRow } from '#db/reference.ts';
import type { Tx } from '#db/with-tx.ts';
import { civilDateAt } from '#domain/dates.ts';
import type { ConnectorId } from '#domain/ids.ts';
import { allot, hourOf, lastSendingOf, midnightAfter } from '#domain/quota.ts';

/** What one question spends: a call of its connector's day and one of its grant's. */
export interface Spending {
  connector: Pick<ConnectorRow, 'id' | 'dailyLimit' | 'reserve' | 'reserveUntil'>;
  grant: Pick<GrantRow, 'id' | 'perDay'>;
}

/** A question's call is spent, or when one may be had: later today, once what is kept for others is free, or after midnight. */
export type Spent = { ok: true } | { ok: false; retryAt: Date };

/**
 * Spends for as many of the questions as the limits allow, first come first served; both limits or neither. The usual case
 * is one update for all; only where a limit, a reserve or a share comes near is each question looked at by itself. What is
 * spent stays spent, also if the process dies before the call leaves: whether it has left nobody would know.
 * @returns for each question, in order, whether it may be sent
 */
export async function spendFor(tx: Tx, now: Date, questions: readonly Spending[]): Promise<Spent[]> {
  // In the day's last second nothing leaves any more.
  if (now >= lastSendingOf(now)) return questions.map(() => ({ ok: false, retryAt: midnightAfter(now) }));
  const day = civilDateAt(now);
  const wishes = wishesOf(now, questions);
  const given = await spendQuotas(tx, day, wishes);
  if (given.size === wishes.length) return questions.map(() => ({ ok: true }));
  await returnQuotas(
    tx,
    day,
    wishes.filter(({ scope }) => given.has(scope)),
  );
  return spendOneByOne(tx, now, questions);
}

/** The rows of all wishes are locked by now. */
async function spendOneByOne(tx: Tx, now: Date, questions: readonly Spending[]): Promise<Spent[]> {
  const day = civilDateAt(now);
  const byConnector = Map.groupBy(questions, ({ connector }) => connector.id);
  const asked = [...byConnector].flatMap(([connector, [first]]) =>
    first === undefined ? [] : [{ connector, isKept: keepsUntil(now, first) > now }],
  );
  const days = await readConnectorDays(tx, day, asked);
  const spent = new Map<Spending, Spent>();
  for (const [connector, own] of byConnector) {
    const today = days.get(connector);
    const refusals =
      today &&
      allot(
        today,
        own.map(({ grant }) => grant.id),
      );
    own.forEach((question, index) => {
      const refusal = refusals === undefined ? 'connector' : refusals[index];
      const isLater = refusal === 'kept';
      const retryAt = isLater ? keepsUntil(now, question) : midnightAfter(now);
      spent.set(question, refusal === null ? { ok: true } : { ok: false, retryAt });
    });
  }
  const wishes = countsOf(questions.filter((question) => spent.get(question)?.ok));
  const given = await spendQuotas(tx, day, wishes);
  if (given.size < wishes.length) throw new Error('a locked day has the calls that it was seen to have');
  return questions.map((question) => spent.get(question) ?? { ok: false, retryAt: midnightAfter(now) });
}

/** Until when the department keeps reserve and shares on the day of `now`. */
function keepsUntil(now: Date, { connector }: Spending): Date {
  return hourOf(civilDateAt(now), connector.reserveUntil);
}

/** Wishes that leave all that may be kept untouched. */
function wishesOf(now: Date, questions: readonly Spending[]): QuotaWish[] {
  const keeping = new Map<string, { reserve: number; keptOf: ConnectorId }>();
  for (const question of questions) {
    const { id, reserve } = question.connector;
    if (keepsUntil(now, question) > now) keeping.set(`connector:${id}`, { reserve, keptOf: id });
  }
  return countsOf(questions).map((wish) => {
    const kept = keeping.get(wish.scope);
    return kept === undefined ? wish : { ...wish, limit: wish.limit - kept.reserve, keptOf: kept.keptOf };
  });
}

function countsOf(questions: readonly Spending[]): QuotaWish[] {
  const wishes = new Map<string, QuotaWish>();
  const add = (scope: string, limit: number) => {
    const wish = wishes.get(scope) ?? { scope, count: 0, limit, keptOf: null };
    wishes.set(scope, { ...wish, count: wish.count + 1 });
  };
  for (const { connector, grant } of questions) {
    add(`connector:${connector.id}`, connector.dailyLimit);
    add(`grant:${grant.id}`, grant.perDay);
  }
  return [...wishes.values()];
}
