import { describe, expect, test } from 'vitest';
import { DIRTY_PATTERNS, NOT_REPRESENTED } from '../city/dirty-patterns.ts';
import { DEPARTMENTS } from '../departments.ts';
import { decodeGb18030 } from './gb18030.ts';
import { lunarDate } from './social-security-1992-store.ts';
import { openStore } from './store.ts';
import { city } from './testing.ts';

const stores = new Map(DEPARTMENTS.map((department) => [department.id, openStore(null, department, city)]));
const count = (department: string, sql: string) =>
  Number(
    [...stores]
      .find(([id]) => id === department)?.[1]
      .prepare(`SELECT count(*) AS n FROM ${sql}`)
      .get()?.n ?? 0,
  );
const oldNames = () =>
  (stores.get('social-security-1992')?.prepare('SELECT XM FROM DWJF').all() ?? []).map((row) =>
    row.XM instanceof Uint8Array ? decodeGb18030(row.XM) : '',
  );
const oldBirths = () =>
  (stores.get('social-security-1992')?.prepare('SELECT CSRQ FROM DWJF').all() ?? []).map((row) =>
    String(row.CSRQ),
  );

/** For each kind of damage, how it is seen in the stores themselves. */
const SEEN: Readonly<Record<string, () => number>> = {
  'fifteen-digits': () => count('social-security-1992', "DWJF WHERE BH GLOB '[0-9]*' AND length(BH) = 15"),
  'eaten-by-spreadsheet': () =>
    count('social-security-1992', "DWJF WHERE BH LIKE '9.90%E+14' AND BH_QX IS NULL"),
  'quoted-and-spaced': () => count('health', `T_SWZM_ZZ WHERE SFZH LIKE '''%\u00A0'`),
  'full-width': () => count('social-security-1992', "DWJF WHERE BH LIKE '９９%'"),
  'lower-case-x': () => count('card-bank', "KH WHERE ZJHM GLOB '*x'"),
  'look-alike': () => count('social-security-1992', "DWJF WHERE BH LIKE '%O%'"),
  'wrong-check-digit': () =>
    city.people.filter((person) => person.quirks.includes('wrong-check-digit')).length,
  'one-number-two-people': () =>
    count('public-security', '(SELECT GMSFHM FROM T_CZRK GROUP BY GMSFHM HAVING count(*) > 1)'),
  'one-person-two-numbers': () => count('public-security', 'T_CFHM'),
  renamed: () => count('public-security', 'T_CZRK WHERE CYM IS NOT NULL'),
  'simplified-surname': () => oldNames().filter((name) => /^[肖付代丘葉]/.test(name)).length,
  'traditional-name': () => oldNames().filter((name) => /[陳張鍾葉國華麗軍蘭]/.test(name)).length,
  'rare-character': () => count('card-bank', "KH WHERE HM LIKE '%?'"),
  separator: () => count('health', "T_SWZM_ZZ WHERE XM LIKE '%•%'"),
  'wrong-encoding': () => oldNames().filter((name) => /[瀹鐜寮鏉鍒闄鏉榛鍚璧浣鏋楂绾閮娴]/.test(name)).length,
  'cut-half-character': () => oldNames().filter((name) => name.endsWith('\uFFFD')).length,
  'missing-date-part': () => oldBirths().filter((birth) => birth.endsWith('-00-00')).length,
  'sentinel-date': () => count('social-security-2009', "AC02 WHERE AAE042 = '9999-12-31'"),
  'serial-date': () => count('health', "T_SWZM_ZZ WHERE SWSJ GLOB '[0-9][0-9][0-9][0-9][0-9]'"),
  'lunar-date': () =>
    city.people.filter(
      (person) => person.quirks.includes('lunar-date') && oldBirths().includes(lunarDate(person.birth)),
    ).length,
  'republic-year': () => oldBirths().filter((birth) => birth.startsWith('民国')).length,
  'two-digit-year': () => oldBirths().filter((birth) => /^\d{2}-\d{1,2}-\d{1,2}$/.test(birth)).length,
  'midnight-24': () => count('health', "T_SWZM_ZZ WHERE SWSJ LIKE '% 24:00'"),
  'former-area': () => count('public-security', "T_CZRK WHERE GMSFHM LIKE '990122%'"),
  'free-address': () =>
    count('public-security', "T_CZRK WHERE HJDZ LIKE '%栋%'") *
    count('public-security', "T_CZRK WHERE HJDZ LIKE '%-%'"),
  'changed-code-list': () => Number(count('social-security-1992', '(SELECT DISTINCT XB FROM DWJF)') === 6),
  'status-drift': () =>
    count(
      'social-security-2009',
      'AC60 JOIN AC01 USING (AAC001) WHERE TFNY IS NULL AND AAC002 IN (' +
        city.people
          .filter((person) => person.death)
          .map((person) => `'${person.idNumber}'`)
          .join() +
        ')',
    ),
  'loaded-twice': () =>
    count('social-security-2009', '(SELECT AAC001 FROM AC02 GROUP BY AAC001 HAVING count(*) > 1)'),
  'stale-field': () => count('public-security', "T_CZRK WHERE LXDH_GXRQ = '20140630'"),
  'unknown-unit': () => count('social-security-1992', 'DWJF WHERE NXDW IS NULL'),
  'marriage-gap': () =>
    city.people.filter(
      ({ key, spouse }) =>
        spouse !== null && !city.registrations.some(({ man, woman }) => man === key || woman === key),
    ).length,
  'head-is-dead': () =>
    count('public-security', "T_CZRK WHERE YHZGX = '02' AND GMSFHM IN (SELECT GMSFHM FROM T_HKZX)"),
  'sex-disagrees': () => count('public-security', 'T_CZRK WHERE XB % 2 <> substr(GMSFHM, 17, 1) % 2'),
  'collective-household': () =>
    count('public-security', '(SELECT HH FROM T_CZRK GROUP BY HH HAVING count(*) >= 10)'),
  'text-for-number': () =>
    count('social-security-1992', "DWJF WHERE BRJF = '无'") *
    count('social-security-1992', "DWJF WHERE BRJF LIKE '￥%'"),
};

