import type { DatabaseSync } from 'node:sqlite';
import type { Behaviour } from '../departments/behaviour.ts';
import { narrowDigits } from '../departments/full-width.ts';
import type { Asked, OldReply, Row, ServiceDepartment } from './service.ts';

/** A reply, how the department writes it down, and whether its gate counts it. */
export type Settled = { reply: OldReply; outcome: string; counts: boolean };

type Turn = { behaviour: Behaviour; turn: number; now: Date };

const WAIT_SECONDS = 3_600;
/** Somebody who was not asked about, for the mode lying. */
const SOMEBODY_ELSE = ['990121191801019969', '990105199602290138'];

/**
 * What an old service says to a question, by its records and its behaviour. It answers at once or not at all: late and never
 * are ways of the wire protocol, which it does not speak.
 */
export function settle(
  { service }: ServiceDepartment,
  database: DatabaseSync,
  asked: Asked,
  { behaviour, turn, now }: Turn,
): Settled {
  const { mode } = behaviour;
  if (mode === 'broken')
    return { reply: service.refuse({ why: 'down' }, asked, now), outcome: 'down', counts: false };
  if (mode === 'quota') {
    const reply = service.refuse({ why: 'quota', waitSeconds: WAIT_SECONDS }, asked, now);
    return { reply, outcome: 'quota', counts: false };
  }
  const wrong = service.wrong[turn % service.wrong.length];
  if (mode === 'wrong' && wrong !== undefined) return { reply: wrong, outcome: 'wrong', counts: true };
  const rows = service.find(database, asked, now);
  const told = mode === 'lying' ? rows.map((row) => aboutSomebodyElse(row, asked)) : rows;
  const outcome = rows.length === 0 ? 'nothing' : `${rows.length} rows`;
  return { reply: service.tell(told, asked, now), outcome, counts: true };
}

/** The same record under the number of a person who was not asked about. */
function aboutSomebodyElse(row: Row, { subjects }: Asked): Row {
  const numbers = new Set(subjects.map(({ idNumber }) => idNumber));
  const other = SOMEBODY_ELSE.find((number) => !numbers.has(number)) ?? '';
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column,
      /^\d{15}(\d\d[\dX])?$/i.test(narrowDigits(value)) ? other : value,
    ]),
  );
}
