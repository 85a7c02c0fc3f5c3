import { buildCity, type City } from './city/city.ts';
import { type Clock, chinaDate, fileClock } from './clock.ts';
import { startControl } from './control/server.ts';
import { isDead, type Stores } from './deaths.ts';
import { type RunningDepartment, startDepartment } from './departments/server.ts';
import { openStore } from './departments/store.ts';
import { DEPARTMENTS } from './departments.ts';
import type { DepartmentLine, Environment } from './environment.ts';
import { accountsOf } from './identity/accounts.ts';
import { startIdentity } from './identity/server.ts';

export type Sandbox = {
  city: City;
  issuer: string;
  controlUrl: string;
  departments: readonly RunningDepartment[];
  close(): Promise<void>;
};

/** Starts the whole make-believe city: departments, identity platform, control page. */
export async function startSandbox(
  environment: Environment,
  lines: readonly DepartmentLine[],
): Promise<Sandbox> {
  const city = buildCity(environment.SANDBOX_RESIDENTS);
  const clock = fileClock(environment.CLOCK_FILE);
  const departments = await startDepartments(environment, lines, city, clock);
  const stores: Stores = {
    'public-security': storeOf(departments, 'public-security'),
    health: storeOf(departments, 'health'),
    'social-security-2009': storeOf(departments, 'social-security-2009'),
  };
  const accounts = accountsOf(
    city,
    (person) => !isDead(stores, person),
    () => chinaDate(clock.now()),
  );
  const shared = { city, portalUrl: environment.PORTAL_URL, host: environment.HOST };
  const identity = await startIdentity({
    ...shared,
    accounts,
    issuer: environment.OIDC_ISSUER,
    clientId: environment.OIDC_CLIENT_ID,
    clientSecret: environment.OIDC_CLIENT_SECRET,
    port: environment.IDP_PORT,
  });
  const control = await startControl({
    ...shared,
    departments,
    stores,
    clock,
    port: environment.CONTROL_PORT,
  });
  return {
    city,
    issuer: identity.issuer,
    controlUrl: control.url,
    departments,
    async close() {
      await Promise.all([
        identity.close(),
        control.close(),
        ...departments.map((running) => running.close()),
      ]);
    },
  };
}

function startDepartments(
  environment: Environment,
  lines: readonly DepartmentLine[],
  city: City,
  clock: Clock,
): Promise<RunningDepartment[]> {
  return Promise.all(
    DEPARTMENTS.map((department) => {
      const line = lines.find((candidate) => candidate.id === department.id);
      if (!line) throw new RangeError(`no port and secret for ${department.id}`);
      const database = openStore(environment.SANDBOX_DATA, department, city);
      return startDepartment({ department, database, port: line.port, secret: line.secret, clock });
    }),
  );
}

function storeOf(departments: readonly RunningDepartment[], id: string) {
  const found = departments.find((running) => running.department.id === id);
  if (!found) throw new RangeError(`no department ${id}`);
  return found.database;
}
