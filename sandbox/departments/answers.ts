import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { evidenceTypes } from '#catalogue/index.ts';
import { type Answering, answering, type FieldOffer, Refusal } from '#connectors/kit/answering.ts';
import type { Behaviour } from './behaviour.ts';
import type { Department } from './department.ts';

/** Of fields that no service of the catalogue asks for. */
const OWN_KINDS: Readonly<Record<string, FieldOffer['kind']>> = { matches: 'yes_no' };

/** What a department answers from its records, as slowly or as badly as it behaves at the moment. */
export function answersOf(
  department: Department,
  database: DatabaseSync,
  behaviour: () => Behaviour,
): Answering[] {
  return Object.entries(department.evidence).map(([code, { subjects, fields, given = [] }]) => {
    const type = evidenceTypes.find((each) => each.code === code);
    const offer = (name: string): FieldOffer => {
      const { kind = OWN_KINDS[name] ?? 'text', optional = false } =
        type?.fields.find((field) => field.name === name) ?? {};
      return { kind, optional };
    };
    return answering(
      {
        evidence: code,
        subjects,
        given,
        ...(type && { title: type.title }),
        fields: Object.fromEntries(fields.map((name) => [name, offer(name)])),
      },
      (ask, now) => {
        const ways = behaviour();
        refuse(ways);
        const { said, byHand } = department.answer(database, { ...ask, fields: [...ask.fields] }, now);
        const delayMs = lateBy(ways, ask.call, byHand);
        const expectedAt = new Date(ask.askedAt.getTime() + (delayMs ?? 0));
        const isFirst = ask.askedAt.getTime() === now.getTime();
        const isLate = delayMs !== null && (isFirst || expectedAt > now);
        return isLate ? { kind: 'later', expectedAt } : said;
      },
    );
  });
}

/** @throws Refusal in the modes that answer nobody */
function refuse({ mode }: Behaviour): void {
  if (mode === 'broken') throw new Refusal('down', '系统维护中', { retryAfterSeconds: 30 });
  if (mode === 'quota') throw new Refusal('quota', '今日调用次数已用完', { retryAfterSeconds: 3_600 });
}

/** Milliseconds until the answer, or null for at once. */
function lateBy(behaviour: Behaviour, call: string, byHand: boolean): number | null {
  if (behaviour.mode === 'late') return behaviour.lateSeconds * 1_000;
  if (byHand && behaviour.byHandMs > 0) return behaviour.byHandMs;
  const draw = createHash('sha256').update(call).digest().readUInt32BE(0) / 2 ** 32;
  return draw < behaviour.lateShare ? behaviour.byHandMs : null;
}
