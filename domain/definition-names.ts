import { DefinitionError } from './definition-error.ts';
import type { EvidenceType, FieldKind } from './evidence.ts';
import type { Requirement, Rung, ServiceDefinition } from './service.ts';

/** The fields of a requirement's value, with the kind by which the rules read each. */
export type FieldKinds = Readonly<Record<string, FieldKind>>;

/** What a kinship reading establishes instead of the fields that were asked. */
const KINSHIP: FieldKinds = { relation: 'code', near: 'yes_no', certainty: 'code' };

/**
 * Which fields the rules may read of a requirement: those that any rung of its ladder can establish.
 * @throws DefinitionError where a rung and its evidence type do not fit each other
 */
export function fieldsOf(requirement: Requirement, evidenceTypes: readonly EvidenceType[]): FieldKinds {
  const fields: Record<string, FieldKind> = {};
  for (const [index, rung] of requirement.ladder.entries()) {
    const place = `requirements.${requirement.id}.ladder.${index}`;
    for (const [name, kind] of Object.entries(fieldsOfRung(rung, requirement, evidenceTypes, place))) {
      if (fields[name] !== undefined && fields[name] !== kind && rung.means === 'data_share') {
        throw new DefinitionError(place, `${name} is ${kind} here and ${fields[name]} on a rung above`);
      }
      fields[name] ??= kind;
    }
  }
  return fields;
}

function fieldsOfRung(
  rung: Rung,
  requirement: Requirement,
  evidenceTypes: readonly EvidenceType[],
  place: string,
): FieldKinds {
  if (rung.means === 'commitment') {
    return Object.fromEntries(
      Object.keys(rung.establishes).map((name): [string, FieldKind] => [name, 'text']),
    );
  }
  const evidence = evidenceTypes.find((type) => type.code === rung.evidence);
  if (evidence === undefined) throw new DefinitionError(place, `no evidence type ${rung.evidence}`);
  if (evidence.subjects !== requirement.subjects.length) {
    throw new DefinitionError(place, `${rung.evidence} is about ${evidence.subjects} person(s)`);
  }
  const asked = rung.fields.map((name): [string, FieldKind] => {
    const field = evidence.fields.find((candidate) => candidate.name === name);
    if (field === undefined) throw new DefinitionError(place, `${rung.evidence} has no field ${name}`);
    return [name, field.kind];
  });
  return rung.reading === 'plain' ? Object.fromEntries(asked) : KINSHIP;
}

/** Every question id of the form. */
export function claimFields(definition: ServiceDefinition): ReadonlySet<string> {
  return new Set(definition.pages.flatMap((page) => page.fields.map((field) => field.id)));
}
