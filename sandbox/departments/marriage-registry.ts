import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { oldNumber } from '../city/numbers.ts';
import { isSignedByPlatform } from '../services/national-gate.ts';
import type { Asked, Heard, Message, Place, Row, ServiceDepartment } from '../services/service.ts';
import { html, json } from '../services/service.ts';
import { text } from './department.ts';
import { fillMarriageRegistry, MARRIAGE_REGISTRY_SCHEMA } from './marriage-registry-store.ts';

/**
 * 全国婚姻登记信息库, asked through the province's gate of the national platform: signed headers, lower-case keys, `biz_content`
 * as text within the body, code "1" for success. The gate counts: beyond the day's number nobody gets an answer.
 */
export const marriageRegistry: ServiceDepartment = {
  id: 'marriage-registry',
  name: '全国婚姻登记信息库（江岚省民政厅接口）',
  evidence: { 'E-MAR': { subjects: 2, fields: ['state'] } },
  countsCalls: true,
  schema: MARRIAGE_REGISTRY_SCHEMA,
  fill: fillMarriageRegistry,
  service: {
    hear,
    find: entriesOf,
    tell: (rows, { call }) => json({ code: '1', msg: '成功', biz_data: { request_id: call, result: rows } }),
    refuse: (refusal, { call }) =>
      refusal.why === 'down'
        ? html('系统维护中', 503)
        : json({
            code: '1429',
            msg: '超出当日调用次数',
            biz_data: { request_id: call, wait_seconds: refusal.waitSeconds },
          }),
    wrong: [
      html('系统维护中', 200),
      { ...json({}), body: '{"code":' },
      json({ code: '1', msg: '成功', biz_data: null }),
      json({ code: '9', msg: '未知错误' }),
    ],
  },
};

/** What stands in the body; the question itself is the text `biz_content`. */
const Envelope = z.object({
  access_key: z.string(),
  request_id: z.string().min(1),
  timestamp: z.string(),
  format: z.literal('json'),
  version: z.literal('1.0'),
  biz_content: z.string(),
});
const Content = z.object({
  name_man: z.string().min(1),
  cert_num_man: z.string().min(1),
  name_woman: z.string().min(1),
  cert_num_woman: z.string().min(1),
  /** 办件编号, 事项, 用途, 依据 and 经办人: without them the province passes nothing on. */
  case_no: z.string().min(1),
  item: z.string(),
  reason: z.string().min(1),
  basis: z.string().min(1),
  operator: z.string(),
});

function hear({ path, headers, body }: Message, { secret }: Place): Heard {
  if (path !== '/gateway/hyxxhy') return { kind: 'reply', reply: html('404', 404) };
  if (!isSignedByPlatform('gjzwfwpt', headers, secret))
    return { kind: 'reply', reply: json({ code: '1001', msg: '签名验证失败' }) };
  const envelope = Envelope.safeParse(parse(body));
  const content = Content.safeParse(parse(envelope.data?.biz_content ?? ''));
  if (!envelope.success || !content.success)
    return { kind: 'reply', reply: json({ code: '1002', msg: '请求参数不完整' }) };
  return { kind: 'question', asked: asAsked(envelope.data.request_id, content.data) };
}

function asAsked(call: string, content: z.infer<typeof Content>): Asked {
  return {
    call,
    caseNumber: content.case_no,
    requirement: content.item,
    purpose: content.reason,
    legalBasis: content.basis,
    actor: content.operator,
    evidence: 'E-MAR',
    fields: ['state'],
    subjects: [
      { name: content.name_man, idNumber: content.cert_num_man },
      { name: content.name_woman, idNumber: content.cert_num_woman },
    ],
    given: {},
  };
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

type Person = Asked['subjects'][number];
const COLUMNS = [
  'op_type',
  'op_type_desc',
  'op_date',
  'name_man',
  'cert_num_man',
  'name_woman',
  'cert_num_woman',
] as const;

/**
 * Every entry between the two, whoever was named first, under the numbers of today and of their time. A later marriage of
 * either with somebody else is shown without that person: something in between was never entered, a divorce by a court for
 * one, and whoever asks must not take the first marriage for one that still holds.
 */
function entriesOf(database: DatabaseSync, { subjects }: Asked): Row[] {
  const [first, second] = subjects;
  if (!first || !second) return [];
  const between = [...betweenThem(database, first, second), ...betweenThem(database, second, first)];
  const day = between.map(dayOf).sort().at(-1);
  const later = day === undefined ? [] : marriedOtherwise(database, [first, second], day);
  const [latest] = between.filter((row) => dayOf(row) === day);
  const shown = later.map((row) => ({
    ...latest,
    op_type: 'IQ',
    op_type_desc: '一方其后与他人登记结婚',
    op_date: row.op_date ?? '',
  }));
  return [...between, ...shown];
}

function betweenThem(database: DatabaseSync, man: Person, woman: Person): Row[] {
  return database
    .prepare('SELECT * FROM hydj WHERE cert_num_man IN (?, ?) AND cert_num_woman IN (?, ?) ORDER BY cert_id')
    .all(...numbersOf(man), ...numbersOf(woman))
    .map(asRow);
}

function marriedOtherwise(database: DatabaseSync, couple: readonly Person[], day: string): Row[] {
  const numbers = couple.flatMap(numbersOf);
  const holes = numbers.map(() => '?').join();
  return database
    .prepare(
      `SELECT * FROM hydj WHERE op_type = 'IA' AND (cert_num_man IN (${holes}) OR cert_num_woman IN (${holes}))`,
    )
    .all(...numbers, ...numbers)
    .map(asRow)
    .filter((row) => {
      const sides = [row.cert_num_man ?? '', row.cert_num_woman ?? ''];
      return !sides.every((number) => numbers.includes(number)) && dayOf(row) > day;
    });
}

function asRow(row: Record<string, unknown>): Row {
  return Object.fromEntries(COLUMNS.map((column) => [column, text(row, column)]));
}

/** The number asked and, for people born before 2000, the 15-digit one that it replaced; always two, to be bound. */
function numbersOf({ idNumber }: Person): [string, string] {
  const had = idNumber.length === 18 && idNumber.slice(6, 8) === '19';
  return [idNumber, had ? oldNumber(idNumber) : idNumber];
}

/** yyyymmdd of an entry, whichever way its time wrote it. */
function dayOf({ op_date = '' }: Row): string {
  return op_date.replace(/\D/g, '').slice(0, 8);
}
