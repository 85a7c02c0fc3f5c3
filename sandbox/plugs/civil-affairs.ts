import { XML_USER } from '../services/base64-xml.ts';
import { CURRENT, type Line, type Plug } from './plug.ts';

const INNER = '$parseXml($base64decode(Envelope.Body.queryResponse.return)).response';

/** The request in the bureau's own words, in Base64 within an envelope. @param fn what is looked up */
const request = (fn: string) => `{
  "soap:Envelope": {
    "@_xmlns:soap": "http://schemas.xmlsoap.org/soap/envelope/",
    "soap:Body": {
      "query": {
        "arg0": $base64encode($writeXml({
          "request": {
            "fn": "${fn}",
            "lsh": context.call,
            "xm": question.subjects[0].name,
            "sfzh": question.subjects[0].idNumber,
            "bjbh": context.caseNumber,
            "sx": context.requirement,
            "yt": context.purpose,
            "yj": context.legalBasis,
            "czy": context.actor
          }
        }))
      }
    }
  }
}`;

const reach = (port: number, fn: string, rows: string) => ({
  way: 'mapped' as const,
  url: `http://127.0.0.1:${port}/services/MzQuery`,
  sends: 'xml' as const,
  receives: 'xml' as const,
  auth: { kind: 'basic' as const, user: XML_USER },
  request: request(fn),
  succeeded: `(${INNER})[resultinfo.success = "0"].lsh = $call`,
  rows,
  failure: `(${INNER}).resultinfo.success = "7" ? "quota"`,
});

const ROWS = `(${INNER}).data.row`;
/** Received until death: it still runs, or death ended it. */
const ALLOWANCES = `${ROWS}.$merge([$, { "RUNS": JSNY = "999912" or TFYY = "死亡" ? "Y" : "N" }])`;

const BURIED = { idColumn: 'ID_CARD', nameColumn: 'NAME', keys: ['id18'] as ['id18'] };
const DIED = { column: 'DEATH_TIME', kind: 'date' as const };

const TITLES = {
  cremations: { 'zh-CN': '火化登记', 'zh-TW': '火化登記', en: 'Cremations' },
  allowances: { 'zh-CN': '低保、特困登记', 'zh-TW': '低保、特困登記', en: 'Subsistence allowances' },
} as const;

/** 市民政局殡葬和社会救助系统: XML with Base64 within, basic authentication, "0" for success. */
export function civilAffairsPlug({ id, port, secret }: Line): Plug {
  return {
    document: {
      id,
      department: id,
      title: {
        'zh-CN': '安澜市民政局殡葬和社会救助系统',
        'zh-TW': '安瀾市民政局殯葬和社會救助系統',
        en: 'Funerals and social assistance, Anlan Civil Affairs Bureau',
      },
      sources: [cremations(port), allowances(port)],
    },
    credentials: { main: secret },
  };
}

function cremations(port: number): Plug['document']['sources'][number] {
  return {
    ...CURRENT,
    id: 'cremations',
    title: TITLES.cremations,
    evidence: 'E-CRM',
    reach: reach(port, 'HHDJ', ROWS),
    rows: {
      persons: [BURIED],
      fields: {
        cremationDate: { column: 'CREMATION_TIME', kind: 'date' },
        local: {
          column: 'BYG',
          kind: 'yes_no',
          codes: [{ values: { ALBYG: true, SLBYG: true, MJBYG: false } }],
        },
        deathDate: DIED,
      },
    },
  };
}

function allowances(port: number): Plug['document']['sources'][number] {
  return {
    ...CURRENT,
    id: 'allowances',
    title: TITLES.allowances,
    evidence: 'E-WEL',
    reach: reach(port, 'DBTK', ALLOWANCES),
    rows: {
      persons: [{ idColumn: 'SFZH', nameColumn: 'XM', keys: ['id18'] }],
      fields: { receives: { column: 'RUNS', kind: 'yes_no' } },
    },
  };
}
