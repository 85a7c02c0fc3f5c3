import { describe, expect, it } from 'vitest';
import { describeServer, prepareGiven, requireSupportedVersion, withRole } from './roles.ts';
import { drawSecrets } from './secrets.ts';

describe('a database that the operator brings', () => {
  it.each([150_000, 150_017, 160_003, 180_004])('may be of version number %i', (number) => {
    expect(() => requireSupportedVersion(number, 'x', 'db:5432')).not.toThrow();
  });

  it.each([
    [149_999, '14.99'],
    [90_624, '9.6.24'],
    [Number.NaN, 'unknown'],
  ])('may not be of version number %i', (number, version) => {
    expect(() => requireSupportedVersion(number, version, 'db:5432')).toThrow(
      `The database server db:5432 runs PostgreSQL ${version}: point DATABASE_URL at PostgreSQL 15 or newer.`,
    );
  });

  it('is named without user and password', () => {
    expect(describeServer('postgres://clerk:secret@db.example:6432/city')).toBe('db.example:6432');
    expect(describeServer('postgres://clerk:secret@db.example/city')).toBe('db.example:5432');
  });

  it('must have an address', () => {
    expect(() => describeServer('localhost')).toThrow('DATABASE_URL must be an address like');
  });

  it('keeps its host, name and options when another role signs in', () => {
    expect(withRole('postgres://a:b@db.example/city?sslmode=require', 'mz_portal', 'p/w')).toBe(
      'postgres://mz_portal:p%2Fw@db.example/city?sslmode=require',
    );
  });

  it('that does not answer is one sentence', async () => {
    const passwords = drawSecrets().databasePasswords;
    await expect(prepareGiven('postgres://a:b@127.0.0.1:1/x', passwords)).rejects.toThrow(
      'The database server 127.0.0.1:1 cannot be reached (ECONNREFUSED): check DATABASE_URL and the server.',
    );
  });
});
