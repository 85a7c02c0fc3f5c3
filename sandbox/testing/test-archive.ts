import pg from 'pg';
import { createTestDatabase } from '#start/test-database.ts';
import { type ArchiveDepartment, startArchive } from '../archive/archive.ts';
import type { City } from '../city/city.ts';
import type { RunningDepartment } from '../departments/server.ts';
import { openStore } from '../departments/store.ts';

/** The portal's role in the archive of a test, by the name of its database. */
export const readerOf = (database: string) => `${database}_reader`;

/** A department whose database is read, on the throw-away server: needs Vitest's project `database`. */
export async function runArchive(
  department: ArchiveDepartment,
  city: City,
  password: string,
): Promise<RunningDepartment> {
  const database = await createTestDatabase();
  const [admin, reader] = [
    new pg.Client({ connectionString: database.superuserUrl }),
    readerOf(database.name),
  ];
  await admin.connect();
  await admin.query(`create role ${reader} login password ${admin.escapeLiteral(password)}`);
  const register = openStore(null, department, city);
  const running = await startArchive({
    department,
    database: register,
    city: city.fingerprint,
    url: database.superuserUrl,
    reader,
  });
  return {
    ...running,
    async close() {
      await running.close();
      await admin.query(`drop owned by ${reader}; drop role ${reader}`);
      await admin.end();
      await database.drop();
    },
  };
}
