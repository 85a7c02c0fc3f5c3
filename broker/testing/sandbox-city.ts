import { CitizenId } from '#domain/citizen-id.ts';
import type { ApplicationId } from '#domain/ids.ts';
import { addResident, fileAll, type Resident, type TestCity } from '#flow/testing/city.ts';
import type { Story } from '#sandbox/city/cast/story.ts';
import type { RunningDepartment } from '#sandbox/departments/server.ts';
import { behaviour, city as sandboxCity } from '#sandbox/departments/testing.ts';
import { DEPARTMENTS } from '#sandbox/departments.ts';
import { openPlug, runAny, toolsOf } from '#sandbox/testing/plugged.ts';
import type { ConnectorRegistry } from '../registry.ts';
import { openSandboxFeeds, type SandboxFeeds } from './sandbox-feeds.ts';

/** The make-believe city's departments as real servers, all answering at once. */
export interface SandboxDepartments {
  registry: ConnectorRegistry;
  get(id: string): RunningDepartment;
  close(): Promise<void>;
}

/**
 * @param clock of the broker; the departments go by the same, as on one machine
 * @param city whose database takes the funeral homes' files
 */
export async function openSandboxDepartments(clock: () => Date, city: TestCity): Promise<SandboxDepartments> {
  const time = { now: clock, offsetMs: () => 0, move: () => {} };
  const running = await Promise.all(DEPARTMENTS.map((department) => runAny(department, time)));
  await Promise.all(running.map((department) => department.behave(behaviour({ byHandMs: 0 }))));
  const get = (id: string) => {
    const found = running.find(({ department }) => department.id === id);
    if (found === undefined) throw new Error(`no department ${id}`);
    return found;
  };
  const feeds = await openSandboxFeeds(city, get('civil-affairs').database, clock);
  return {
    registry: registryOfPlugs(running, feeds, clock),
    get,
    async close() {
      await Promise.all(running.map((department) => department.close()));
    },
  };
}

/** Every department by the way in which the city's own list plugs it in. */
function registryOfPlugs(
  running: readonly RunningDepartment[],
  { plugged: files }: SandboxFeeds,
  clock: () => Date,
): ConnectorRegistry {
  const plugged = new Map(
    running.map((department) => {
      const plug = openPlug(department, toolsOf(clock));
      return [plug.connector.id, plug] as const;
    }),
  );
  plugged.set(files.connector.id, files);
  return {
    get: (id) => plugged.get(id),
    list: () => [...plugged.values()],
    refresh: async () => undefined,
  };
}

/** What a claimant answers on the form. */
const RELATION = {
  child: 'child',
  step_child: 'child',
  spouse: 'spouse',
  former_spouse: 'spouse',
  child_in_law: 'other',
  parent: 'parent',
} as const satisfies Record<Story['kinship'], string>;

/** A written story of the make-believe city. */
export function storyOf(key: string): Story {
  const story = sandboxCity.stories.find((each) => each.key === key);
  if (story === undefined) throw new Error(`no story ${key}`);
  return story;
}

export type FiledStory = { actor: Resident; id: ApplicationId };

/** Files for a written story, as its claimant would. */
export async function fileStory(city: TestCity, story: Story, now: Date): Promise<FiledStory> {
  const claimant = sandboxCity.get(story.claimant);
  const deceased = sandboxCity.get(story.deceased);
  const actor = await addResident(city, CitizenId.parse(claimant.idNumber), claimant.name);
  const id = await fileAll(city, actor, now, {
    whom: { deceasedName: deceased.name, deceasedIdNumber: deceased.idNumber },
    relation: { relation: RELATION[story.kinship] },
    'funeral-fund': { funeralFund: 'PENSION' },
    account: { account: claimant.card ?? '' },
  });
  return { actor, id };
}
