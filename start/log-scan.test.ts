import { describe, expect, it } from 'vitest';
import { findLeaks } from './log-scan.ts';
import { listCityData } from './log-sought.ts';

const CITY = listCityData(200);
/** Of the written story of the daughter, which every city has. */
const WHOLE = '990102195803150011';
const NAME = '周静';
const CARD = /^\d{16,19}$/;
const leaks = (log: string) => findLeaks(log, CITY);
const first = (kind: string) => CITY.find((entry) => entry.kind === kind)?.text ?? '';

describe('the scan of the logs', () => {
  it('finds nothing in machine words, ids, counts and times', () => {
    const log = [
      'portal  | {"level":30,"time":"2026-11-22T11:28:29.123Z","case":"case_01kax0w3jhf1ar9q2x7v9b5m6n","msg":"decided"}',
      'broker  | {"level":40,"connector":"social-security-2009","status":503,"ms":1500,"err":{"name":"Error"}}',
      'database| 2026-11-22 11:28:29.123 UTC [1234] LOG:  checkpoint complete: wrote 123 buffers (0.8%)',
    ].join('\n');
    expect(leaks(log)).toEqual([]);
  });

  it('says the kind and the line, and nothing of what it found', () => {
    const log = `portal  | ready\nportal  | no account for ${WHOLE}`;
    expect(leaks(log)).toEqual([{ kind: 'identity number', line: 2 }]);
    expect(JSON.stringify(leaks(log))).not.toContain(WHOLE.slice(6, 14));
  });

  it.each([
    ['an identity number', 'identity number', WHOLE],
    ['one in groups', 'identity number', '990102 19580315 0011'],
    ['one in full-width digits', 'identity number', '９９０１０２１９５８０３１５００１１'],
    ['one of 15 digits', 'identity number of 15 digits', '990102580315001'],
    ['an escaped name', 'name', '\\u5468\\u9759'],
    ['a name in an address', 'name', '/search?q=%E5%91%A8%E9%9D%99'],
    ['an e-mail address in capitals', 'e-mail address', 'DAUGHTER@ANLAN.EXAMPLE'],
    ['an address line', 'address', first('address')],
    ['a password', 'staff password', 'anlan-102027'],
    ['a session cookie', 'session cookie', 'cookie: mz-session=0a1b2c3d'],
    ['a code of the sign-in', 'authorization code', 'GET /api/auth/callback/province?code=Xy_1-2&state=z'],
    ['a bearer token', 'bearer token', 'authorization: Bearer 0123456789abcdef0123'],
  ])('finds %s', (_, kind, text) => {
    expect(leaks(`portal  | error: "${text}"`)).toContainEqual({ kind, line: 1 });
  });

  it('finds a bank card number with spaces', () => {
    const card = first('bank card number');
    expect(card).toMatch(CARD);
    expect(leaks(card.replaceAll(/(.{4})/g, '$1 '))).toEqual([{ kind: 'bank card number', line: 1 }]);
  });

  it('takes a name of two characters for a name only where no other Chinese character touches it', () => {
    expect(leaks(`sealed for "${NAME}"`)).toEqual([{ kind: 'name', line: 1 }]);
    expect(leaks(`Key (name)=(${NAME}) already exists.`)).toEqual([{ kind: 'name', line: 1 }]);
    expect(leaks(`四${NAME}默`)).toEqual([]);
  });

  it('finds a name of three characters and more anywhere', () => {
    expect(leaks('已收到周建国的申请')).toEqual([{ kind: 'name', line: 1 }]);
  });
});
