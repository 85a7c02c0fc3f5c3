import { deleteDraft } from '#db/connector-versions.ts';
import type { Tx } from '#db/with-tx.ts';
import type { ConnectorId } from '#domain/ids.ts';
import type { Actor } from '#domain/permission.ts';
import { VerbError } from '../problems.ts';
import { compose, typedInSteps } from './compose.ts';
import type { Draft, Typed } from './draft.ts';
import { type DraftView, keepDraft, takeDraft } from './draft-version.ts';
import { withoutPrivateKeys } from './private-keys.ts';

/**
 * Keeps what was typed in one step, also what cannot be taken yet, but no private key.
 * @throws VerbError not_found, not_permitted, or not_allowed where the whole document was written by hand: a step would
 * throw away what it has no field for
 */
export async function saveDraftStep(
  tx: Tx,
  actor: Actor,
  now: Date,
  connector: ConnectorId,
  typed: Typed,
): Promise<DraftView> {
  const { officer, view } = await takeDraft(tx, actor, connector);
  if (view.draft.document !== null) throw new VerbError('not_allowed');
  const all: Record<string, string> = { ...view.draft.typed, ...typed };
  if (typed.keys !== undefined) all.keys = withoutPrivateKeys(typed.keys);
  const draft: Draft = { ...view.draft, typed: all };
  await keepDraft(tx, officer, now, connector, draft);
  return { ...view, draft, composed: compose(draft, view.plan) };
}

/** Keeps a whole document as it was written by hand, but no private key. @throws VerbError not_found or not_permitted */
export async function saveDraftDocument(
  tx: Tx,
  actor: Actor,
  now: Date,
  connector: ConnectorId,
  document: string,
): Promise<DraftView> {
  const { officer, view } = await takeDraft(tx, actor, connector);
  const draft: Draft = { ...view.draft, document: withoutPrivateKeys(document) };
  await keepDraft(tx, officer, now, connector, draft);
  return { ...view, draft, composed: compose(draft, view.plan) };
}

/**
 * Gives up the document as text, because somebody has said so, and goes on in the steps: they show of it what they have
 * fields for; of a document that cannot be read yet they show nothing, but what was typed before.
 * @throws VerbError not_found or not_permitted
 */
export async function returnToSteps(
  tx: Tx,
  actor: Actor,
  now: Date,
  connector: ConnectorId,
): Promise<DraftView> {
  const { officer, view } = await takeDraft(tx, actor, connector);
  const { document } = view.composed;
  const draft: Draft =
    document === undefined ? { ...view.draft, document: null } : shownInSteps(view.draft, document);
  await keepDraft(tx, officer, now, connector, draft);
  return { ...view, draft, composed: compose(draft, view.plan) };
}

function shownInSteps(
  draft: Draft,
  { title, sources }: NonNullable<DraftView['composed']['document']>,
): Draft {
  const way = (sources.find(({ reach }) => reach.way === draft.way) ?? sources[0])?.reach.way ?? draft.way;
  return { title, way, kept: sources, typed: typedInSteps(way, sources), document: null };
}

/** Gives a draft up. @throws VerbError not_found or not_permitted */
export async function discardDraft(tx: Tx, actor: Actor, connector: ConnectorId): Promise<void> {
  await takeDraft(tx, actor, connector);
  await deleteDraft(tx, connector);
}
