import { describe, expect, it } from 'vitest';
import { explain, failure, recogniseFailure } from './failure.ts';

const everyFailure = [
  failure.portTaken(3000, 'the portal', 'PORT'),
  failure.portForbidden(80, 'the portal', 'PORT'),
  failure.portInvalid('PORT', 'x'),
  failure.portShared(3000, 'PORT', 'IDP_PORT'),
  failure.settingInvalid('DATABASE_URL', 'an address'),
  failure.diskFull('/srv/data'),
  failure.notPermitted('/srv/data'),
  failure.readOnly('/srv/data'),
  failure.unreachable('/srv/data'),
  failure.alreadyRunning(1, '/srv/data'),
  failure.otherDataVersion('/srv/data', '17', '18'),
  failure.secretsMissing('/srv/secrets.json', '/srv/data'),
  failure.secretsDamaged('/srv/secrets.json'),
  failure.binariesMissing('the-package'),
  failure.orphanStays(1, '/srv/data'),
  failure.databaseStopped('/srv/data.log', 'FATAL'),
  failure.serverTooOld('db:5432', '14.2'),
  failure.serverUnreachable('db:5432', 'ECONNREFUSED'),
  failure.serverRefused('db:5432', 'no'),
  failure.rolesNotPermitted('db:5432'),
  failure.migrationFailed('relation exists', '/srv/data'),
  failure.buildFailed(),
  failure.childStopped('broker', 'exit code 1'),
  failure.childSlow('broker', 60),
];

describe('a reason why the product cannot start', () => {
  it('has a sentence for every kind', () => {
    expect(new Set(everyFailure.map(({ message }) => message)).size).toBe(Object.keys(failure).length);
  });

  it.each(everyFailure.map(({ message }) => message))(
    'is one plain sentence that says what to do: %s',
    (message) => {
      expect(message).toMatch(/^\S[^\n]*: [^\n]+\.$/);
    },
  );

  it.each([
    ['ENOSPC: no space left on device, write', 'is full'],
    ['could not write file: No space left on device', 'is full'],
    ['EACCES: permission denied', 'chown'],
    ['could not access directory: Permission denied', 'chown'],
    ['EROFS: read-only file system', 'read-only'],
  ])('is recognised in the words of a program: %s', (text, sentence) => {
    expect(recogniseFailure(text, '/srv/data')?.message).toContain(sentence);
  });

  it('is not guessed from words that say something else', () => {
    expect(recogniseFailure('syntax error at or near "selec"', '/srv/data')).toBeUndefined();
  });

  it('names the very file where the system names one', () => {
    const error = Object.assign(new Error('EACCES: permission denied'), {
      code: 'EACCES',
      path: '/srv/data/x',
    });
    expect(explain(error, '/srv/data')).toBe(failure.notPermitted('/srv/data/x').message);
  });

  it('is the innermost one where a library wraps it', () => {
    const cause = new Error('No space left on device');
    expect(explain(new Error('Failed query: create', { cause }), '/srv/data')).toContain('is full');
  });

  it('is still one line where nobody foresaw it', () => {
    expect(explain(new Error('first\nsecond'), '/srv')).toBe(
      'The start failed for a reason that was not foreseen: first.',
    );
    expect(explain('text', '/srv')).toBe('The start failed: text.');
  });
});
