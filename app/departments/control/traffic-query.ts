import { z } from 'zod';
import { CivilDate } from '#domain/dates.ts';
import { ExchangeId, StaffId } from '#domain/ids.ts';
import type { TrafficWish } from '#flow/control/traffic.ts';

const AnswerWish = z.enum([
  'confirmed',
  'contradicted',
  'no_record',
  'ambiguous',
  'pending',
  'unavailable',
  'not_permitted',
  'waiting',
]);
export const ANSWER_WISHES = AnswerWish.options;

const Before = z
  .string()
  .regex(/^\d{1,15}\.exch_[0-9a-f-]{36}$/)
  .transform((text) => {
    const [at = '', id = ''] = text.split('.');
    return { sentAt: new Date(Number(at)), id: ExchangeId.parse(id) };
  });

const Query = z.object({
  day: CivilDate.optional().catch(undefined),
  service: z.string().max(80).optional().catch(undefined),
  purpose: z.string().max(200).optional().catch(undefined),
  officer: z
    .union([StaffId, z.literal('system')])
    .optional()
    .catch(undefined),
  answer: AnswerWish.optional().catch(undefined),
  before: Before.optional().catch(undefined),
});

/** What an address asks to see. Whatever cannot be read is as if it were not there. */
export function trafficWish(
  query: Readonly<Record<string, string | string[] | undefined>>,
  today: CivilDate,
): TrafficWish {
  const { day, service, purpose, officer, answer, before } = Query.parse(query);
  return {
    day: day ?? today,
    service: service || null,
    purpose: purpose || null,
    officer: officer ?? null,
    answer: answer ?? null,
    before: before ?? null,
  };
}

/** The address that asks for the same, with another place to begin; nothing in it is about a person who was asked about. */
export function trafficPath(path: string, wish: TrafficWish, today: CivilDate): string {
  const { day, before, ...filters } = wish;
  const entries = Object.entries(filters).filter((entry): entry is [string, string] => entry[1] !== null);
  const query = new URLSearchParams(entries);
  if (day !== today) query.set('day', day);
  if (before !== null) query.set('before', `${before.sentAt.getTime()}.${before.id}`);
  return query.size === 0 ? path : `${path}?${query}`;
}
