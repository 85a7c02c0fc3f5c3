import type { z } from 'zod';
import type { Problem } from './problem.ts';
import type {
  BatchReply,
  BatchRequest,
  CallStatusReply,
  CallStatusRequest,
  DepartmentEvent,
  DiscoveryReply,
  HealthReply,
  LateReply,
  PendingReply,
  VerifyReply,
  VerifyRequest,
} from './protocol.ts';

const CALL = '0198a000-0000-4000-8000-000000000001';
const NONCE = 'k3uJtO0yXbVZ8nYw1QmZpA';
const ID_NUMBER = '990102195803150012';
const AS_OF = '2026-04-20T00:00:00+08:00';
const TICKET = 'health-2026-000123';

const asked: VerifyRequest = {
  protocol: 1,
  call: CALL,
  nonce: NONCE,
  caseNumber: '99010220260421000008',
  requirement: 'death',
  purpose: '核实去世日期',
  legalBasis: '社会保险经办条例第二十六条',
  actor: 'system',
  evidence: 'E-DTH-MED',
  fields: ['deathDate'],
  subjects: [{ name: '周建国', idNumber: ID_NUMBER }],
  given: {},
  callback: 'https://portal.example/late/health',
};

const answered = {
  call: CALL,
  nonce: NONCE,
  about: [{ idNumber: ID_NUMBER }],
  answer: { kind: 'confirmed', fields: { deathDate: '2026-03-18' }, source: '死亡医学证明登记', asOf: AS_OF },
} satisfies z.input<typeof VerifyReply>;

const SIGNED = {
  'content-digest': 'sha-256=:…:',
  'signature-input': 'mz=(…);created=1776751320;keyid="…"',
  signature: 'mz=:…:',
};

/** One body of every kind, about nobody who exists. */
export const EXAMPLES = {
  VerifyRequest: asked,
  VerifyReply: answered,
  PendingReply: { call: CALL, nonce: NONCE, ticket: TICKET, expectedAt: '2026-04-21T16:00:00+08:00' },
  BatchRequest: {
    protocol: 1,
    messages: [{ headers: { ...SIGNED, authorization: 'Bearer …' }, body: JSON.stringify(asked) }],
  },
  BatchReply: { replies: [{ status: 200, headers: SIGNED, body: JSON.stringify(answered) }] },
  DiscoveryReply: {
    protocol: 1,
    connector: 'health',
    offers: [
      {
        evidence: 'E-DTH-MED',
        subjects: 1,
        fields: [
          { name: 'deathDate', kind: 'date', lagHours: 24, refreshedUntil: null },
          { name: 'causeClass', kind: 'code', lagHours: 24, refreshedUntil: '2026-01-31' },
        ],
        given: [],
        coverage: [{ areas: ['990100'], from: '2009-01-01', to: null, complete: false }],
        keys: ['id18', 'name_birth'],
      },
    ],
    limits: { batch: 50, bodyBytes: 65_536, perDay: 10_000, perSecond: null },
  },
  HealthReply: { status: 'up', since: AS_OF },
  LateReply: { ...answered, ticket: TICKET },
  DepartmentEvent: {
    specversion: '1.0',
    id: 'health-event-2026-000045',
    source: 'https://department.example',
    type: 'mianzheng.correction.v1',
    time: '2026-04-21T09:30:00+08:00',
    datacontenttype: 'application/json',
    data: {
      evidence: 'E-DTH-MED',
      about: { name: '周建国', idNumber: ID_NUMBER },
      occurredAt: '2026-04-21T09:00:00+08:00',
      fields: ['deathDate'],
    },
  },
  CallStatusRequest: { protocol: 1, connector: 'health', call: CALL },
  CallStatusReply: {
    call: CALL,
    live: true,
    caseNumber: asked.caseNumber,
    requirement: asked.requirement,
    purpose: asked.purpose,
    legalBasis: asked.legalBasis,
    evidence: asked.evidence,
    fields: asked.fields,
    askedAt: '2026-04-21T14:02:00+08:00',
  },
  Problem: {
    type: 'urn:mianzheng:problem:quota',
    title: '今日调用次数已用完',
    status: 429,
    code: 'quota',
    origin: 'department',
    retryable: true,
    retryAfterSeconds: 3600,
    correlation: CALL,
  },
} satisfies {
  VerifyRequest: z.input<typeof VerifyRequest>;
  VerifyReply: z.input<typeof VerifyReply>;
  PendingReply: z.input<typeof PendingReply>;
  BatchRequest: z.input<typeof BatchRequest>;
  BatchReply: z.input<typeof BatchReply>;
  DiscoveryReply: z.input<typeof DiscoveryReply>;
  HealthReply: z.input<typeof HealthReply>;
  LateReply: z.input<typeof LateReply>;
  DepartmentEvent: z.input<typeof DepartmentEvent>;
  CallStatusRequest: z.input<typeof CallStatusRequest>;
  CallStatusReply: z.input<typeof CallStatusReply>;
  Problem: z.input<typeof Problem>;
};

export type SchemaName = keyof typeof EXAMPLES;
