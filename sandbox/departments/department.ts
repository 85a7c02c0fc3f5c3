import type { DatabaseSync } from 'node:sqlite';
import type { z } from 'zod';
import type { VerifyReply, VerifyRequest } from '#connectors/protocol.ts';
import type { City } from '../city/city.ts';
import type { DepartmentId } from '../city/person.ts';

/** What a department says, in the wire protocol's own words. */
export type Said = z.input<typeof VerifyReply>['answer'];

/** A question as it reaches the department's own code. */
export type Ask = Pick<VerifyRequest, 'evidence' | 'fields' | 'subjects' | 'given'>;

/** `byHand`: an officer must look into a paper file first, so the answer comes later. */
export type Found = { said: Said; byHand: boolean };

/** What every department has, however it is reached: its own store, in its own shape. */
export type Register = {
  id: DepartmentId;
  /** The department's own name. */
  name: string;
  /** What it answers: about how many persons, which fields, which values must be given along. */
  evidence: Readonly<
    Record<string, { subjects: 1 | 2; fields: readonly string[]; given?: readonly string[] }>
  >;
  /** Whether its gate holds callers to `Behaviour.dailyLimit` questions a civil day. */
  countsCalls?: boolean;
  schema: string;
  /** Fills an empty store from the city. */
  fill(database: DatabaseSync, city: City): void;
};

/** A department that speaks the wire protocol: the connector that turns records into honest answers is its own. */
export type Department = Register & {
  answer(database: DatabaseSync, ask: Ask, now: Date): Found;
};

type Provenance = Omit<Extract<Said, { kind: 'no_record' }>, 'kind'>;
type Fields = Extract<Said, { kind: 'confirmed' }>['fields'];

/** Gives only the fields that were asked for. */
export function confirmed(ask: Ask, fields: Fields, provenance: Provenance): Found {
  const asked = Object.fromEntries(Object.entries(fields).filter(([name]) => ask.fields.includes(name)));
  return { said: { kind: 'confirmed', fields: asked, ...provenance }, byHand: false };
}

export function contradicted(ask: Ask, fields: Fields, provenance: Provenance): Found {
  const asked = Object.fromEntries(Object.entries(fields).filter(([name]) => ask.fields.includes(name)));
  return { said: { kind: 'contradicted', fields: asked, ...provenance }, byHand: false };
}

export function noRecord(provenance: Provenance): Found {
  return { said: { kind: 'no_record', ...provenance }, byHand: false };
}

export function ambiguous(candidates: number, reason: string, provenance: Provenance): Found {
  return { said: { kind: 'ambiguous', candidates, reason, ...provenance }, byHand: false };
}

/** A text column of a row; absent and NULL are the empty text. */
export function text(row: Record<string, unknown>, column: string): string {
  const value = row[column];
  return value === null || value === undefined ? '' : String(value);
}
