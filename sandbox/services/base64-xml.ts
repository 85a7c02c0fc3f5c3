import { timingSafeEqual } from 'node:crypto';
import { XMLBuilder, XMLParser } from 'fast-xml-parser';
import { z } from 'zod';
import { type Heard, html, type Message, type OldReply, type Place, type Row, xml } from './service.ts';

/** The city's user of the bureau's service. */
export const XML_USER = 'zwfw';

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>';
const parser = new XMLParser({ parseTagValue: false, removeNSPrefix: true });
const builder = new XMLBuilder();

const Envelope = z.object({
  Envelope: z.object({ Body: z.object({ query: z.object({ arg0: z.string() }) }) }),
});
/** fn 查询项, lsh 流水号, xm 姓名, sfzh 身份证号, bjbh 办件编号, sx 事项, yt 用途, yj 依据, czy 操作员. */
const Request = z.object({
  request: z.object({
    fn: z.string(),
    lsh: z.string().min(1),
    xm: z.string().min(1),
    sfzh: z.string().min(1),
    bjbh: z.string().min(1),
    sx: z.string(),
    yt: z.string().min(1),
    yj: z.string().min(1),
    czy: z.string(),
  }),
});

/** Reads a question out of its envelope. @param functions what can be looked up, by the service's own names */
export function hearBase64(
  { path, headers, body }: Message,
  { secret }: Place,
  functions: Readonly<Record<string, string>>,
): Heard {
  if (path !== '/services/MzQuery') return { kind: 'reply', reply: html('404', 404) };
  const expected = `Basic ${Buffer.from(`${XML_USER}:${secret}`).toString('base64')}`;
  if (!isSame(headers.authorization ?? '', expected))
    return { kind: 'reply', reply: html('401 Unauthorized', 401) };
  const request = unwrap(body);
  const evidence = functions[request?.fn ?? ''];
  if (request === undefined || evidence === undefined) return { kind: 'reply', reply: xmlRefusal('3', '') };
  return {
    kind: 'question',
    asked: {
      call: request.lsh,
      caseNumber: request.bjbh,
      requirement: request.sx,
      purpose: request.yt,
      legalBasis: request.yj,
      actor: request.czy,
      evidence,
      fields: [request.fn],
      subjects: [{ name: request.xm, idNumber: request.sfzh }],
      given: {},
    },
  };
}

function unwrap(body: string): z.infer<typeof Request>['request'] | undefined {
  const envelope = Envelope.safeParse(parser.parse(body));
  if (!envelope.success) return undefined;
  const { arg0 } = envelope.data.Envelope.Body.query;
  return Request.safeParse(parser.parse(Buffer.from(arg0, 'base64').toString('utf8'))).data?.request;
}

export function tellBase64(rows: readonly Row[], call: string): OldReply {
  return wrap({ resultinfo: { success: '0', message: '' }, lsh: call, data: { row: rows } });
}

/** @param code 3 参数错误, 7 超出当日次数, 9 系统异常 */
export function xmlRefusal(code: '3' | '7' | '9', call: string): OldReply {
  return wrap({ resultinfo: { success: code, message: '查询失败' }, lsh: call });
}

function wrap(response: object): OldReply {
  const inner = DECLARATION + builder.build({ response });
  const value = Buffer.from(inner).toString('base64');
  return xml(
    `${DECLARATION}<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><queryResponse><return>${value}</return></queryResponse></soap:Body></soap:Envelope>`,
  );
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
