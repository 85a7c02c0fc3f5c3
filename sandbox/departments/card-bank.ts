import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { City } from '../city/city.ts';
import { issueToken, isValidToken } from '../services/bank-tokens.ts';
import {
  type Asked,
  type Heard,
  html,
  json,
  type Message,
  type Place,
  type Row,
  type ServiceDepartment,
} from '../services/service.ts';
import { text } from './department.ts';

/**
 * 安澜农商银行: whose account is it? A service of its own, in JSON with code 200 for success, behind tokens from the bank's own
 * endpoint. It says whether an account is that of the number asked; the name it shows only to whoever has both right.
 * KH 客户, ZH 账户; ZJHM 证件号码 as it was typed, ZT 状态 (1 正常, 2 销户).
 */
export const cardBank: ServiceDepartment = {
  id: 'card-bank',
  name: '安澜农商银行账户核验系统',
  evidence: { 'E-BNK': { subjects: 1, fields: ['belongs'], given: ['account'] } },
  schema: `
    CREATE TABLE KH (KHH INTEGER PRIMARY KEY, ZJHM TEXT, HM TEXT);
    CREATE TABLE ZH (ZH TEXT PRIMARY KEY, KHH INTEGER NOT NULL, ZT TEXT NOT NULL);
  `,
  fill,
  service: {
    hear,
    find: holderOf,
    tell: ([row], { call }) => json({ code: 200, message: 'OK', requestNo: call, data: row ?? null }),
    refuse: (refusal, { call }) =>
      refusal.why === 'down'
        ? json({ code: 50300, message: '系统日终处理中', requestNo: call }, 503)
        : json(
            { code: 42901, message: '超出约定次数', requestNo: call, retryAfter: refusal.waitSeconds },
            429,
          ),
    wrong: [
      html('502 Bad Gateway', 200),
      { ...json({}), body: '{"code":200,"data":{"acctNo":' },
      json({ code: 200, message: 'OK' }),
      json({ code: 99999, message: '未知错误' }),
    ],
  },
};

function fill(database: DatabaseSync, city: City): void {
  for (const [index, person] of city.people.entries()) {
    if (!person.card) continue;
    const typed = person.quirks.includes('lower-case-x') ? person.idNumber.toLowerCase() : person.idNumber;
    database
      .prepare('INSERT INTO KH VALUES (?, ?, ?)')
      .run(index + 1, typed, person.heldNames['card-bank'] ?? person.name);
    database.prepare('INSERT INTO ZH VALUES (?, ?, ?)').run(person.card, index + 1, '1');
  }
}

const Body = z.object({
  requestNo: z.string().min(1),
  acctNo: z.string().min(1),
  certNo: z.string().min(1),
  custName: z.string().min(1),
  /** 委托方业务编号, 事项, 用途, 依据, 操作员: written down for the supervisor. */
  principal: z.object({
    bizNo: z.string().min(1),
    item: z.string(),
    usage: z.string().min(1),
    basis: z.string().min(1),
    operator: z.string(),
  }),
});

function hear(message: Message, place: Place): Heard {
  if (message.path === '/oauth2/token') return { kind: 'reply', reply: issueToken(message, place) };
  if (message.path !== '/api/v1/accounts/verify') return { kind: 'reply', reply: html('404', 404) };
  if (!isValidToken(message, place))
    return { kind: 'reply', reply: json({ code: 40101, message: '令牌无效或已过期' }, 401) };
  const body = parse(message.body);
  if (body === undefined) return { kind: 'reply', reply: json({ code: 40001, message: '参数错误' }, 400) };
  const { principal } = body;
  const asked: Asked = {
    call: body.requestNo,
    caseNumber: principal.bizNo,
    requirement: principal.item,
    purpose: principal.usage,
    legalBasis: principal.basis,
    actor: principal.operator,
    evidence: 'E-BNK',
    fields: ['belongs'],
    subjects: [{ name: body.custName, idNumber: body.certNo }],
    given: { account: body.acctNo },
  };
  return { kind: 'question', asked };
}

function parse(body: string): z.infer<typeof Body> | undefined {
  try {
    return Body.safeParse(JSON.parse(body)).data;
  } catch {
    return undefined;
  }
}

/** One line on an account that exists and is open; nothing on any other. */
function holderOf(database: DatabaseSync, { subjects, given }: Asked): Row[] {
  const [asked] = subjects;
  const account = given.account ?? '';
  const row = database
    .prepare("SELECT KH.ZJHM, KH.HM FROM ZH JOIN KH USING (KHH) WHERE ZH.ZH = ? AND ZT = '1'")
    .get(account);
  if (!asked || !row) return [];
  const isHolder = text(row, 'ZJHM').toUpperCase() === asked.idNumber;
  const custName = isHolder ? text(row, 'HM') : asked.name;
  return [{ acctNo: account, certNo: asked.idNumber, custName, matched: isHolder ? 'Y' : 'N' }];
}
