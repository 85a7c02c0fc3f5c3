import { afterEach, describe, expect, test } from 'vitest';
import { publicKeyOf } from '../keys.ts';
import type { DepartmentSettings } from '../kit/open-department.ts';
import { type Open, openExample } from '../kit/testing/example.ts';
import { openOutgoing } from '../outgoing.ts';
import { fixedKeys } from '../receiving/portal-keys.ts';
import { DEPARTMENT_KEY, drawKey, PORTAL_KEY } from '../testing/keys.ts';
import { findTrouble } from './disbelief.ts';

const outgoing = openOutgoing({ allow: ['127.0.0.1'] });
const open: Open[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map(({ department }) => department.close()));
});

/** What comes between the suite and a department that was started so. */
async function troubleWith(known: Partial<DepartmentSettings>) {
  const one = await openExample(known);
  open.push(one);
  return findTrouble(settingsOf(one));
}

function settingsOf({ document, url }: Open) {
  const [source] = document.sources;
  if (source?.reach.way !== 'native') throw new Error('the example is native');
  return {
    connector: document.id,
    reach: { ...source.reach, url },
    credential: '',
    outgoing,
    clock: () => new Date(),
    signer: PORTAL_KEY,
    issuer: 'http://127.0.0.1:4999',
  };
}

const ahead = (seconds: number) => () => new Date(Date.now() + seconds * 1_000);

describe('between the suite and a department stands', () => {
  test('nothing, where both know each other', async () => {
    expect(await troubleWith({})).toBeUndefined();
  });

  test('a key that is another than the document’s of that name, and waiting does not help', async () => {
    const trouble = await troubleWith({ key: drawKey(DEPARTMENT_KEY.kid) });
    expect(trouble?.why).toContain('is not the one that signs');
    expect(trouble?.lasts).toBe(true);
  });

  test('a key id that the document does not name', async () => {
    const trouble = await troubleWith({ key: drawKey('another-key') });
    expect(trouble?.why).toBe(
      `the department signs under the key id another-key; the document names ${DEPARTMENT_KEY.kid}`,
    );
  });

  test.each([
    [400, /^the clocks differ: the department’s answer is signed (399|400|401) seconds in the future$/],
    [120, /^the clocks differ: .* (119|120|121) seconds in the future$/],
    [-120, /^the clocks differ: .* (119|120|121) seconds ago$/],
    [-400, /^the clocks differ: .* (399|400|401) seconds ago$/],
  ])('a clock that is %d seconds ahead', async (seconds, words) => {
    expect((await troubleWith({ clock: ahead(seconds) }))?.why).toMatch(words);
  });

  test('another portal that the department believes in: it may still look again', async () => {
    const others = fixedKeys([publicKeyOf(drawKey('of-another-portal'))]);
    const trouble = await troubleWith({ portalKeys: others });
    expect(trouble).toEqual({
      why: 'the department does not believe the suite (bad_signature: 签名的密钥不在平台公布的密钥中): is it started with http://127.0.0.1:4999 as the portal’s address?',
      lasts: false,
    });
  });

  test('nobody at all', async () => {
    const one = await openExample();
    await one.department.close();
    expect((await findTrouble(settingsOf(one)))?.why).toBe(
      `nobody answers at ${one.url} (down): is the department started?`,
    );
  });
});
