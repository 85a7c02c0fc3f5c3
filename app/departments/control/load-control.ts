import 'server-only';
import { notFound } from 'next/navigation';
import { getLocale } from 'next-intl/server';
import type { Tx } from '#db/with-tx.ts';
import { civilDateAt } from '#domain/dates.ts';
import { ConnectorId } from '#domain/ids.ts';
import type { DepartmentPermission } from '#domain/permission.ts';
import { type Officer, requireOfficer } from '#flow/connectors/officer.ts';
import { type Names, readNames } from '#flow/control/names.ts';
import { authOrSignIn } from '../../auth/auth.ts';
import { read } from '../../read.ts';
import { type SayNames, sayNames } from './say-names.ts';

/** What a page of the console has read, with the names of what it shows. */
export interface Loaded<T> {
  data: T;
  names: SayNames;
  raw: Names;
  now: Date;
  officer: Officer;
}

/**
 * Reads a page of a department's console for the officer who has signed in; whoever is none finds no such page.
 * @param path the page's own address, to come back to after signing in
 */
export async function loadControl<T>(
  path: string,
  permission: DepartmentPermission,
  verb: (tx: Tx, officer: Officer, now: Date) => Promise<T>,
): Promise<Loaded<T>> {
  const actor = await authOrSignIn(path);
  const locale = await getLocale();
  return read(actor, async (tx, now) => {
    const officer = requireOfficer(actor, permission);
    const data = await verb(tx, officer, now);
    const raw = await readNames(tx, officer.department, civilDateAt(now));
    return { data, names: sayNames(raw, locale), raw, now, officer };
  });
}

/** The connector in an address; whatever is none leads nowhere. */
export function connectorOf(text: string): ConnectorId {
  const parsed = ConnectorId.safeParse(text);
  return parsed.success ? parsed.data : notFound();
}
