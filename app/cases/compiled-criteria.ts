import 'server-only';
import { evidenceTypes } from '#catalogue/index.ts';
import { type CompiledCriterion, compileService } from '#domain/rules.ts';
import type { ServiceDefinition } from '#domain/service.ts';

const known = new Map<string, readonly CompiledCriterion[]>();

/** Which facts each criterion of a definition reads. Compiled once per process: versions are immutable. */
export function compiledCriteria(definition: ServiceDefinition): readonly CompiledCriterion[] {
  const key = `${definition.id}@${definition.version}`;
  const found = known.get(key) ?? compileService(definition, evidenceTypes).criteria;
  known.set(key, found);
  return found;
}