/** What the homes' programs did to sheets and numbers. */
const HOMES_SEEN = [
  ['a number typed in full width', "T_HHDJ WHERE ID_CARD LIKE '９%'"],
  ['a lower-case x', "T_HHDJ WHERE ID_CARD GLOB '*x' OR ID_CARD LIKE '９%x'"],
  ['an amount in full width', "T_FWMX WHERE JE LIKE '%．００'"],
  ['a time with slashes', "T_HHDJ WHERE CREMATION_TIME LIKE '%/%/% %:%'"],
  ['a time without any separator', "T_HHDJ WHERE CREMATION_TIME GLOB '2*' AND length(CREMATION_TIME) = 14"],
  ['a sheet that was cancelled and written anew', "T_FWD WHERE ZT = '1' AND CKDH IS NOT NULL"],
  [
    'two sheets in force for one body',
    "(SELECT YTBH FROM T_FWD WHERE ZT = '1' GROUP BY YTBH HAVING count(*) > 1)",
  ],
] as const;

describe('damaged records', () => {
  test.each(DIRTY_PATTERNS)('kind $number, $id, stands in the store of $department', ({ id }) => {
    expect(SEEN[id]?.()).toBeGreaterThan(0);
  });

  test.each(HOMES_SEEN)('%s stands among the funeral homes’ records', (_what, sql) => {
    expect(count('civil-affairs', sql)).toBeGreaterThan(0);
  });

  test('old marriages stand under numbers of 15 digits, in the old form of a date', () => {
    expect(
      count('marriage-registry', "hydj WHERE length(cert_num_man) = 15 AND op_date NOT LIKE '%-%'"),
    ).toBeGreaterThan(0);
    expect(count('marriage-registry', "hydj WHERE op_date LIKE '%-% 00:00:00.0'")).toBeGreaterThan(0);
  });

  test('all 36 kinds are either present or left out with a reason', () => {
    const numbers = [...DIRTY_PATTERNS, ...NOT_REPRESENTED]
      .map((pattern) => pattern.number)
      .sort((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 36 }, (_, index) => index + 1));
  });

  test('a lunar date is reckoned in China, not a day early', () => {
    expect(lunarDate('1958-03-15')).toBe('19580126');
  });
});
