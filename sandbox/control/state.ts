import type { RunningBank } from '../bank/server.ts';
import type { City } from '../city/city.ts';
import { truthOf } from '../city/truth.ts';
import { type Clock, chinaDate } from '../clock.ts';
import type { Stores } from '../deaths.ts';
import type { RunningDepartment } from '../departments/server.ts';
import type { Delivery } from '../feeds/nightly-delivery.ts';
import type { RunningMail } from '../mail/server.ts';
import type { PersonaRow } from './persona-table.ts';

export type ControlOptions = {
  city: City;
  departments: readonly RunningDepartment[];
  stores: Stores;
  /** The funeral homes' nightly files. */
  delivery: Delivery;
  mail: RunningMail;
  bank: RunningBank;
  clock: Clock;
  portalUrl: string;
  host: string;
  port: number;
};

export const LOG_LENGTH = 200;

/** Every story with what is needed to act it, and its truth. */
export function personasOf(city: City): PersonaRow[] {
  return city.stories.map((story) => {
    const [claimant, deceased] = [city.get(story.claimant), city.get(story.deceased)];
    return {
      key: story.key,
      title: story.title,
      note: story.note,
      claimant: claimant.name,
      claimantNumber: claimant.idNumber,
      card: claimant.card ?? '',
      deceased: deceased.name,
      deceasedNumber: deceased.idNumber,
      truth: truthOf(city, story),
    };
  });
}

/** What the JSON twin of a page says; undefined where there is no such page. */
export function stateOf(
  { city, departments, clock, mail, bank }: ControlOptions,
  path: readonly string[],
  query: URLSearchParams,
): unknown {
  const [what, id, detail] = path;
  if (what === 'personas') return personasOf(city);
  if (what === 'clock') return clockState(clock);
  if (what === 'mail')
    return id === undefined ? mailState(mail, query.get('to')) : mail.store.find(Number(id));
  if (what === 'bank') return bankState(bank);
  if (what !== 'departments') return undefined;
  if (id === undefined) return departments.map(summary);
  const found = departments.find((running) => running.department.id === id);
  return detail === 'log' ? found?.ledger.list(LOG_LENGTH) : found && summary(found);
}

/** @param to an address whose mail is wanted; null or empty is everybody's */
export function mailState({ port, behaviour, store }: RunningMail, to: string | null) {
  return { port, behaviour: behaviour(), messages: store.list(to || undefined) };
}

export function bankState({ url, behaviour, ledger }: RunningBank) {
  const book = ledger();
  return { url, behaviour: behaviour(), closedAccounts: book.listClosed(), lines: book.list() };
}

export function clockState(clock: Clock) {
  const now = clock.now();
  return { offsetMs: clock.offsetMs(), now: now.toISOString(), today: chinaDate(now) };
}

export function summary({ department, behaviour, ledger, url }: RunningDepartment) {
  return { id: department.id, name: department.name, url, asked: ledger.count(), behaviour: behaviour() };
}
