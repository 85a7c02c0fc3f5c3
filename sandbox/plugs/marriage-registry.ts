import { REQUESTER, SERVICE } from '../services/national-gate.ts';
import { CURRENT, type Line, type Plug } from './plug.ts';

/** The names of man and woman go by the number's 17th digit; the register looks for either order. */
const REQUEST = `(
  $man := $number($substring(question.subjects[0].idNumber, 16, 1)) % 2 = 1 ? question.subjects[0] : question.subjects[1];
  $woman := $man.idNumber = question.subjects[0].idNumber ? question.subjects[1] : question.subjects[0];
  {
    "access_key": "${REQUESTER}",
    "request_id": context.call,
    "timestamp": $fromMillis($toMillis(now), "[Y0001]-[M01]-[D01] [H01]:[m01]:[s01]", "+0800"),
    "format": "json",
    "version": "1.0",
    "biz_content": $string({
      "name_man": $man.name,
      "cert_num_man": $man.idNumber,
      "name_woman": $woman.name,
      "cert_num_woman": $woman.idNumber,
      "case_no": context.caseNumber,
      "item": context.requirement,
      "reason": context.purpose,
      "basis": context.legalBasis,
      "operator": context.actor
    })
  }
)`;

const FAILURE = `
  code = "1429" ? { "cause": "quota", "retryAfterSeconds": biz_data.wait_seconds } :
  code = "1001" ? "not_permitted"`;

/** 全国婚姻登记信息库 as it is called through the national platform. Certificates issued anew (ICA, ICB) change nothing. */
export function marriageRegistryPlug({ id, port, secret }: Line): Plug {
  return {
    document: {
      id,
      department: id,
      title: {
        'zh-CN': '全国婚姻登记信息库（国家平台接口）',
        'zh-TW': '全國婚姻登記資訊庫（國家平臺介面）',
        en: 'National marriage registry, through the national platform',
      },
      sources: [
        {
          ...CURRENT,
          id: 'national-registry',
          title: {
            'zh-CN': '全国婚姻登记信息库（江岚省民政厅接口）',
            'zh-TW': '全國婚姻登記資訊庫（江嵐省民政廳介面）',
            en: 'National marriage registry',
          },
          evidence: 'E-MAR',
          reach: {
            way: 'mapped',
            url: `http://127.0.0.1:${port}/gateway/hyxxhy`,
            sends: 'json',
            receives: 'json',
            auth: { kind: 'national', prefix: 'gjzwfwpt', requesterId: REQUESTER, serviceId: SERVICE },
            request: REQUEST,
            succeeded: 'code = "1" and biz_data.request_id = $call and $exists(biz_data.result)',
            rows: 'biz_data.result[op_type in ["IA", "IB", "ID", "IQ"]]',
            failure: FAILURE,
          },
          rows: {
            persons: [
              { idColumn: 'cert_num_man', nameColumn: 'name_man', keys: ['id18', 'id15'] },
              { idColumn: 'cert_num_woman', nameColumn: 'name_woman', keys: ['id18', 'id15'] },
            ],
            fields: {
              // IQ, a later marriage of one of them with somebody else, has no meaning here: it leaves the answer open.
              state: {
                column: 'op_type',
                kind: 'code',
                codes: [{ values: { IA: 'MARRIED', IB: 'DIVORCED', ID: 'ANNULLED' } }],
              },
            },
            versionColumn: 'op_date',
          },
        },
      ],
    },
    credentials: { main: secret },
  };
}
