import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { drawSecrets, readOrDrawSecrets, Secrets } from './secrets.ts';

let folder = '';
let file = '';
let database = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'secrets-'));
  file = join(folder, 'secrets.json');
  database = join(folder, 'database');
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the secrets of an installation', () => {
  it('are drawn once and then stay', () => {
    const first = readOrDrawSecrets(file, database, ['civil-affairs']);
    mkdirSync(database);
    expect(readOrDrawSecrets(file, database, ['civil-affairs'])).toEqual(first);
  });

  it('stand in a file that only its owner can read', () => {
    readOrDrawSecrets(file, database, []);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('differ from one another and from installation to installation', () => {
    const values = [drawSecrets(), drawSecrets()].flatMap(
      ({ databasePasswords, connectors, departmentKeys, ...rest }) => [
        ...Object.values(rest),
        ...Object.values(databasePasswords),
      ],
    );
    expect(new Set(values).size).toBe(32);
  });

  it('have keys of 32 bytes', () => {
    const { actionKey, columnWrappingKey, indexKey } = drawSecrets();
    for (const key of [actionKey, columnWrappingKey, indexKey])
      expect(Buffer.from(key, 'base64')).toHaveLength(32);
  });

  it('gain one for a department that joins, and keep all others', () => {
    const first = readOrDrawSecrets(file, database, ['civil-affairs']);
    const second = readOrDrawSecrets(file, database, ['civil-affairs', 'public-security']);
    expect(second).toMatchObject(first);
    expect(Object.keys(second.connectors)).toEqual(['civil-affairs', 'public-security']);
    expect(Secrets.parse(JSON.parse(readFileSync(file, 'utf8')))).toEqual(second);
  });

  it('that an older version did not draw are drawn at the next start, and all others stay', () => {
    const { mailPassword, bankSecret, ...older } = readOrDrawSecrets(file, database, ['civil-affairs']);
    writeFileSync(file, JSON.stringify(older));
    mkdirSync(database);
    const upgraded = readOrDrawSecrets(file, database, ['civil-affairs']);
    expect(upgraded).toMatchObject(older);
    expect(upgraded.mailPassword).not.toBe(mailPassword);
    expect(upgraded.bankSecret).not.toBe(bankSecret);
    expect(readOrDrawSecrets(file, database, ['civil-affairs'])).toEqual(upgraded);
  });

  it('are never drawn anew while a database exists that was sealed with them', () => {
    mkdirSync(database);
    expect(() => readOrDrawSecrets(file, database, [])).toThrow('is missing but the database in');
  });

  it.each(['', '{', '{}', '{"sessionSecret":"short"}'])(
    'are not guessed from a damaged file: %s',
    (content) => {
      writeFileSync(file, content);
      expect(() => readOrDrawSecrets(file, database, [])).toThrow(`${file} is damaged`);
      expect(readFileSync(file, 'utf8')).toBe(content);
    },
  );
});
