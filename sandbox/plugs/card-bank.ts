import { BANK_CLIENT, BANK_SCOPE } from '../services/bank-tokens.ts';
import { CURRENT, type Line, type Plug } from './plug.ts';

const REQUEST = `{
  "requestNo": context.call,
  "acctNo": question.given.account,
  "certNo": question.subjects[0].idNumber,
  "custName": question.subjects[0].name,
  "principal": {
    "bizNo": context.caseNumber,
    "item": context.requirement,
    "usage": context.purpose,
    "basis": context.legalBasis,
    "operator": context.actor
  }
}`;

const FAILURE = `
  code = 42901 ? { "cause": "quota", "retryAfterSeconds": retryAfter } :
  code = 50300 ? "down" :
  code = 40101 ? "not_permitted"`;

/** 安澜农商银行: a service in JSON behind OAuth tokens of the bank's own. */
export function cardBankPlug({ id, port, secret }: Line): Plug {
  const url = `http://127.0.0.1:${port}`;
  return {
    document: {
      id,
      department: id,
      title: {
        'zh-CN': '安澜农商银行账户核验接口',
        'zh-TW': '安瀾農商銀行帳戶核驗介面',
        en: 'Account verification of Anlan Rural Commercial Bank',
      },
      sources: [
        {
          ...CURRENT,
          id: 'accounts',
          title: {
            'zh-CN': '安澜农商银行账户核验系统',
            'zh-TW': '安瀾農商銀行帳戶核驗系統',
            en: 'Accounts of Anlan Rural Commercial Bank',
          },
          evidence: 'E-BNK',
          reach: {
            way: 'mapped',
            url: `${url}/api/v1/accounts/verify`,
            sends: 'json',
            receives: 'json',
            auth: {
              kind: 'oauth',
              tokenUrl: `${url}/oauth2/token`,
              clientId: BANK_CLIENT,
              scope: BANK_SCOPE,
            },
            request: REQUEST,
            succeeded: 'code = 200 and requestNo = $call',
            rows: 'data',
            failure: FAILURE,
          },
          rows: {
            persons: [{ idColumn: 'certNo', nameColumn: 'custName', keys: ['id18'] }],
            fields: { belongs: { column: 'matched', kind: 'yes_no' } },
          },
        },
      ],
    },
    credentials: { main: secret },
  };
}
