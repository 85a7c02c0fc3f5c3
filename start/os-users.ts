import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** An operating-system account that a child process runs as. */
export type OsUser = { readonly name: string; readonly uid: number; readonly gid: number };

/** Accounts of a passwd(5) text, by name. */
export function parseAccounts(passwd: string): Map<string, OsUser> {
  const accounts = new Map<string, OsUser>();
  for (const line of passwd.split('\n')) {
    const [name, , uid, gid] = line.split(':');
    if (name && uid && gid) accounts.set(name, { name, uid: Number(uid), gid: Number(gid) });
  }
  return accounts;
}

const readAccounts = () => parseAccounts(readFileSync('/etc/passwd', 'utf8'));

export const isRoot = () => process.getuid?.() === 0;

/** The account of this name, made as a system account without home or shell where it is missing; root only. */
export function findOrCreateUser(name: string): OsUser | undefined {
  const existing = readAccounts().get(name);
  if (existing) return existing;
  const options = ['--system', '--user-group', '--no-create-home', '--home-dir', '/nonexistent'];
  spawnSync('useradd', [...options, '--shell', '/usr/sbin/nologin', name], { stdio: 'ignore' });
  return readAccounts().get(name);
}

/**
 * Whom the database runs as when root starts the product, because PostgreSQL refuses root. A file's owner wins, so that
 * a folder made by another user keeps working. The account must be in passwd: PostgreSQL looks its own name up.
 */
export function findDatabaseUser(dataOwner: number | undefined): OsUser | undefined {
  if (dataOwner !== undefined && dataOwner !== 0) {
    for (const account of readAccounts().values()) if (account.uid === dataOwner) return account;
  }
  return (
    findOrCreateUser('mianzheng-database') ?? readAccounts().get('postgres') ?? readAccounts().get('nobody')
  );
}

/** Whether this account could read a file and enter every folder above it. Asks the system, as root. */
export function canRead(user: OsUser, path: string): boolean {
  const options = { uid: user.uid, gid: user.gid, cwd: '/', stdio: 'ignore' as const };
  return spawnSync('/bin/sh', ['-c', 'test -r "$1"', 'sh', path], options).status === 0;
}
