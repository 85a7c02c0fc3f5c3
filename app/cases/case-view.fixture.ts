import { evidenceTypes, getService, services } from '#catalogue/index.ts';
import type { FactFields } from '#domain/answer.ts';
import { replay } from '#domain/case.ts';
import type { AnswerNote, CaseEvent, Officer } from '#domain/case-event.ts';
import { ApplicationId, CaseId, ConnectorId, GrantId, StaffId, StepId } from '#domain/ids.ts';
import type { RequirementStanding } from '#domain/requirement.ts';
import { compileService } from '#domain/rules.ts';
import type { ServiceDefinition } from '#domain/service.ts';
import type { CaseView } from '#flow/read-case.ts';
import type { Waiting } from '#flow/waiting.ts';
import type { CaseContext } from './case-context.ts';
import type { Words } from './line.ts';

const ID = '0198c2f0-0000-7000-8000-';
const id = (prefix: string, n: number) => `${prefix}_${ID}${String(n).padStart(12, '0')}`;

/** 14:02 on the day of the filing. */
export const FILED = new Date('2026-04-21T14:02:00+08:00');
const SURVIVORS = 'survivor-benefit';
const FIRST_WAVE = getService(SURVIVORS).requirements.map(({ id: requirement }) => requirement);

export const WORDS: Words = {
  locale: 'zh-CN',
  yes: '是',
  no: '否',
  none: '没有',
  wordless: '（没有说法）',
  relation: (code) => `关系${code}`,
  tail: (digits) => `尾号${digits}`,
  yuan: (figure) => `${figure}元`,
};

/** The step of one rung of one requirement. */
export function stepOf(requirement: string, rung = 0): StepId {
  return StepId.parse(id('step', FIRST_WAVE.indexOf(requirement) * 10 + rung));
}

function questionOf(requirement: string, rung: number) {
  const definition = getService(SURVIVORS).requirements.find((each) => each.id === requirement);
  const share = definition?.ladder[rung];
  if (definition === undefined || share?.means !== 'data_share')
    throw new Error('only departments are asked');
  const evidence = evidenceTypes.find(({ code }) => code === share.evidence);
  return {
    step: stepOf(requirement, rung),
    requirement,
    rung,
    evidence: share.evidence,
    connector: ConnectorId.parse(evidence?.connectors[0]),
    grant: GrantId.parse(id('grnt', 1)),
    fields: share.fields,
    subjects: definition.subjects,
    leader: null,
  };
}

/** A wave of questions, each `requirement` or `requirement/rung`. */
export function asked(wave: number, ...questions: readonly string[]): CaseEvent {
  const planned = (questions.length > 0 ? questions : FIRST_WAVE).map((text) => {
    const [requirement = '', rung = '0'] = text.split('/');
    return questionOf(requirement, Number(rung));
  });
  return { type: 'wave.planned', version: 1, data: { wave, questions: planned } };
}

export const NOTE: AnswerNote = {
  kind: 'confirmed',
  source: '登记系统',
  asOf: '2026-04-20T00:00:00+08:00',
  keyUsed: 'id18',
  flags: [],
  cause: null,
  nextAt: null,
  reason: null,
  reusedFrom: null,
};

/** An answer to the question of `requirement`, after which it stands as given. */
export function answered(
  requirement: string,
  note: Partial<AnswerNote>,
  standing: RequirementStanding,
  { rung = 0, attempt = 1 } = {},
): CaseEvent {
  const step = stepOf(requirement, rung);
  const data = { step, requirement, rung, attempt, note: { ...NOTE, ...note }, standing };
  return { type: 'answer.received', version: 1, data };
}

function submittedFor({ id: service, version }: ServiceDefinition): CaseEvent {
  return {
    type: 'case.submitted',
    version: 1,
    data: {
      application: ApplicationId.parse(id('appl', 1)),
      number: '99010220260421000000015',
      service,
      serviceVersion: version,
      area: '99/9901/990102',
      due: { date: '2026-04-28' },
    },
  };
}

/** A member of staff as events name one. */
export function officer(tail: string): Officer {
  return { id: StaffId.parse(id('staf', Number(tail))), tail };
}

type Made = {
  /** By step: what the department said. */
  fields?: Readonly<Record<string, FactFields>>;
  claim?: Readonly<Record<string, string>>;
  decision?: CaseView['decision'];
  now?: Date;
  words?: Words;
  /** By step: what it waits for. */
  waiting?: Readonly<Record<string, Waiting>>;
  /** Which service the case is for; 丧葬补助金和抚恤金 if not said. */
  service?: string;
};

/** A filed case after these events, a second after each other, as its applicant reads it. */
export function caseAfter(events: readonly CaseEvent[], made: Made = {}): CaseContext {
  const service = getService(made.service ?? SURVIVORS);
  const all = [submittedFor(service), ...events];
  const history = all.map((event, index) => ({
    seq: index + 1,
    at: new Date(FILED.getTime() + index * 1000),
    event,
  }));
  const state = replay(all);
  const departments = evidenceTypes.flatMap(({ connectors, department }) =>
    connectors.map((connector) => [connector, department] as const),
  );
  const view: CaseView = {
    row: {
      id: CaseId.parse(id('case', 1 + services.findIndex((each) => each.id === service.id))),
      applicationId: state.application,
      number: state.number,
      service: state.service,
      serviceVersion: state.serviceVersion,
      area: state.area,
      status: state.status,
      due: state.due,
      seq: state.seq,
      submittedAt: FILED,
      decidedAt: null,
      owner: state.owner?.id ?? null,
      needs: [...state.needs],
      payment: state.payment,
    },
    state,
    service,
    criteria: compileService(service, evidenceTypes).criteria,
    evidenceTypes,
    claim: { relation: 'child', funeralFund: 'PENSION', account: '9999990000000014', ...made.claim },
    deceased: { name: '周建国', idNumber: '990102195803150011' },
    applicant: { name: '周静', idNumber: '990103198508120020' },
    departments: new Map(departments),
    history,
    fields: new Map(Object.entries(made.fields ?? {})),
    decision: made.decision ?? null,
  };
  return {
    view,
    evidenceTypes,
    words: made.words ?? WORDS,
    now: made.now ?? new Date(FILED.getTime() + 60_000),
    waiting: new Map(Object.entries(made.waiting ?? {})),
  };
}
