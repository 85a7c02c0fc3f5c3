import 'server-only';
import { notFound } from 'next/navigation';
import { ConnectorId } from '#domain/ids.ts';
import type { Actor } from '#domain/permission.ts';
import { type DraftView, readDraft } from '#flow/connectors/draft-version.ts';
import { authOrSignIn } from '../auth/auth.ts';
import { read } from '../read.ts';
import { stepPath } from './paths.ts';

/** The draft of one of the connectors of the signed-in officer's department. */
export async function loadDraft(
  connector: string,
  step: Parameters<typeof stepPath>[1],
): Promise<{ actor: Actor; view: DraftView }> {
  const id = ConnectorId.safeParse(connector);
  if (!id.success) notFound();
  const actor = await authOrSignIn(stepPath(id.data, step));
  return { actor, view: await read(actor, (tx) => readDraft(tx, actor, id.data)) };
}
