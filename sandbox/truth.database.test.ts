import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { evidenceTypes, services } from '#catalogue/index.ts';
import type { Answer } from '#domain/answer.ts';
import { type AssessmentInput, assess } from '#domain/assess.ts';
import { afterAnswer, type Claim, initial } from '#domain/ladder.ts';
import { outcomeOf } from '#domain/outcome.ts';
import { findParameter, ParameterRow } from '#domain/parameters.ts';
import { readAnswer } from '#domain/reading.ts';
import type { RequirementState } from '#domain/requirement.ts';
import { factsOf } from '#domain/requirement-facts.ts';
import { compileService } from '#domain/rules.ts';
import type { Story } from './city/cast/story.ts';
import type { DueCase } from './city/due.ts';
import { truthOf } from './city/truth.ts';
import { city } from './departments/testing.ts';
import parameters from './reference/parameters.json' with { type: 'json' };
import { openPluggedCity, type PluggedCity } from './testing/plugged.ts';

const NOW = new Date('2026-11-22T04:00:00Z');
const rows = parameters.map((row) => ParameterRow.parse(row));
const compiled = new Map(
  services.map((definition) => [definition.id, compileService(definition, evidenceTypes)]),
);
let departments: PluggedCity;
beforeAll(async () => {
  departments = await openPluggedCity();
});
afterAll(() => departments.close());

const lookup: AssessmentInput['lookup'] = (key, on) =>
  findParameter(rows, key, ['990102', '990100', '990000'], on) ?? null;

/** What a service's rules come to when every department has answered and the resident has committed to nothing. */
async function outcomeFor(story: Story, id: DueCase) {
  const service = compiled.get(id);
  if (!service) throw new Error(`no ${id} in the catalogue`);
  const relation = story.kinship.endsWith('spouse') ? 'spouse' : 'child';
  const claim: Claim = { relation, funeralFund: 'PENSION', account: city.get(story.claimant).card ?? '' };
  const settled = service.definition.requirements.map(
    async (requirement) => [requirement.id, await stateAfterAll(requirement, story, claim)] as const,
  );
  const states = Object.fromEntries(await Promise.all(settled));
  return outcomeOf(assess(service, { facts: factsOf(service, states), claim, lookup }), states);
}

type Requirement = (typeof services)[number]['requirements'][number];

async function stateAfterAll(
  requirement: Requirement,
  story: Story,
  claim: Claim,
): Promise<RequirementState> {
  let state = initial(requirement, claim);
  while (state.kind === 'open') {
    const rung = requirement.ladder[state.rung];
    if (rung?.means !== 'data_share') throw new Error('an open rung asks a department');
    const evidence = evidenceTypes.find(({ code }) => code === rung.evidence);
    if (!evidence) throw new Error(`no evidence type ${rung.evidence}`);
    const read = readAnswer(
      { rung, evidence, subjects: requirement.subjects },
      await askDepartment(requirement, rung, story, claim),
      NOW,
    );
    state = afterAnswer(state, { requirement, claim, rung: state.rung }, read);
  }
  return state;
}

type Asked = { evidence: string; fields: string[] };

/** What only officers answer, out of paper: there is nothing there about anybody of the stories. */
const ON_PAPER = ['E-PEN-ARC'];
const NOTHING: Answer = {
  kind: 'no_record',
  source: 'paper',
  asOf: NOW.toISOString(),
  keyUsed: null,
  validUntil: null,
  flags: [],
};

function askDepartment(requirement: Requirement, asked: Asked, story: Story, claim: Claim): Promise<Answer> {
  const people = requirement.subjects.map((role) =>
    city.get(role === 'deceased' ? story.deceased : story.claimant),
  );
  const question = {
    evidence: asked.evidence,
    fields: asked.fields,
    subjects: people.map(({ name, idNumber }) => ({ name, idNumber })),
    given: Object.fromEntries(
      Object.entries(requirement.given).map(([key, from]) => [key, claim[from] ?? '']),
    ),
  };
  return ON_PAPER.includes(asked.evidence) ? Promise.resolve(NOTHING) : departments.ask(question);
}

describe('the rules, given what the departments answer', () => {
  test.each(city.stories.map((story) => [story.key, story] as const))(
    'come to the truth of %s',
    async (_key, story) => {
      const truth = truthOf(city, story).outcome;
      const outcome = await outcomeFor(story, 'survivor-benefit');
      if (truth.kind === 'granted') {
        const { funeralFen, gratuityFen } = truth.benefit;
        expect(outcome).toMatchObject({
          kind: 'granted',
          amounts: [
            { id: 'funeral', fen: funeralFen },
            { id: 'gratuity', fen: gratuityFen },
          ],
        });
      } else {
        expect(outcome?.kind).not.toBe('granted');
      }
    },
  );
});

const CASES: readonly DueCase[] = [
  'survivor-benefit',
  'personal-account',
  'resident-pension',
  'funeral-service',
  'pension-repayment',
];
const grantedFen = async (story: Story, id: DueCase) => {
  const outcome = await outcomeFor(story, id);
  return outcome?.kind === 'granted' ? outcome.totalFen : null;
};

describe.each(CASES)('the rules of %s', (id) => {
  test.each(city.stories.map((story) => [story.key, story] as const))(
    'never come to another sum than is due in %s',
    async (_key, story) => {
      const due = truthOf(city, story).dues?.[id];
      const fen = await grantedFen(story, id);
      if (fen !== null) expect(due).toMatchObject({ kind: 'due', fen });
    },
  );

  test('come to what is due in every story whose records leave no doubt', async () => {
    const clear = city.stories.filter((story) => truthOf(city, story).outcome.kind !== 'open');
    const due = clear.flatMap((story) => {
      const one = truthOf(city, story).dues?.[id];
      return one?.kind === 'due' ? [[story.key, one.fen] as const] : [];
    });
    expect(due).not.toEqual([]);
    for (const [key, fen] of due) {
      const story = clear.find((candidate) => candidate.key === key);
      expect([key, story && (await grantedFen(story, id))]).toEqual([key, fen]);
    }
  });
});

describe('the residents’ stories', () => {
  test.each([
    ['resident-elsewhere', 756_745, 89_200],
    ['resident-contributing', 538_620, null],
    ['welfare-elsewhere', 105_810, 147_000],
  ])('%s is granted %i fen of pension and %s of funeral services', async (key, pension, services) => {
    const story = city.stories.find((candidate) => candidate.key === key);
    if (!story) throw new Error(`no story ${key}`);
    expect(await grantedFen(story, 'resident-pension')).toBe(pension);
    expect(await grantedFen(story, 'funeral-service')).toBe(services);
  });
});
