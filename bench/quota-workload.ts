import { createHash } from 'node:crypto';
import { CitizenId, citizenIdCheck } from '#domain/citizen-id.ts';
import type { PersonRef } from '#domain/question.ts';

/**
 * The day that `bench quota` simulates: 30,000 applications between 08:00 and 20:00 in five services that all need the
 * marriage check (E-MAR), which the province gives 10,000 times a day.
 *
 * - Persons: 12,000 couples. Which one applies is drawn from a Zipf-like law (weight 1 / rank^0.5): the commonest couples
 *   apply a hundred times, a third of those who apply do so once.
 * - Double submits: 3 % are filed a second time at the same moment through another process, as by a second click; and the
 *   same couple often applies for the same service more than once, or for two services at once.
 * - Failed calls: of 2 % of the questions the first call fails, of 0.5 % the first two.
 * - Grants: see `SERVICES`. Reuse is what the department has granted to each service, and nothing beyond it.
 */
export const DAY = '2026-04-21';
export const LIMIT = 10_000;
/** Kept for urgent cases until 21:00, an hour after the last filing. */
export const RESERVE = 600;
export const RESERVE_UNTIL = 21;
/** An urgent case is asked within so long of its filing. */
export const URGENT_LIMIT_MS = 60_000;

const COUPLES = 12_000;
const SKEW = 0.5;
const DOUBLE_CLICKS = 0.03;

export interface SimulatedService {
  id: string;
  weight: number;
  purpose: string;
  legalBasis: string;
  reuse: 'none' | 'application' | 'purpose';
  reuseHours: number;
  priority: 'urgent' | 'normal' | 'night';
  share: number;
}

const HOUSING = { purpose: '核实家庭住房业务中的婚姻状况', legalBasis: '住房公积金管理条例第二十四条' };

/** 购房资格 and 公积金 share purpose and legal basis, so that an answer to one serves the other. */
export const SERVICES: readonly SimulatedService[] = [
  {
    id: 'house-purchase',
    weight: 0.37,
    ...HOUSING,
    reuse: 'purpose',
    reuseHours: 48,
    priority: 'normal',
    share: 0,
  },
  {
    id: 'provident-fund',
    weight: 0.37,
    ...HOUSING,
    reuse: 'purpose',
    reuseHours: 48,
    priority: 'normal',
    share: 0,
  },
  {
    id: 'minimum-living',
    weight: 0.13,
    purpose: '核对共同生活的家庭成员',
    legalBasis: '社会救助暂行办法第十条',
    reuse: 'purpose',
    reuseHours: 72,
    priority: 'normal',
    share: 500,
  },
  {
    id: 'old-age-allowance',
    weight: 0.1,
    purpose: '核实高龄津贴申领人的家庭状况',
    legalBasis: '老年人权益保障法第三十三条',
    reuse: 'purpose',
    reuseHours: 48,
    priority: 'night',
    share: 0,
  },
  {
    id: 'survivor-benefit',
    weight: 0.03,
    purpose: '核实您是逝者的近亲属',
    legalBasis: '社会保险经办条例第八条',
    reuse: 'application',
    reuseHours: 0,
    priority: 'urgent',
    share: 0,
  },
];

export interface SimulatedApplication {
  index: number;
  service: SimulatedService;
  couple: number;
  /** Milliseconds of the epoch. */
  at: number;
  /** Filed once more at the same moment. */
  isDouble: boolean;
}

/** The applications of the day in the order of their filing; the same ones at every run. */
export function workload(count: number): SimulatedApplication[] {
  const random = seeded(20_260_421);
  const couples = cumulative(
    Array.from({ length: Math.ceil((COUPLES * count) / 30_000) }, (_, rank) => (rank + 1) ** -SKEW),
  );
  const services = cumulative(SERVICES.map(({ weight }) => weight));
  const begins = Date.parse(`${DAY}T08:00:00+08:00`);
  const times = Array.from({ length: count }, () => begins + Math.floor(random() * 12 * 3_600_000));
  return times
    .toSorted((one, other) => one - other)
    .map((at, index) => {
      const service = SERVICES[draw(services, random())];
      if (service === undefined) throw new Error('a service is drawn');
      return { index, at, service, couple: draw(couples, random()), isDouble: random() < DOUBLE_CLICKS };
    });
}

