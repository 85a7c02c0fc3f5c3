import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import { getEvidenceType } from '#catalogue/index.ts';
import { ConnectorDocument, Source, type SpecialFault, specialFaultOf, type Way } from '#domain/connector.ts';
import type { EvidenceType } from '#domain/evidence.ts';
import type { ConnectorId, DepartmentId } from '#domain/ids.ts';
import { type Draft, type DraftStep, evidenceOf, stepsOf, type Typed } from './draft.ts';
import { type DraftField, fieldsOf } from './draft-fields.ts';
import { findAt, printTyped, putAt, readTyped } from './draft-values.ts';
import { type DocumentProblem, readDocument } from './read-document.ts';
import { type SourceFault, sourceFaults } from './source-faults.ts';
import { titleOf, typeTitle } from './source-title.ts';

/** Why a field cannot be taken yet: nothing was typed, it is not what belongs there, it means nothing, or it never may. */
export type DraftFault = 'missing' | 'wrong' | SourceFault['kind'] | SpecialFault;
export type StepFaults = Readonly<Record<string, DraftFault>>;

/** What a draft comes to: a document, or what is still wrong with it, step by step or path by path. */
export interface Composed {
  document: ConnectorDocument | undefined;
  faults: Partial<Record<DraftStep, StepFaults>>;
  problems: readonly DocumentProblem[];
}

/** Whose document it becomes, and which version. */
export interface Plan {
  connector: ConnectorId;
  department: DepartmentId;
  version: number;
  offered: readonly EvidenceType[];
  /** The sources of the newest version. */
  known: readonly Source[];
}

/** Makes a document of what officers have typed. */
export function compose(draft: Draft, plan: Plan): Composed {
  if (draft.document !== null) {
    const { document, problems } = readDocument(draft.document, plan);
    return { document, faults: {}, problems };
  }
  const codes = evidenceOf(draft.typed).filter((code) => plan.offered.some((type) => type.code === code));
  if (codes.length === 0)
    return { document: undefined, faults: { evidence: { evidence: 'missing' } }, problems: [] };
  const made = codes.map((code) => composeSource(draft, plan, getEvidenceType(code)));
  const faults = merge(made.flatMap((each) => ('faults' in each ? [each.faults] : [])));
  if (Object.keys(faults).length > 0) return { document: undefined, faults, problems: [] };
  const added = made.flatMap((each) => ('source' in each ? [each.source] : []));
  const isAdded = draft.typed.mode === 'add';
  const kept = draft.kept.filter(({ id, evidence }) =>
    isAdded ? !added.some((each) => each.id === id) : !codes.includes(evidence),
  );
  const document = ConnectorDocument.parse({
    id: plan.connector,
    department: plan.department,
    title: draft.title,
    sources: [...kept, ...added],
  });
  return { document, faults: {}, problems: [] };
}

type Made = { source: Source } | { faults: Composed['faults'] };

function composeSource(draft: Draft, plan: Plan, type: EvidenceType): Made {
  const { way, typed } = draft;
  const raw: { [key: string]: unknown } = {
    id: `${type.code.toLowerCase()}-${plan.version}`,
    title: titleOf(draft, type),
    evidence: type.code,
    reach: { way },
    coverage: {},
    rows: null,
  };
  const steps = stepsOf(draft).map((step) => ({ step, fields: fieldsOf(step, way, typed, type) }));
  for (const { fields } of steps)
    for (const field of fields) {
      const kind = type.fields.find(({ name }) => name === field.about)?.kind;
      const value = readTyped(field.shape, typed[field.name], kind);
      if (value !== undefined) putAt(raw, field.at, value);
    }
  if (way === 'mapped' && typed.auth === 'none') putAt(raw, ['reach', 'auth'], { kind: 'none' });
  if (way !== 'native' && way !== 'desk') raw.rows = finishRows(raw.rows ?? {}, type);
  const parsed = Source.safeParse(raw);
  if (!parsed.success) return { faults: faultsOf(parsed.error, raw, steps) };
  const wrong = sourceFaults(parsed.data, type);
  if (wrong.length > 0) return { faults: merge(wrong.map((fault) => faultAt(fault, steps))) };
  return { source: withOldId(draft, plan, parsed.data) };
}

/** A source at the same door as before keeps its id, and with it its credential: no other door is shown what was typed for one. */
function withOldId({ kept, typed }: Draft, { known }: Plan, source: Source): Source {
  const others = new Set(kept.map(({ id }) => id));
  const mine = typed.mode === 'add' ? known.filter(({ id }) => !others.has(id)) : [...known, ...kept];
  const old = mine.find(
    (each) => each.evidence === source.evidence && isDeepStrictEqual(doorOf(each), doorOf(source)),
  );
  return old === undefined ? source : { ...source, id: old.id };
}

