import { expect, test } from 'vitest';
import { askedNext, compiled } from '../testing/assessing.ts';
import { funeralService } from './definition.ts';
import { CREMATED_ELSEWHERE, SCHEDULE } from './example-facts.ts';

const service = compiled(funeralService);
const { claim = null, services = null, cremation = null } = CREMATED_ELSEWHERE;

test('the service sheet is asked first, and alone', () => {
  expect(askedNext(service, { claim }, SCHEDULE)).toEqual([['services', 'E-FUN-SVC']]);
});

test('nothing more is asked where the home has netted the fees off', () => {
  const nettedOff = { ...services, nettedOff: true };
  expect(askedNext(service, { claim, services: nettedOff }, SCHEDULE)).toEqual([]);
});

test('everything that can matter is asked once the fees are known to be unpaid', () => {
  expect(askedNext(service, { claim, services }, SCHEDULE)).toEqual([
    ['cremation', 'E-CRM'],
    ['residence', 'E-HUK'],
    ['welfare', 'E-WEL'],
    ['paid', 'E-PEN-SUR'],
    ['kin', 'E-HH'],
    ['account', 'E-BNK'],
  ]);
});

test('what the schedule does not go by is not asked once it is known which schedule holds', () => {
  expect(askedNext(service, { claim, services, cremation }, SCHEDULE)).toEqual([
    ['residence', 'E-HUK'],
    ['welfare', 'E-WEL'],
    ['kin', 'E-HH'],
    ['account', 'E-BNK'],
  ]);
  const cremated = { cremationDate: '2026-06-13', local: true };
  const anybody = { ...SCHEDULE, who: 'CREMATED_HERE', totalCap: 'NONE', totalCapWelfare: 'NONE' };
  expect(askedNext(service, { claim, services, cremation: cremated }, anybody)).toEqual([
    ['kin', 'E-HH'],
    ['account', 'E-BNK'],
  ]);
});

test('no date, class or certificate of the death is asked: the day of cremation is enough', () => {
  const evidence = service.definition.requirements.flatMap(({ ladder }) =>
    ladder.flatMap((rung) => (rung.means === 'data_share' ? [rung.evidence] : [])),
  );
  expect(evidence).not.toContain('E-DTH-MED');
  expect(evidence).not.toContain('E-HUK-CXL');
});
