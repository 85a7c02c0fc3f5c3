import type { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { evidenceTypes, services } from '#catalogue/index.ts';
import { Answer } from '#domain/answer.ts';
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
import type { Department } from './departments/department.ts';
import { openStore } from './departments/store.ts';
import { city } from './departments/testing.ts';
import { DEPARTMENTS } from './departments.ts';
import parameters from './reference/parameters.json' with { type: 'json' };

const NOW = new Date('2026-11-22T04:00:00Z');
const rows = parameters.map((row) => ParameterRow.parse(row));
const compiled = new Map(
  services.map((definition) => [definition.id, compileService(definition, evidenceTypes)]),
);
const stores = new Map<Department, DatabaseSync>(
  DEPARTMENTS.map((department) => [department, openStore(null, department, city)]),
);

const lookup: AssessmentInput['lookup'] = (key, on) =>
  findParameter(rows, key, ['990102', '990100', '990000'], on) ?? null;

/** What a service's rules come to when every department has answered and the resident has committed to nothing. */
function outcomeFor(story: Story, id: DueCase) {
  const service = compiled.get(id);
  if (!service) throw new Error(`no ${id} in the catalogue`);
  const relation = story.kinship.endsWith('spouse') ? 'spouse' : 'child';
  const claim: Claim = { relation, funeralFund: 'PENSION', account: city.get(story.claimant).card ?? '' };
  const states = Object.fromEntries(
    service.definition.requirements.map((requirement) => [
      requirement.id,
      stateAfterAll(requirement, story, claim),
    ]),
  );
  return outcomeOf(assess(service, { facts: factsOf(service, states), claim, lookup }), states);
}

type Requirement = (typeof services)[number]['requirements'][number];

function stateAfterAll(requirement: Requirement, story: Story, claim: Claim): RequirementState {
  let state = initial(requirement, claim);
  while (state.kind === 'open') {
    const rung = requirement.ladder[state.rung];
    if (rung?.means !== 'data_share') throw new Error('an open rung asks a department');
    const evidence = evidenceTypes.find(({ code }) => code === rung.evidence);
    if (!evidence) throw new Error(`no evidence type ${rung.evidence}`);
    const read = readAnswer(
      { rung, evidence, subjects: requirement.subjects },
      askDepartment(requirement, rung, story, claim),
    );
    state = afterAnswer(state, { requirement, claim, rung: state.rung }, read);
  }
  return state;
}

type Asked = { evidence: string; fields: string[] };

function askDepartment(requirement: Requirement, asked: Asked, story: Story, claim: Claim): Answer {
  const [department, database] = [...stores].find(([one]) => one.evidence[asked.evidence]) ?? [];
  if (!department || !database) throw new Error(`nobody answers ${asked.evidence}`);
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
  return Answer.parse(department.answer(database, question, NOW).said);
}

describe('the rules, given what the departments answer', () => {
  test.each(city.stories.map((story) => [story.key, story] as const))(
    'come to the truth of %s',
    (_key, story) => {
      const truth = truthOf(city, story).outcome;
      const outcome = outcomeFor(story, 'survivor-benefit');
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
const grantedFen = (story: Story, id: DueCase) => {
  const outcome = outcomeFor(story, id);
  return outcome?.kind === 'granted' ? outcome.totalFen : null;
};

describe.each(CASES)('the rules of %s', (id) => {
  test.each(city.stories.map((story) => [story.key, story] as const))(
    'never come to another sum than is due in %s',
    (_key, story) => {
      const due = truthOf(city, story).dues?.[id];
      const fen = grantedFen(story, id);
      if (fen !== null) expect(due).toMatchObject({ kind: 'due', fen });
    },
  );

  test('come to what is due in every story whose records leave no doubt', () => {
    const clear = city.stories.filter((story) => truthOf(city, story).outcome.kind !== 'open');
    const due = clear.flatMap((story) => {
      const one = truthOf(city, story).dues?.[id];
      return one?.kind === 'due' ? [[story.key, one.fen] as const] : [];
    });
    expect(due).not.toEqual([]);
    for (const [key, fen] of due) {
      const story = clear.find((candidate) => candidate.key === key);
      expect([key, story && grantedFen(story, id)]).toEqual([key, fen]);
    }
  });
});

describe('the residents’ stories', () => {
  test.each([
    ['resident-elsewhere', 756_745, 89_200],
    ['resident-contributing', 538_620, null],
    ['welfare-elsewhere', 105_810, 147_000],
  ])('%s is granted %i fen of pension and %s of funeral services', (key, pension, services) => {
    const story = city.stories.find((candidate) => candidate.key === key);
    if (!story) throw new Error(`no story ${key}`);
    expect(grantedFen(story, 'resident-pension')).toBe(pension);
    expect(grantedFen(story, 'funeral-service')).toBe(services);
  });
});
