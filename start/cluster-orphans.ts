import { existsSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { failure } from './failure.ts';
import { findProgramName, findWorkingFolder, listProcesses, signal } from './process-table.ts';
import { waitUntil } from './waiting.ts';

/** Process id in the first line of postmaster.pid, if the file is there. */
function readPostmasterId(dataFolder: string): number | undefined {
  const file = join(dataFolder, 'postmaster.pid');
  return existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) : undefined;
}

/**
 * Stops the PostgreSQL that an earlier start left behind when it was killed, and the back ends of a postmaster that was
 * killed itself. PostgreSQL's processes are known by their name and by working in the
 * data folder. Throws StartFailure if one stays.
 */
export async function stopOrphanedCluster(dataFolder: string): Promise<void> {
  if (!existsSync(dataFolder)) return;
  const folder = realpathSync(dataFolder);
  const isOrphan = (pid: number) => findWorkingFolder(pid) === folder && findProgramName(pid) === 'postgres';
  const listOrphans = () => listProcesses().filter(isOrphan);
  const isGone = () => listOrphans().length === 0;
  const postmaster = readPostmasterId(dataFolder);

  if (postmaster !== undefined && listOrphans().includes(postmaster)) {
    signal(postmaster, 'SIGINT');
    await waitUntil(isGone, 60);
  }
  for (const pid of listOrphans()) signal(pid, 'SIGQUIT');
  await waitUntil(isGone, 10);
  for (const pid of listOrphans()) signal(pid, 'SIGKILL');
  if (!(await waitUntil(isGone, 10))) throw failure.orphanStays(listOrphans()[0] ?? 0, dataFolder);

  // PostgreSQL refuses to start while the id in the file is taken: by a zombie of its own, or by a stranger that got
  // the number later, as happens after a restart of a container.
  if (postmaster !== undefined && existsSync(`/proc/${postmaster}`)) {
    rmSync(join(dataFolder, 'postmaster.pid'), { force: true });
  }
}
