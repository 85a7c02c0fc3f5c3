import type { FieldMapping, Source } from '#domain/connector.ts';

type Mapping = NonNullable<Source['rows']>;

/**
 * Fields that a source may map beside those of its evidence type. They serve to tell persons apart and to notice what cannot
 * be; they never leave as values unless the question asks for them.
 */
export type WellKnownField =
  | 'birthDate'
  | 'sex'
  | 'deathDate'
  | 'cancelledForDeath'
  | 'active'
  | 'lastPaidMonth'
  | 'parentBirthDate'
  | 'parentDeathDate'
  | 'formerName'
  | 'renamedOn'
  | 'formerIdNumber'
  | 'formerIdEvidence'
  | 'householdNo'
  | 'householdKind'
  | 'householdPersons'
  | 'householdCount'
  | 'headIdNumber'
  | 'headDeathDate';

export function findMapping(mapping: Mapping, name: string): FieldMapping | undefined {
  return Object.hasOwn(mapping.fields, name) ? mapping.fields[name] : undefined;
}
