import { expect, test } from 'vitest';
import { Samples } from '../samples.ts';
import { listLacks, listRemarks } from './sample-faults.ts';

const sound = { name: '样例甲', idNumber: '990102196001100017' };
const old = { name: '样例乙', idNumber: '990102600110001' };
const mistyped = { name: '样例丙', idNumber: '990102196001100018' };
const samples = Samples.parse({
  'E-BNK': {
    confirmed: { subjects: [sound], given: { account: '9999990000000014' }, fields: { belongs: true } },
    no_record: { subjects: [old], given: { account: '' } },
    ambiguous: { subjects: [sound, mistyped] },
  },
});

test('a sample without a value that its evidence type demands is named, with the value’s name', () => {
  expect(listLacks(samples, () => ['account'])).toEqual([
    'E-BNK, no_record: the sample lacks the given value: account',
    'E-BNK, ambiguous: the sample lacks the given value: account',
  ]);
  expect(listLacks(samples, () => [])).toEqual([]);
});

test('a wrong check digit is named by its sample and person, and the number is not said', () => {
  const remarks = listRemarks(samples);
  expect(remarks).toEqual([
    'E-BNK, ambiguous: the check digit in the number of person 2 is wrong (GB 11643)',
  ]);
  expect(remarks.join()).not.toContain(mistyped.idNumber);
});
