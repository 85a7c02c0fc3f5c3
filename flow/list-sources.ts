import { getEvidenceType } from '#catalogue/index.ts';
import type { EvidenceType, Texts } from '#domain/evidence.ts';
import { type Claim, findRungBelow } from '#domain/ladder.ts';
import type { Requirement, Rung, ServiceDefinition } from '#domain/service.ts';

/** One question to one department, in words. */
export interface Source {
  department: Texts;
  title: Texts;
  fields: readonly { name: string; label: Texts; sensitive: boolean }[];
}

/** One thing that must be established, and who may be asked about it, in the order in which they are. */
export interface AskedRequirement {
  requirement: Requirement;
  sources: readonly Source[];
}

/**
 * Whom a service asks for what (个人信息保护法第十七条: tell before asking).
 * @param claim the answers, which decide the rungs of the ladders; without them every rung is listed
 */
export function listSources(service: ServiceDefinition, claim: Claim | undefined): AskedRequirement[] {
  return service.requirements.map((requirement) => {
    const rungs = claim === undefined ? requirement.ladder : listRungs(requirement, claim);
    return { requirement, sources: rungs.flatMap((rung) => sourceOf(rung) ?? []) };
  });
}

function listRungs(requirement: Requirement, claim: Claim): Rung[] {
  const rungs: Rung[] = [];
  let next = findRungBelow({ requirement, claim, rung: -1 });
  while (next !== undefined) {
    rungs.push(next.rung);
    next = findRungBelow({ requirement, claim, rung: next.index });
  }
  return rungs;
}

function sourceOf(rung: Rung): Source | undefined {
  if (rung.means !== 'data_share') return undefined;
  const evidence: EvidenceType = getEvidenceType(rung.evidence);
  const fields = evidence.fields.filter(({ name }) => rung.fields.includes(name));
  return {
    department: evidence.department,
    title: evidence.title,
    fields: fields.map(({ name, label, sensitive }) => ({ name, label, sensitive })),
  };
}
