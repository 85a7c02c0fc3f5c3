import { and, eq, inArray, isNotNull, ne, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { ApplicationId, CaseId, StepId } from '#domain/ids.ts';
import { cases, steps } from './schema/cases.ts';
import type { StepRow } from './steps.ts';
import type { Tx } from './with-tx.ts';

/** A question of another case of the same application. */
export type LeaderRow = Pick<StepRow, 'id' | 'questionKey' | 'fields'>;

/**
 * The questions that the other cases of an application have asked or are asking, for themselves or together with another
 * application's. Until this transaction ends no other case of the application can plan, so that two cases never ask the
 * same at the same moment.
 */
export async function listLeaders(tx: Tx, application: ApplicationId, caseId: CaseId): Promise<LeaderRow[]> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${application}, 0))`);
  const rows = await tx
    .select({ id: steps.id, questionKey: steps.questionKey, fields: steps.fields, leader: steps.leader })
    .from(steps)
    .innerJoin(cases, eq(cases.id, steps.caseId))
    .where(and(eq(cases.applicationId, application), ne(steps.caseId, caseId), ne(steps.status, 'cancelled')))
    .orderBy(steps.id);
  const own = new Set(rows.map(({ id }) => id));
  return rows.filter(({ leader }) => leader === null || !own.has(leader));
}

/**
 * Lets no other transaction send, or follow, any of these questions until this one ends. The keys are locked in one order,
 * so that two brokers never wait in a ring.
 */
export async function lockQuestions(tx: Tx, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  await tx.execute(sql`
    select pg_advisory_xact_lock(hash) from (
      select distinct hashtextextended(key, 1) as hash from unnest(${sql.param([...keys])}::text[]) key order by hash
    ) hashes`);
}

/** A question that is under way, or has been answered with something that can be given again. */
export interface AskedQuestion extends Record<string, unknown> {
  id: StepId;
  questionKey: string;
  applicationId: ApplicationId;
  fields: string[];
  purpose: string;
  legalBasis: string;
  /** When it was answered, in milliseconds of the epoch; null while it is under way. */
  answeredAt: number | null;
}

/**
 * The questions with these keys that a further one can follow: those that a department is being asked right now, or has
 * promised to answer, and those that it has answered in a way that holds still. What a person has found to be wrong is not
 * given again, nor what was sealed under a key that is erased.
 * @param besides steps that the caller holds itself
 */
export async function listAsked(
  tx: Tx,
  now: Date,
  keys: readonly string[],
  besides: readonly StepId[],
): Promise<AskedQuestion[]> {
  if (keys.length === 0) return [];
  const { rows } = await tx.execute<AskedQuestion>(sql`
    select s.id, s.question_key as "questionKey", c.application_id as "applicationId", s.fields,
      g.purpose, g.legal_basis as "legalBasis",
      case when s.status = 'done' then (extract(epoch from s.finished_at) * 1000)::float8 end as "answeredAt"
    from steps s join grants g on g.id = s.grant_id join cases c on c.id = s.case_id
      join applications a on a.id = c.application_id join data_keys k on k.id = a.key_id
    where s.question_key = any(${sql.param([...keys])}::text[]) and s.leader is null
      and s.id <> all(${sql.param([...besides])}::text[])
      and (s.status = 'open' and (s.lease_until >= now() or s.ticket is not null)
        or s.status = 'done' and s.answer in ('confirmed', 'contradicted', 'no_record')
          and (s.valid_until is null or s.valid_until > ${now.toISOString()}::timestamptz)
          and not exists (select from exchanges e where e.step = s.id and e.overturned))
    order by s.created_at desc, s.id`);
  return rows;
}

/**
 * Makes questions due that were put off, for a quota or a night, and are the same as one of these that have been answered:
 * of the same application, or of one whose grant lets answers be used again for its purpose. Whether they may follow is
 * decided when they are claimed. What somebody has locked at this moment is being claimed anyway.
 * @param answered steps that are done with an answer of their own
 */
export async function wakeLikeQuestions(tx: Tx, now: Date, answered: readonly StepId[]): Promise<void> {
  if (answered.length === 0) return;
  const at = sql`${now.toISOString()}::timestamptz`;
  await tx.execute(sql`
    update steps s set due_at = ${at} where s.id = any(array(
      select other.id from steps own join cases c on c.id = own.case_id
        join steps other on other.question_key = own.question_key
        join cases oc on oc.id = other.case_id join grants g on g.id = other.grant_id
      where own.id = any(${sql.param([...answered])}::text[]) and own.answer in ('confirmed', 'contradicted', 'no_record')
        and other.fields <@ own.fields
        and other.status = 'open' and other.leader is null and other.ticket is null and other.answer is null
        and other.due_at > ${at} and (other.lease_until is null or other.lease_until < now())
        and (g.reuse = 'purpose' or g.reuse = 'application' and oc.application_id = c.application_id)
      for update of other skip locked))`);
}

/** A step that has waited for its leader, and how that one stands. */
export interface ReadyFollower {
  follower: StepRow;
  leader: Pick<StepRow, 'id' | 'caseId' | 'status'>;
}

/** A leader that comes back later than this is not about to be asked: it waits for a quota or a switch of its own. */
const PUT_OFF = sql.raw("interval '10 minutes'");

/**
 * Claims up to `limit` steps that need not wait for their leaders any more: those have been answered, were called off, or
 * were put off for reasons that need not be the follower's. Leased and fenced as by `claimSteps`.
 */
export async function claimFollowers(
  tx: Tx,
  now: Date,
  limit: number,
  leaseSeconds: number,
): Promise<ReadyFollower[]> {
  const leaders = alias(steps, 'leaders');
  const isPutOff = sql`(${leaders.ticket} is null and ${leaders.dueAt} > ${now.toISOString()}::timestamptz + ${PUT_OFF}
    and (${leaders.leaseUntil} is null or ${leaders.leaseUntil} < now()))`;
  const ready = tx
    .select({ id: steps.id })
    .from(steps)
    .innerJoin(leaders, eq(leaders.id, steps.leader))
    .where(
      and(
        eq(steps.status, 'open'),
        isNotNull(steps.leader),
        or(ne(leaders.status, 'open'), isPutOff),
        sql`(${steps.leaseUntil} is null or ${steps.leaseUntil} < now())`,
      ),
    )
    .orderBy(steps.id)
    .limit(limit)
    .for('update', { of: steps, skipLocked: true });
  const claimed = await tx
    .update(steps)
    .set({
      leaseUntil: sql`now() + make_interval(secs => ${leaseSeconds})`,
      fence: sql`${steps.fence} + 1`,
      attempts: sql`${steps.attempts} + 1`,
    })
    .where(inArray(steps.id, ready))
    .returning();
  if (claimed.length === 0) return [];
  const ids = claimed.flatMap(({ leader }) => leader ?? []);
  const { id, caseId, status } = steps;
  const found = await tx.select({ id, caseId, status }).from(steps).where(inArray(id, ids));
  return claimed
    .toSorted((one, other) => one.id.localeCompare(other.id))
    .flatMap((follower) => {
      const leader = found.find((each) => each.id === follower.leader);
      return leader === undefined ? [] : [{ follower, leader }];
    });
}

/**
 * A follower whose leader's answer is of no use to it asks for itself, and leads those of its application who followed the
 * same one and ask for nothing beyond it.
 */
export async function partFromLeader(
  tx: Tx,
  { id, caseId, leader, fields }: StepRow,
  dueAt: Date,
): Promise<void> {
  if (leader === null) return;
  const waits = and(eq(steps.status, 'open'), eq(steps.leader, leader));
  const parted = await tx
    .update(steps)
    .set({ leader: null, dueAt, leaseUntil: null })
    .where(and(eq(steps.id, id), waits))
    .returning({ id: steps.id });
  if (parted.length === 0) return;
  const isWithin = sql`${steps.fields} <@ ${JSON.stringify(fields)}::jsonb`;
  const isOwn = sql`${steps.caseId} in (
    select other.id from cases own join cases other using (application_id) where own.id = ${caseId})`;
  await tx
    .update(steps)
    .set({ leader: id, leaseUntil: null })
    .where(and(waits, isWithin, isOwn));
}
