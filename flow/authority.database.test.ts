import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tx } from '#db/with-tx.ts';
import type { CaseEvent, Officer } from '#domain/case-event.ts';
import type { CaseId } from '#domain/ids.ts';
import { type Actor, type CaseAction, isPermitted, REQUIRES, type StaffRole } from '#domain/permission.ts';
import { append, loadForWriting } from './append.ts';
import { askAgain } from './ask-again.ts';
import { withdrawCase } from './case-actions.ts';
import { claimCase, releaseCase } from './claim-case.ts';
import type { SeenCase } from './desk-work.ts';
import { determineRequirement, judgeCriterion } from './judge-case.ts';
import { listQueue } from './list-queue.ts';
import { approveDecision, proposeDecision, returnDecision } from './proposal.ts';
import { readCase } from './read-case.ts';
import { readDeskCase } from './read-desk-case.ts';
import {
  addAnyResident,
  addStaff,
  fileCase,
  NOW,
  openTestCity,
  type Resident,
  type Staff,
  type TestCity,
} from './testing/city.ts';
import { seenNow } from './testing/desk.ts';
import { answerCase, EVERYTHING, noRecord } from './testing/drive.ts';
import { asBroker, asPortal, problemOf } from './testing/outcome.ts';

const ROLES = ['clerk', 'senior_clerk', 'department_officer', 'city_administrator'] as const;
/** The case lies in district 990102 of the city 990100. */
const AREAS = { 'the district': '990102', 'another district': '990103', 'the city above': '990100' } as const;
const REASON = '已核对';

let city: TestCity;
let party: Resident;
let stranger: Resident;
let staff: { name: string; actor: Staff; isNear: boolean }[];
let colleague: Staff;
let id: CaseId;

beforeAll(async () => {
  city = await openTestCity();
  party = await addAnyResident(city);
  stranger = await addAnyResident(city);
  colleague = await addStaff(city, '99010299', ['senior_clerk']);
  staff = [];
  for (const role of ROLES) {
    for (const [name, area] of Object.entries(AREAS)) {
      const number = `${area}${10 + staff.length}`;
      const actor = await addStaff(city, number, [role], area);
      staff.push({ name: `${role} of ${name}`, actor, isNear: area !== AREAS['another district'] });
    }
  }
  id = await fileCase(city, party);
  await answerCase(city, NOW, id, { ...EVERYTHING, 'E-BNK': noRecord });
});
afterAll(() => city.close());

type Verb = (tx: Tx, actor: Actor, seen: SeenCase) => Promise<unknown>;
const GROUNDS = { kind: 'requirement', id: 'account' } as const;
/** Each with the action of the tables that it stands for. */
const OWNERS = {
  release: (tx, actor, seen) => releaseCase(tx, actor, NOW, seen),
  determine: (tx, actor, seen) => {
    const values = { belongs: 'yes' };
    return determineRequirement(tx, actor, NOW, seen, {
      requirement: 'account',
      basis: 'paper',
      values,
      reason: REASON,
    });
  },
  judge: (tx, actor, seen) =>
    judgeCriterion(tx, actor, NOW, seen, { criterion: 'account-own', holds: true, reason: REASON }),
  propose: (tx, actor, seen) =>
    proposeDecision(tx, actor, NOW, seen, { outcome: 'refused', grounds: GROUNDS, reason: REASON }),
} as const satisfies Partial<Record<CaseAction, Verb>>;
/** Asking again is anybody's of the area, whoever has the case. */
const FREE = {
  claim: (tx, actor, seen) => claimCase(tx, actor, NOW, seen),
  ask: (tx, actor, seen) => askAgain(tx, actor, NOW, seen, 'insured'),
} as const satisfies Partial<Record<CaseAction, Verb>>;
const COLLEAGUES = { reassign: OWNERS.release } as const satisfies Partial<Record<CaseAction, Verb>>;
const SECONDS = {
  approve: (tx, actor, seen) => approveDecision(tx, actor, NOW, seen),
  return: (tx, actor, seen) => returnDecision(tx, actor, NOW, seen, REASON),
} as const satisfies Partial<Record<CaseAction, Verb>>;
const APPLICANTS = {
  withdraw: (tx, actor, { id: own }) => withdrawCase(tx, actor, NOW, own),
} as const satisfies Partial<Record<CaseAction, Verb>>;

