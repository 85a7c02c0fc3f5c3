import type { JWK } from 'jose';
import { z } from 'zod';
import { findConnectorOf } from '#db/connector-versions.ts';
import { insertCredential } from '#db/connectors.ts';
import type { Tx } from '#db/with-tx.ts';
import type { ConnectorId } from '#domain/ids.ts';
import type { Actor } from '#domain/permission.ts';
import { sealCredential } from '../credentials.ts';
import { record } from '../ledger.ts';
import { newId } from '../new-id.ts';
import { VerbError } from '../problems.ts';
import { requireOfficer } from './officer.ts';

/**
 * Also a private key in PEM. Spaces stay, since a password may begin with one; line breaks at the end came with the clipboard.
 */
export const Credential = z
  .string()
  .transform((typed) => typed.replace(/[\r\n]+$/, ''))
  .pipe(z.string().min(1).max(8000));

/** A credential as it was typed, for the sources that use it, and the public key of the broker that it is sealed to. */
export interface CredentialToSet {
  slots: readonly string[];
  credential: string;
  sealTo: JWK;
}

/**
 * Sets the credential of sources: nobody can read it back here. It counts from the
 * next question on.
 * @throws VerbError not_found for another department's connector, or not_permitted
 */
export async function setCredential(
  tx: Tx,
  actor: Actor,
  now: Date,
  connector: ConnectorId,
  { slots, credential, sealTo }: CredentialToSet,
): Promise<void> {
  const officer = requireOfficer(actor, 'connect:connector:department');
  if ((await findConnectorOf(tx, officer.department, connector)) === undefined)
    throw new VerbError('not_found');
  for (const slot of slots) {
    const sealed = await sealCredential(sealTo, credential);
    const id = newId(z.string(), 'cred', now);
    await insertCredential(tx, { id, connector, slot, sealed, setBy: officer.id, setAt: now });
  }
  await record(tx, now, [
    { kind: 'credential.set', actor: officer.id, refs: { connector, slots: [...slots] } },
  ]);
}