/** Applications of one group can be answered by one question, as their grants allow; none leaves the group's 48 hours. */
export function groupOf({ index, service, couple }: SimulatedApplication): string {
  if (service.reuse !== 'purpose') return `application ${index}`;
  return `${service.purpose} ${service.legalBasis} ${couple}`;
}

/** How many calls of a group's question fail before one is answered. */
export function failuresOf(group: string): number {
  const share = createHash('sha256').update(group).digest().readUInt32BE() / 2 ** 32;
  return share < 0.005 ? 2 : share < 0.025 ? 1 : 0;
}

/** What an oracle that knows the whole day spends: one answered call for each group, and the calls of it that fail. */
export function oracleCalls(applications: readonly SimulatedApplication[]): number {
  const groups = new Set(applications.map(groupOf));
  return [...groups].reduce((sum, group) => sum + 1 + failuresOf(group), 0);
}

export function personsOf(couple: number): [PersonRef, PersonRef] {
  return [personOf('19480315', couple), personOf('19500812', couple)];
}

function personOf(birth: string, couple: number): PersonRef {
  // The days of four years and the order number of the day tell them apart.
  const day = new Date(
    Date.parse(`${birth.slice(0, 4)}-01-01`) + (Math.floor(couple / 999) % 1_400) * 86_400_000,
  );
  const born = day.toISOString().slice(0, 10).replaceAll('-', '');
  const body = `990102${born}${String(1 + (couple % 999)).padStart(3, '0')}`;
  return { name: `某${couple}`, idNumber: CitizenId.parse(`${body}${citizenIdCheck(body)}`) };
}

/** The state that the register has of a couple. */
export function stateOf(idNumber: string): 'MARRIED' | 'DIVORCED' {
  return createHash('sha256').update(idNumber).digest().readUInt8() % 4 === 0 ? 'DIVORCED' : 'MARRIED';
}

/**
 * A client without single flight, reuse and priorities: every filing, also a second click, is a question of its own, asked
 * in the order of filing while the day has calls, and again after every failure.
 */
export function naiveClient(applications: readonly SimulatedApplication[]) {
  const DAY_MS = 86_400_000;
  const first = Date.parse(`${DAY}T00:00:00+08:00`);
  const asking = applications.flatMap((each) => (each.isDouble ? [each, each] : [each]));
  let [calls, day, used, urgent, urgentInTime] = [0, 0, 0, 0, 0];
  for (const each of asking) {
    const needed = 1 + failuresOf(groupOf(each));
    for (let call = 0; call < needed; call += 1) {
      if (used === LIMIT) [day, used] = [day + 1, 0];
      used += 1;
      calls += 1;
    }
    if (each.service.priority !== 'urgent') continue;
    urgent += 1;
    if (first + day * DAY_MS - each.at <= URGENT_LIMIT_MS) urgentInTime += 1;
  }
  return { calls, days: day + 1, urgentInTime: urgentInTime / Math.max(urgent, 1) };
}

/** Mulberry32: the same day at every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function cumulative(weights: readonly number[]): number[] {
  const total = weights.reduce((sum, each) => sum + each, 0);
  let sum = 0;
  return weights.map((weight) => {
    sum += weight / total;
    return sum;
  });
}

/** The first entry that reaches the share, by halving. */
function draw(sums: readonly number[], share: number): number {
  let [low, high] = [0, sums.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sums[middle] ?? 1) < share) low = middle + 1;
    else high = middle;
  }
  return low;
}