test('every action that a permission reaches by area is tried here', () => {
  const byArea = Object.entries(REQUIRES)
    .filter(([action, needed]) => action !== 'read' && needed.some((each) => each.endsWith(':area')))
    .map(([action]) => action);
  const tried = [OWNERS, FREE, COLLEAGUES, SECONDS].flatMap((verbs) => Object.keys(verbs));
  expect(tried.toSorted()).toEqual(byArea.toSorted());
});

class Undone extends Error {}

/** What a verb comes to for an actor; whatever it did is undone. */
async function problemFor(actor: Actor, verb: Verb): Promise<string> {
  const seen = await seenNow(city, id);
  const attempt = asPortal(city, actor, async (tx) => {
    await verb(tx, actor, seen);
    throw new Undone();
  });
  return problemOf(
    attempt.catch((error: unknown) => {
      if (!(error instanceof Undone)) throw error;
    }),
  );
}

/** Writes what somebody with every right would have done, in the name of an officer. */
async function write(officer: Officer, ...events: CaseEvent[]): Promise<void> {
  const actor: Actor = { ...colleague, ...officer, roles: ['senior_clerk'] };
  await asBroker(city, async (tx) => {
    const { key, state } = await loadForWriting(tx, id);
    await append(
      tx,
      actor,
      NOW,
      key,
      id,
      state,
      events.map((event) => ({ event })),
    );
  });
}
const officerOf = ({ id: staffId, tail }: Staff): Officer => ({ id: staffId, tail });
const claimed = (officer: Officer): CaseEvent => ({ type: 'case.claimed', version: 1, data: { officer } });
const released = (officer: Officer): CaseEvent => ({ type: 'case.released', version: 1, data: { officer } });

/** What the tables and the area path say. A role that may release but not reassign meets a colleague's case as stale. */
function expected(actor: Actor, isNear: boolean, action: CaseAction): string {
  if (!isNear) return 'not_found';
  if (isPermitted(actor, action)) return 'none';
  return action === 'reassign' ? 'stale' : 'not_permitted';
}

async function wrongOnes(
  verbs: Partial<Record<CaseAction, Verb>>,
  before: (actor: Staff) => Promise<void> = async () => undefined,
  after: (actor: Staff) => Promise<void> = async () => undefined,
): Promise<string[]> {
  const wrong: string[] = [];
  for (const { name, actor, isNear } of staff) {
    await before(actor);
    for (const [action, verb] of Object.entries(verbs) as [CaseAction, Verb][]) {
      const found = await problemFor(actor, verb);
      const wanted = expected(actor, isNear, action);
      if (found !== wanted) wrong.push(`${name}: ${action} is ${found}, not ${wanted}`);
    }
    await after(actor);
  }
  return wrong;
}

describe('of every verb of the desk, each role in each area may do exactly what the tables and the area say:', () => {
  test('taking a free case', async () => {
    expect(await wrongOnes(FREE)).toEqual([]);
  });

  test('working on one’s own case', async () => {
    const take = (actor: Staff) => write(officerOf(actor), claimed(officerOf(actor)));
    const give = (actor: Staff) => write(officerOf(actor), released(officerOf(actor)));
    expect(await wrongOnes(OWNERS, take, give)).toEqual([]);
  });

  test('giving a colleague’s case to somebody else', async () => {
    await write(officerOf(colleague), claimed(officerOf(colleague)));
    expect(await wrongOnes(COLLEAGUES)).toEqual([]);
  });

  test('confirming or sending back what a colleague has proposed', async () => {
    const data = { outcome: 'refused' as const, grounds: GROUNDS, officer: officerOf(colleague) };
    await write(officerOf(colleague), { type: 'decision.proposed', version: 1, data });
    expect(await wrongOnes(SECONDS)).toEqual([]);
    expect(await problemFor(colleague, SECONDS.approve)).toBe('not_permitted');
    await write(officerOf(colleague), {
      type: 'decision.returned',
      version: 1,
      data: { officer: officerOf(colleague) },
    });
    await write(officerOf(colleague), released(officerOf(colleague)));
  });

  test('what is the applicant’s to do is nobody’s of the staff', async () => {
    expect(await wrongOnes(APPLICANTS)).toEqual([]);
  });
});

