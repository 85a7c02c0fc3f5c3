import { type QuotaWish, returnQuota, spendQuotas } from '#db/quota.ts';
import type { ConnectorRow, GrantRow } from '#db/reference.ts';
import type { Tx } from '#db/with-tx.ts';

/** What one question spends: a call of its connector's day and one of its grant's. */
export interface Spending {
  connector: Pick<ConnectorRow, 'id' | 'dailyLimit'>;
  grant: Pick<GrantRow, 'id' | 'perDay'>;
}

/**
 * Spends for as many of the questions as the limits allow, first come first served; both limits or neither. The usual
 * case is one update for all; only near a limit is each question asked for by itself.
 * @param day civil day in Asia/Shanghai
 * @returns for each question, in order, whether it may be sent
 */
export async function spendFor(tx: Tx, day: string, questions: readonly Spending[]): Promise<boolean[]> {
  const wishes = wishesOf(questions);
  const given = await spendQuotas(tx, day, wishes);
  if (given.size === wishes.length) return questions.map(() => true);
  for (const { scope, count } of wishes) if (given.has(scope)) await returnQuota(tx, day, scope, count);
  const allowed: boolean[] = [];
  for (const question of questions) allowed.push(await spendForOne(tx, day, question));
  return allowed;
}

async function spendForOne(tx: Tx, day: string, question: Spending): Promise<boolean> {
  const wishes = wishesOf([question]);
  const given = await spendQuotas(tx, day, wishes);
  if (given.size === wishes.length) return true;
  for (const scope of given) await returnQuota(tx, day, scope, 1);
  return false;
}

function wishesOf(questions: readonly Spending[]): QuotaWish[] {
  const wishes = new Map<string, QuotaWish>();
  const add = (scope: string, limit: number) => {
    const wish = wishes.get(scope) ?? { scope, count: 0, limit };
    wishes.set(scope, { ...wish, count: wish.count + 1 });
  };
  for (const { connector, grant } of questions) {
    add(`connector:${connector.id}`, connector.dailyLimit);
    add(`grant:${grant.id}`, grant.perDay);
  }
  return [...wishes.values()];
}