/** Where a source is, and as whom the portal comes. */
function doorOf({ reach }: Source): unknown {
  switch (reach.way) {
    case 'native':
      return [reach.url, reach.proves];
    case 'mapped':
      return [reach.url, reach.auth];
    case 'view':
      return [reach.host, reach.port, reach.database, reach.user];
    default:
      return reach.way;
  }
}

/** What follows from the columns: the keys that they can be matched by, and the kinds of the values. */
function finishRows(rows: unknown, type: EvidenceType): unknown {
  const persons = Array.from({ length: type.subjects }, (_, person) => {
    const column = (name: string) => findAt(rows, ['persons', `${person}`, name]) ?? null;
    const [idColumn, nameColumn, birthColumn] = [
      column('idColumn'),
      column('nameColumn'),
      column('birthColumn'),
    ];
    const keys = [
      ...(idColumn === null ? [] : ['id18', 'id15']),
      ...(nameColumn === null || birthColumn === null ? [] : ['name_birth']),
    ];
    return { idColumn, nameColumn, birthColumn, keys };
  });
  const fields = type.fields.flatMap(({ name, kind, optional }) => {
    const mapped = findAt(rows, ['fields', name]);
    const isTyped = typeof mapped === 'object' && mapped !== null && findAt(mapped, ['column']) !== undefined;
    return isTyped || !optional ? [[name, { ...(isTyped ? mapped : {}), kind }] as const] : [];
  });
  return { ...(typeof rows === 'object' ? rows : {}), persons, fields: Object.fromEntries(fields) };
}

function faultAt({ at, kind }: SourceFault, steps: readonly StepFields[]): Composed['faults'] {
  const { step = 'check', name = 'document' } = findField(at, steps) ?? {};
  return { [step]: { [name]: kind } };
}

type StepFields = { step: DraftStep; fields: readonly DraftField[] };

function faultsOf(error: z.ZodError, raw: unknown, steps: readonly StepFields[]): Composed['faults'] {
  const faults: Partial<Record<DraftStep, Record<string, DraftFault>>> = {};
  for (const issue of error.issues) {
    const at = issue.path.map(String);
    const found = findField(at, steps);
    const name = found?.name ?? 'document';
    const step = found?.step ?? 'check';
    const isMissing = at[1] === 'persons' || findAt(raw, at) === undefined;
    const special = specialFaultOf(issue);
    const known = faults[step]?.[name];
    if (special === undefined && known !== undefined) continue;
    faults[step] = { ...faults[step], [name]: special ?? (isMissing ? 'missing' : 'wrong') };
  }
  return faults;
}

/** The field that an issue is about: the one whose place is the longest beginning of the issue's path, or begins with it. */
function findField(
  path: readonly string[],
  steps: readonly StepFields[],
): { step: DraftStep; name: string } | undefined {
  const begins = (short: readonly string[], long: readonly string[]) =>
    short.every((key, index) => key === long[index]);
  const known = steps.flatMap(({ step, fields }) => fields.map(({ name, at }) => ({ step, name, at })));
  const holding = known.filter(({ at }) => begins(at, path)).toSorted((a, b) => b.at.length - a.at.length);
  const [found] = [...holding, ...known.filter(({ at }) => begins(path.slice(0, 3), at))];
  return found;
}

function merge(all: readonly Composed['faults'][]): Composed['faults'] {
  const merged: Partial<Record<DraftStep, StepFaults>> = {};
  for (const faults of all)
    for (const [step, found] of Object.entries(faults) as [DraftStep, StepFaults][])
      merged[step] = { ...merged[step], ...found };
  return merged;
}

/** What the steps show of sources: those that are reached like the first of this way, and one at a time unless they answer in facts. */
export function typedInSteps(way: Way, sources: readonly Source[]): Typed {
  const alike = sources.filter(({ reach }) => reach.way === way);
  const same = alike.filter(({ reach }) => isDeepStrictEqual(reach, alike[0]?.reach));
  return typedOf(way, way === 'native' ? same : same.slice(0, 1));
}

/** What would have been typed to make these sources, which are reached in the same way. */
export function typedOf(way: Way, sources: readonly Source[]): Typed {
  const [first] = sources;
  if (first === undefined) return {};
  const auth = first.reach.way === 'mapped' ? first.reach.auth.kind : 'none';
  const typed: Record<string, string> = {
    evidence: sources.map(({ evidence }) => evidence).join(','),
    mode: 'replace',
    auth,
  };
  const type = getEvidenceType(first.evidence);
  Object.assign(typed, typeTitle(first));
  for (const step of stepsOf({ way, typed, document: null }))
    for (const field of fieldsOf(step, way, typed, type))
      typed[field.name] = printTyped(field.shape, findAt(first, field.at));
  return typed;
}
