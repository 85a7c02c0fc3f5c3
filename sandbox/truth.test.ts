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
import { truthOf } from './city/truth.ts';
import type { Department } from './departments/department.ts';
import { openStore } from './departments/store.ts';
import { city } from './departments/testing.ts';
import { DEPARTMENTS } from './departments.ts';
import parameters from './reference/parameters.json' with { type: 'json' };

const NOW = new Date('2026-11-22T04:00:00Z');
const rows = parameters.map((row) => ParameterRow.parse(row));
const [definition] = services.filter(({ id }) => id === 'survivor-benefit');
if (!definition) throw new Error('no survivors’ benefit in the catalogue');
const service = compileService(definition, evidenceTypes);
const stores = new Map<Department, DatabaseSync>(
  DEPARTMENTS.map((department) => [department, openStore(null, department, city)]),
);

const lookup: AssessmentInput['lookup'] = (key, on) =>
  findParameter(rows, key, ['990102', '990100', '990000'], on) ?? null;

/** What the product's rules come to when every department has answered and the resident has committed to nothing. */
function outcomeFor(story: Story) {
  const relation = story.kinship === 'spouse' ? 'spouse' : 'child';
  const claim: Claim = { relation, account: city.get(story.claimant).card ?? '' };
  const states = Object.fromEntries(
    service.definition.requirements.map((requirement) => [
      requirement.id,
      stateAfterAll(requirement, story, claim),
    ]),
  );
  return outcomeOf(service, assess(service, { facts: factsOf(service, states), claim, lookup }), states);
}

type Requirement = (typeof service.definition.requirements)[number];

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
      const outcome = outcomeFor(story);
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
