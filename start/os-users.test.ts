import { describe, expect, it } from 'vitest';
import { parseAccounts } from './os-users.ts';

describe('accounts of the system', () => {
  it('are read by name with their numbers, and broken lines are passed over', () => {
    const accounts = parseAccounts(
      'root:x:0:0:root:/root:/bin/bash\n\n+\nnobody:x:65534:65533::/:/usr/sbin/nologin\n',
    );
    expect([...accounts.keys()]).toEqual(['root', 'nobody']);
    expect(accounts.get('nobody')).toEqual({ name: 'nobody', uid: 65_534, gid: 65_533 });
  });
});
