import { isDeepStrictEqual } from 'node:util';
import { evidenceTypes } from '#catalogue/index.ts';
import type { DraftRow } from '#db/connector-versions.ts';
import type { ConnectorVersionRow } from '#db/connectors.ts';
import { ConnectorDocument, Source, type Way } from '#domain/connector.ts';
import type { EvidenceType } from '#domain/evidence.ts';
import type { ConnectorId, DepartmentId } from '#domain/ids.ts';
import { compose, type Plan, typedInSteps } from './compose.ts';
import { Draft } from './draft.ts';
import { withoutPrivateKeys } from './private-keys.ts';

/** The evidence types that a department may vouch for, as the catalogue says. */
function offeredBy(own: readonly ConnectorId[]): EvidenceType[] {
  return evidenceTypes.filter((type) => type.connectors.some((id) => own.includes(id)));
}

/** A version's document with what the schema has come to say by default, as a draft of its successor would have it. */
export function inPresentForm(document: ConnectorDocument): ConnectorDocument {
  return ConnectorDocument.safeParse(document).data ?? document;
}

/** What a draft of a connector comes to be a version of. @param newest its newest version @param own all of the department's */
export function planOf(
  connector: ConnectorId,
  department: DepartmentId,
  newest: ConnectorVersionRow | undefined,
  own: readonly ConnectorId[],
): Plan {
  return {
    connector,
    department,
    version: (newest?.version ?? 0) + 1,
    offered: offeredBy(own),
    known: newest === undefined ? [] : inPresentForm(newest.document).sources,
  };
}

/** Whether a draft says something that no version says yet: what was made of it says the same, and it waits for nobody. */
export function isUnfinished(
  { draft, connector, department }: DraftRow,
  newest: ConnectorVersionRow | undefined,
  own: readonly ConnectorId[],
): boolean {
  const found = Draft.safeParse(draft);
  if (!found.success) return true;
  const { document } = compose(found.data, planOf(connector, department, newest, own));
  const said = newest && inPresentForm(newest.document);
  return document === undefined || !isDeepStrictEqual(document, said);
}

/**
 * The draft of a document's next version: in steps where they say everything that the document says, else with the document
 * as a text, since the steps would lose what they have no field for. A way of joining that the document has not begins anew.
 */
export function draftOf(base: ConnectorDocument, way: Way, plan: Plan): Draft {
  // What an earlier schema has taken and this one does not stands in the text, with what is wrong with it.
  const kept = base.sources.filter((source) => Source.safeParse(source).success);
  const { title } = base;
  const draft: Draft = { title, way, kept, typed: typedInSteps(way, kept), document: null };
  if (!base.sources.some(({ reach }) => reach.way === way)) return draft;
  const shown = compose(draft, plan).document;
  const isWhole = shown !== undefined && isDeepStrictEqual(inOrder(shown), inOrder(base));
  return isWhole ? draft : { ...draft, document: withoutPrivateKeys(JSON.stringify(base)) };
}

const inOrder = ({ sources, ...rest }: ConnectorDocument) => ({
  ...rest,
  sources: sources.toSorted((one, other) => one.id.localeCompare(other.id)),
});
