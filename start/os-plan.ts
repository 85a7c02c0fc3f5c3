import { join } from 'node:path';
import { canRead, findOrCreateUser, isRoot, type OsUser } from './os-users.ts';

/** Whom each process runs as; undefined means the user who started the product. `note` is told to the person. */
export type OsPlan = {
  readonly portal?: OsUser;
  readonly broker?: OsUser;
  readonly sandbox?: OsUser;
  readonly note?: string;
};

/**
 * Started as root, the portal, the broker and the sandbox run as three accounts of their own, so that whoever takes
 * over the portal cannot read the broker's credentials. Where that cannot be, the note says so and why.
 */
export function planOsUsers(projectFolder: string, development: boolean): OsPlan {
  const same = 'the portal and the broker run as the same user';
  if (!isRoot()) return { note: `Started as an ordinary user: ${same}; started as root they run apart.` };
  if (development) return { note: `In development ${same}, root.` };
  const portal = findOrCreateUser('mianzheng-portal');
  const broker = findOrCreateUser('mianzheng-broker');
  const sandbox = findOrCreateUser('mianzheng-sandbox');
  if (!portal || !broker || !sandbox)
    return { note: `Accounts could not be made with useradd: ${same}, root.` };
  const needed = [
    process.execPath,
    ...['package.json', 'start/main.ts', 'node_modules/next/package.json'].map((file) =>
      join(projectFolder, file),
    ),
  ];
  const hidden = needed.find((file) => !canRead(portal, file));
  if (hidden !== undefined) {
    return {
      note: `Other users cannot read ${hidden}: ${same}, root; a copy of the project below /opt would run them apart.`,
    };
  }
  return {
    portal,
    broker,
    sandbox,
    note: 'The portal, the broker and the sandbox run as three users of their own.',
  };
}
