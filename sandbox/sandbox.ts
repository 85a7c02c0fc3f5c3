import { signingKey } from '#connectors/keys.ts';
import { publishedKeys } from '#connectors/receiving/portal-keys.ts';
import { startArchive } from './archive/archive.ts';
import { openBankLedger } from './bank/ledger.ts';
import { type RunningBank, startBank } from './bank/server.ts';
import { buildCity, type City } from './city/city.ts';
import { type Clock, chinaDate, fileClock } from './clock.ts';
import { startControl } from './control/server.ts';
import { isDead, type Stores } from './deaths.ts';
import { type RunningDepartment, startDepartment } from './departments/server.ts';
import { openStore } from './departments/store.ts';
import { DEPARTMENTS } from './departments.ts';
import type { DepartmentLine, Environment } from './environment.ts';
import { startDelivery } from './feeds/nightly-delivery.ts';
import { accountsOf } from './identity/accounts.ts';
import { startIdentity } from './identity/server.ts';
import { type RunningMail, startMail } from './mail/server.ts';
import { openMailStore } from './mail/store.ts';
import { startService } from './services/run-service.ts';

export type Sandbox = {
  city: City;
  issuer: string;
  controlUrl: string;
  departments: readonly RunningDepartment[];
  mail: RunningMail;
  bank: RunningBank;
  close(): Promise<void>;
};

/** Starts the whole make-believe city: departments, identity platform, mail server, bank, control page. */
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
    'civil-affairs': storeOf(departments, 'civil-affairs'),
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
  const delivery = startDelivery(environment.FEEDS_FOLDER, stores['civil-affairs'], clock);
  const mail = await startMailServer(environment, clock);
  const bank = await startPayingBank(environment, city, clock);
  const control = await startControl({
    ...shared,
    departments,
    stores,
    delivery,
    mail,
    bank,
    clock,
    port: environment.CONTROL_PORT,
  });
  return {
    city,
    issuer: identity.issuer,
    controlUrl: control.url,
    departments,
    mail,
    bank,
    async close() {
      await Promise.all([
        delivery.stop(),
        identity.close(),
        control.close(),
        mail.close(),
        bank.close(),
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
  const portalKeys = publishedKeys(environment.PORTAL_URL);
  return Promise.all(
    DEPARTMENTS.map((department) => {
      const line = lines.find((candidate) => candidate.id === department.id);
      if (!line) throw new RangeError(`no port and secret for ${department.id}`);
      const database = openStore(environment.SANDBOX_DATA, department, city);
      if ('view' in department)
        return startArchive({
          department,
          database,
          city: city.fingerprint,
          url: environment.ARCHIVE_URL,
        });
      if ('service' in department)
        return startService({ department, database, port: line.port, secret: line.secret, clock });
      const key = signingKey(JSON.parse(line.key));
      return startDepartment({ department, database, port: line.port, key, portalKeys, clock });
    }),
  );
}

function startMailServer(environment: Environment, clock: Clock): Promise<RunningMail> {
  const store = openMailStore(environment.SANDBOX_DATA);
  return startMail({ store, port: environment.MAIL_PORT, secret: environment.MAIL_PASSWORD, clock });
}

function startPayingBank(environment: Environment, city: City, clock: Clock): Promise<RunningBank> {
  const ledger = openBankLedger(environment.SANDBOX_DATA, city);
  return startBank({ ledger, port: environment.BANK_PORT, secret: environment.BANK_SECRET, clock });
}

function storeOf(departments: readonly RunningDepartment[], id: string) {
  const found = departments.find((running) => running.department.id === id);
  if (!found) throw new RangeError(`no department ${id}`);
  return found.database;
}