describe('a resident', () => {
  const DESK = { ...OWNERS, ...FREE, ...COLLEAGUES, ...SECONDS };

  test.each(Object.keys(DESK) as (keyof typeof DESK)[])(
    'finds no desk to %s at, neither for her own case nor for another’s',
    async (action) => {
      expect([await problemFor(party, DESK[action]), await problemFor(stranger, DESK[action])]).toEqual([
        'not_found',
        'not_found',
      ]);
    },
  );

  test('who is a party may withdraw; to any other the case is not there', async () => {
    expect(await problemFor(party, APPLICANTS.withdraw)).toBe('none');
    expect(await problemFor(stranger, APPLICANTS.withdraw)).toBe('not_found');
  });
});

describe('reading', () => {
  const reads: Verb = (tx, actor, { id: own }) => readCase(tx, actor, NOW, own);
  const desk: Verb = (tx, actor, { id: own }) => readDeskCase(tx, actor, NOW, own);

  test('a case is for its party and for who works in its area; to everybody else it looks like none', async () => {
    expect([await problemFor(party, reads), await problemFor(stranger, reads)]).toEqual([
      'none',
      'not_found',
    ]);
    for (const { name, actor, isNear } of staff) {
      const wanted = isNear && isPermitted(actor, 'read') ? 'none' : 'not_found';
      expect([name, await problemFor(actor, reads), await problemFor(actor, desk)]).toEqual([
        name,
        wanted,
        wanted,
      ]);
    }
    expect(await problemFor(party, desk)).toBe('not_found');
  });

  test('the queue holds it for exactly those', async () => {
    for (const { name, actor, isNear } of staff) {
      const queue = () => asPortal(city, actor, (tx) => listQueue(tx, actor, NOW));
      if (!isPermitted(actor, 'read')) expect([name, await problemOf(queue())]).toEqual([name, 'not_found']);
      else expect([name, (await queue()).map((each) => each.id)]).toEqual([name, isNear ? [id] : []]);
    }
  });

  test.each(['has claimed', 'has proposed on'])(
    'offers each role exactly what the server then takes in a case that a colleague %s',
    async (how) => {
      if (how === 'has claimed') await write(officerOf(colleague), claimed(officerOf(colleague)));
      else {
        const data = { outcome: 'refused' as const, grounds: GROUNDS, officer: officerOf(colleague) };
        await write(officerOf(colleague), { type: 'decision.proposed', version: 1, data });
      }
      const readers = staff.filter(({ actor, isNear }) => isNear && isPermitted(actor, 'read'));
      for (const { name, actor } of readers) {
        const { actions } = await asPortal(city, actor, (tx) => readDeskCase(tx, actor, NOW, id));
        const taken: string[] = [];
        for (const [action, verb] of Object.entries({ ...FREE, ...COLLEAGUES, ...SECONDS }) as [
          CaseAction,
          Verb,
        ][])
          if ((await problemFor(actor, verb)) === 'none') taken.push(action);
        expect([name, [...actions].toSorted()]).toEqual([name, taken.toSorted()]);
      }
    },
  );
});

test('several roles in one person add up and go no further than the area', async () => {
  const roles: StaffRole[] = ['department_officer', 'clerk'];
  const both = await addStaff(city, '99010397', roles, '990103');
  expect(await problemFor(both, FREE.claim)).toBe('not_found');
});
