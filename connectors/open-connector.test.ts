import { describe, expect, test } from 'vitest';
import type { Answer } from '#domain/answer.ts';
import { Source } from '#domain/connector.ts';
import { ConnectorId } from '#domain/ids.ts';
import type { CallContext, Question } from '#domain/question.ts';
import type { Adapter, Errand, SourceReply } from './contract.ts';
import { composeConnector, type Opened } from './open-connector.ts';
import { DEPARTMENT_KEYS } from './testing/keys.ts';

const ID = ConnectorId.parse('old-and-new');
const NOW = new Date('2026-11-22T10:00:00+08:00');
const CONTEXT: CallContext = {
  call: 'c',
  caseNumber: 'n',
  requirement: 'r',
  purpose: 'p',
  legalBasis: 'l',
  actor: 'a',
  callback: 'u',
};

function source(id: string, more: Partial<Source> = {}): Source {
  return Source.parse({
    id,
    evidence: 'E-TST',
    coverage: {},
    rows: null,
    title: { 'zh-CN': id, 'zh-TW': id, en: id },
    reach: { way: 'native', url: 'https://department.invalid', keys: DEPARTMENT_KEYS, batch: 3 },
    ...more,
  });
}

const at = { source: 'x', asOf: NOW.toISOString(), keyUsed: null, validUntil: null, flags: [] };
const yes: Answer = { kind: 'confirmed', fields: { state: 'A' }, ...at };
const nothing: Answer = { kind: 'no_record', ...at };

function question(given: Record<string, string> = {}, evidence = 'E-TST'): Question {
  return {
    evidence,
    fields: ['state'],
    subjects: [{ name: '王建国', idNumber: '990102195803150011' }],
    given,
  };
}

const replyWith = (body: string): SourceReply => ({ kind: 'reply', status: 200, body, receivedAt: NOW });

/** An adapter that always says the same and keeps the size of each message. */
function opened(one: Source, answer: Answer, sizes: number[] = [], takesBatches = false): Opened {
  const adapter: Adapter = {
    request: async () => {
      sizes.push(1);
      return replyWith(one.id);
    },
    read: (reply) =>
      (reply.kind === 'reply'
        ? answer
        : { kind: 'unavailable', cause: reply.cause, retryAt: null }) as Answer,
    ...(takesBatches && {
      requestBatch: async (items: readonly Errand[]) => {
        sizes.push(items.length);
        return items.map(({ context }) => replyWith(context.call));
      },
    }),
  };
  return { source: one, adapter };
}

const connect = (...sources: Opened[]) => composeConnector(ID, sources, () => NOW);

describe('a connector of several sources', () => {
  const old = source('old', { coverage: { areas: [], from: null, to: '2009-12-31', complete: false } });
  const current = source('new', { coverage: { areas: [], from: '2010-01-01', to: null, complete: false } });

  test('asks those that cover the question and makes one answer of what they say', async () => {
    const connector = connect(opened(old, nothing), opened(current, yes));
    const both = await connector.request(question(), CONTEXT, 1000);
    expect(both.replies.map(({ source: id }) => id)).toEqual(['old', 'new']);
    expect(connector.read(both, question(), CONTEXT)).toMatchObject({
      kind: 'confirmed',
      fields: { state: 'A' },
    });
    const one = await connector.request(question({ date: '1999' }), CONTEXT, 1000);
    expect(one.replies.map(({ source: id }) => id)).toEqual(['old']);
    expect(connector.read(one, question({ date: '1999' }), CONTEXT)).toEqual(nothing);
  });

  test('says that it does not offer, or does not cover, what nobody was asked', async () => {
    const connector = connect(opened(old, yes));
    for (const [asked, rule] of [
      [question({}, 'E-XYZ'), 'connector:not_offered'],
      [question({ date: '2020-01-01' }), 'connector:not_covered'],
    ] as const) {
      const raw = await connector.request(asked, CONTEXT, 1000);
      expect(raw.replies).toEqual([]);
      expect(connector.read(raw, asked, CONTEXT)).toEqual({ kind: 'not_permitted', rule });
    }
  });

  test('a reply of a source that there is not is not understood', () => {
    const raw = { replies: [{ source: 'gone', reply: replyWith('{}') }], receivedAt: NOW };
    expect(connect(opened(old, yes)).read(raw, question(), CONTEXT)).toMatchObject({ cause: 'malformed' });
  });
});

describe('questions in one message', () => {
  const errands = (count: number, evidence = 'E-TST'): Errand[] =>
    Array.from({ length: count }, (_, index) => ({
      question: question({}, evidence),
      context: { ...CONTEXT, call: `${evidence}-${index}` },
    }));
  const bodies = (raw: readonly { replies: readonly { reply: SourceReply }[] }[]) =>
    raw.map(({ replies: [first] }) => (first?.reply.kind === 'reply' ? first.reply.body : null));

  test('go in messages of the size that their source takes, and come back in their order', async () => {
    const sizes: number[] = [];
    const second = source('other', { evidence: 'E-OTH' });
    const connector = connect(opened(source('main'), yes, sizes, true), opened(second, yes, sizes, true));
    expect(connector.batch).toBe(3);
    const mixed = [...errands(2), ...errands(2, 'E-OTH'), ...errands(5).slice(2)];
    expect(bodies(await connector.requestBatch(mixed, 1000))).toEqual(
      mixed.map(({ context }) => context.call),
    );
    expect(sizes.toSorted()).toEqual([2, 2, 3]);
  });

  test('go one by one where two sources are asked about one thing, or the source takes no batch', async () => {
    const sizes: number[] = [];
    const two = connect(opened(source('one'), yes, sizes, true), opened(source('two'), yes, sizes, true));
    expect(two.batch).toBe(1);
    expect((await two.requestBatch(errands(2), 1000)).map(({ replies }) => replies.length)).toEqual([2, 2]);
    expect(sizes).toEqual([1, 1, 1, 1]);
    expect(connect(opened(source('one'), yes)).batch).toBe(1);
  });

  test('a message that brings too few replies answers nothing to the rest', async () => {
    const short = opened(source('main'), yes, [], true);
    const adapter = { ...short.adapter, requestBatch: async () => [replyWith('only one')] };
    const raw = await connect({ ...short, adapter }).requestBatch(errands(2), 1000);
    expect(bodies(raw)).toEqual(['only one', null]);
  });
});
