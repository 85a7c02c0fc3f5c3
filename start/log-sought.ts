import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { buildCity } from '#sandbox/city/city.ts';
import type { Person } from '#sandbox/city/person.ts';
import { findEmail } from '#sandbox/identity/email.ts';
import { STAFF } from '#sandbox/identity/staff.ts';
import type { Sought } from './log-scan.ts';

const sought = (kind: string, text: string | null | undefined, alone = false): Sought[] =>
  text ? [{ kind, text, alone }] : [];

/** What there is to know about everybody in the make-believe city, and what its staff sign in with. */
export function listCityData(residents: number): Sought[] {
  const { people, households } = buildCity(residents);
  return distinct([
    ...people.flatMap(personData),
    ...households.flatMap(({ address }) => sought('address', address)),
    ...STAFF.flatMap(({ password, otpSecret }) => [
      ...sought('staff password', password),
      ...sought('staff one-time secret', otpSecret),
    ]),
  ]);
}

function personData(person: Person): Sought[] {
  const { name, formerName, heldNames, idNumber, card } = person;
  const names = [name, formerName, ...Object.values(heldNames)];
  return [
    ...sought('identity number', idNumber),
    ...sought('identity number of 15 digits', oldNumber(idNumber)),
    ...sought('bank card number', card),
    ...sought('e-mail address', findEmail(person)),
    ...names.flatMap((text) => sought('name', text, [...(text ?? '')].length < 3)),
  ];
}

/** As it stood until 1999 (GB 11643-1989): the year in two digits, no check character. */
function oldNumber(idNumber: string): string | undefined {
  const isOfThatTime = /^.{6}(18|19)/.test(idNumber);
  return isOfThatTime ? idNumber.slice(0, 6) + idNumber.slice(8, 17) : undefined;
}

/** Every secret that an installation drew, by the state folder that holds them. */
export function listInstallationSecrets(stateFolder: string): Sought[] {
  const file = join(stateFolder, 'secrets.json');
  if (!existsSync(file)) return [];
  return leavesOf(JSON.parse(readFileSync(file, 'utf8'))).flatMap((text) =>
    sought('secret of the installation', text),
  );
}

const SessionFile = z.object({ session: z.string().min(16) });

/** The sessions that browser tests have left beside their results; those of other tests show only as traces. */
export function listSessions(resultsFolder: string): Sought[] {
  return globSync('**/tour-*.json', { cwd: resultsFolder }).flatMap((name) => {
    const found = SessionFile.safeParse(JSON.parse(readFileSync(join(resultsFolder, name), 'utf8')));
    return found.success ? sought('session token', found.data.session) : [];
  });
}

function leavesOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leavesOf) : [];
}

function distinct(list: readonly Sought[]): Sought[] {
  return [...new Map(list.map((entry) => [`${entry.kind} ${entry.text}`, entry])).values()];
}
