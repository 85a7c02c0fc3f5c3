import { expect, test } from 'vitest';
import { WAIVABLE } from '#domain/conformance.ts';
import { EvidenceSamples } from './samples.ts';

const REASON = 'The service has no place in which the number of a call could be sent back.';
const confirmed = { subjects: [{ name: '周静', idNumber: '990102198508120024' }] };

test.each(WAIVABLE)('%s may be left out with a reason', (name) => {
  const { success } = EvidenceSamples.safeParse({ confirmed, bypass: { [name]: REASON } });
  expect(success).toBe(true);
});

test.each(['silent_failures', 'asked_fields', 'credential', 'minimum', 'confirmed', 'no_such_guarantee'])(
  '%s may not be left out, whatever the reason',
  (name) => {
    const { success } = EvidenceSamples.safeParse({ confirmed, bypass: { [name]: REASON } });
    expect(success).toBe(false);
  },
);
