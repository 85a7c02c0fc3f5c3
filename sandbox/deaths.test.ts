import { describe, expect, test } from 'vitest';
import { isDead, letDie, type Stores } from './deaths.ts';
import { civilAffairs } from './departments/civil-affairs.ts';
import { health } from './departments/health.ts';
import { publicSecurity } from './departments/public-security.ts';
import { socialSecurity2009 } from './departments/social-security-2009.ts';
import { openStore } from './departments/store.ts';
import { city, stillClock } from './departments/testing.ts';
import { answerThrough, openPlug, runService, toolsOf } from './testing/plugged.ts';
import { openSheetsPlug } from './testing/sheets-plug.ts';

const NOW = new Date('2026-11-22T04:00:00Z');
const LATER = new Date('2026-12-24T04:00:00Z');
const person = city.get('not-yet-recorded-deceased');
const subjects = [{ name: person.name, idNumber: person.idNumber }];

function freshStores(): Stores {
  return {
    'public-security': openStore(null, publicSecurity, city),
    health: openStore(null, health, city),
    'social-security-2009': openStore(null, socialSecurity2009, city),
    'civil-affairs': openStore(null, civilAffairs, city),
  };
}

const notice = {
  person: person.key,
  date: '2026-11-20',
  cause: 'natural',
  cancelAfterDays: 7,
  stopAfterDays: 30,
  cremateAfterDays: 3,
} as const;
const question = (evidence: string, fields: string[]) => ({ evidence, fields, subjects, given: {} });
const certificate = (stores: Stores, at: Date) =>
  health.answer(stores.health, question('E-DTH-MED', ['deathDate', 'causeClass']), at).said;
const register = (stores: Stores, at: Date) =>
  publicSecurity.answer(
    stores['public-security'],
    question('E-HUK-CXL', ['cancelledForDeath', 'deathDate']),
    at,
  ).said;
const pension = (stores: Stores, at: Date) =>
  socialSecurity2009.answer(
    stores['social-security-2009'],
    question('E-PEN-PAY', ['drawnMonths', 'lastPaidMonth']),
    at,
  ).said;
describe('letting somebody die', () => {
  test('before it no department knows of a death', () => {
    const stores = freshStores();
    expect(isDead(stores, person)).toBe(false);
    expect(certificate(stores, NOW).kind).toBe('no_record');
    expect(register(stores, NOW)).toMatchObject({ fields: { cancelledForDeath: false } });
    expect(pension(stores, NOW)).toMatchObject({ fields: { drawnMonths: 203, lastPaidMonth: '2026-11' } });
  });

  test('the certificate counts at once, the rest after the days that were set', () => {
    const stores = freshStores();
    expect(letDie(city, stores, notice, NOW)).toBeUndefined();
    expect(certificate(stores, NOW)).toMatchObject({
      fields: { deathDate: '2026-11-20', causeClass: 'NORMAL' },
    });
    expect(register(stores, NOW)).toMatchObject({ fields: { cancelledForDeath: false } });
    expect(register(stores, LATER)).toMatchObject({
      fields: { cancelledForDeath: true, deathDate: '2026-11-20' },
    });
    expect(pension(stores, LATER)).toMatchObject({ fields: { drawnMonths: 204, lastPaidMonth: '2026-12' } });
  });

  test('the cremation and its sheet, with the basic fees taken off, are registered after the days that were set', async () => {
    const stores = freshStores();
    const clock = stillClock(NOW.toISOString());
    const bureau = await runService(civilAffairs, clock, stores['civil-affairs']);
    const { connector } = openPlug(bureau, toolsOf(clock.now));
    const sheets = openSheetsPlug(bureau.database, clock.now);
    const sheet = () => answerThrough(sheets.connector, question('E-FUN-SVC', ['nettedOff']));
    const cremation = () => answerThrough(connector, question('E-CRM', ['cremationDate', 'local']));
    letDie(city, stores, notice, NOW);
    expect((await sheet()).kind).toBe('no_record');
    clock.move(LATER.getTime() - NOW.getTime());
    expect(await cremation()).toMatchObject({ fields: { cremationDate: '2026-11-25', local: true } });
    expect(await sheet()).toMatchObject({ kind: 'confirmed', fields: { nettedOff: true } });
    await bureau.close();
  });

  test('a work injury is recognised', () => {
    const stores = freshStores();
    letDie(city, stores, { ...notice, cause: 'injury' }, NOW);
    const said = socialSecurity2009.answer(
      stores['social-security-2009'],
      question('E-INJ', ['recognition']),
      NOW,
    ).said;
    expect(said).toMatchObject({ kind: 'confirmed', fields: { recognition: 'RECOGNISED' } });
    expect(certificate(stores, NOW)).toMatchObject({ fields: { causeClass: 'NON_NORMAL' } });
  });

  test('nobody dies twice, in the future, before birth, or unknown', () => {
    const stores = freshStores();
    letDie(city, stores, notice, NOW);
    expect(letDie(city, stores, notice, NOW)).toBe('already_dead');
    expect(letDie(city, stores, { ...notice, person: 'daughter-deceased' }, NOW)).toBe('already_dead');
    expect(letDie(city, stores, { ...notice, person: 'daughter', date: '2026-11-23' }, NOW)).toBe(
      'date_in_future',
    );
    expect(letDie(city, stores, { ...notice, person: 'daughter', date: '1900-01-01' }, NOW)).toBe(
      'date_before_birth',
    );
    expect(letDie(city, stores, { ...notice, person: '990102195803150012' }, NOW)).toBe('unknown_person');
  });
});
