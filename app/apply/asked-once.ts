import type { Texts } from '#domain/evidence.ts';
import type { Claim } from '#domain/ladder.ts';
import type { Requirement, ServiceDefinition } from '#domain/service.ts';
import { listSources, type Source } from '#flow/list-sources.ts';

/** What one or several services want to know for the same reason, on the same clause. */
export interface Purpose {
  purpose: Texts;
  citation: string;
  services: readonly Texts[];
}

/** One thing that an application must establish; a department is asked about it once, for every service that needs it. */
export interface AskedOnce {
  key: string;
  title: Texts;
  /** In the order in which they are asked; fields that any of the services needs. */
  sources: readonly Source[];
  purposes: readonly Purpose[];
  /** The services that need it, by their short titles, in the order of the bundle. */
  services: readonly Texts[];
  /** Papers that nobody has to bring. */
  papers: readonly Texts[];
}

/**
 * Whom an application asks for what, over all its services (个人信息保护法第十七条: tell before asking).
 * @param claim the answers, which decide the rungs of the ladders; without them every rung is listed
 */
export function listAskedOnce(services: readonly ServiceDefinition[], claim: Claim | undefined): AskedOnce[] {
  const found = new Map<string, AskedOnce>();
  for (const service of services) {
    for (const { requirement, sources } of listSources(service, claim)) {
      if (sources.length === 0) continue;
      const key = keyOf(requirement);
      found.set(key, joined(found.get(key), key, service.shortTitle, requirement, sources));
    }
  }
  return [...found.values()];
}

/** The same registers about the same persons. */
function keyOf({ id, ladder, subjects }: Requirement): string {
  const codes = ladder.flatMap((rung) => (rung.means === 'data_share' ? [rung.evidence] : []));
  return [id, ...codes, ...subjects].join(' ');
}

function joined(
  known: AskedOnce | undefined,
  key: string,
  service: Texts,
  requirement: Requirement,
  sources: readonly Source[],
): AskedOnce {
  const { title, purpose, legalBasis, paperSpared } = requirement;
  const { citation } = legalBasis;
  const purposes = known?.purposes ?? [];
  const isSame = (other: Purpose) =>
    other.purpose['zh-CN'] === purpose['zh-CN'] && other.citation === citation;
  const more = purposes.some(isSame)
    ? purposes.map((each) => (isSame(each) ? { ...each, services: [...each.services, service] } : each))
    : [...purposes, { purpose, citation, services: [service] }];
  const papers = known?.papers ?? [];
  const isNew = paperSpared && !papers.some((paper) => paper['zh-CN'] === paperSpared['zh-CN']);
  return {
    key,
    title,
    sources: known === undefined ? sources : withFields(known.sources, sources),
    purposes: more,
    services: [...(known?.services ?? []), service],
    papers: isNew ? [...papers, paperSpared] : papers,
  };
}

function withFields(known: readonly Source[], added: readonly Source[]): Source[] {
  const titleOf = (source: Source) => source.title['zh-CN'];
  const fresh = added.filter((source) => !known.some((each) => titleOf(each) === titleOf(source)));
  const merged = known.map((source) => {
    const fields = added.find((each) => titleOf(each) === titleOf(source))?.fields ?? [];
    const others = fields.filter(({ name }) => !source.fields.some((field) => field.name === name));
    return { ...source, fields: [...source.fields, ...others] };
  });
  return [...merged, ...fresh];
}
