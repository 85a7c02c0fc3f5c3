import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { openConnector } from '#connectors/open-connector.ts';
import { ConnectorDocument } from '#domain/connector.ts';
import { openFeeds } from '#flow/feeds.ts';
import { seedPlugs } from '#flow/seed.ts';
import type { TestCity } from '#flow/testing/city.ts';
import { deliverFiles } from '#sandbox/feeds/deliver-files.ts';
import { funeralHomesPlug } from '#sandbox/plugs/funeral-homes.ts';
import { openFeedFolder } from '../feeds.ts';
import type { Plugged } from '../registry.ts';

/** The funeral homes' connector on a test city's database, its files of tonight delivered and taken. */
export interface SandboxFeeds {
  plugged: Plugged;
  /** Delivers the files again and takes them, as it happens after midnight. */
  deliver(): Promise<void>;
}

/** @param bureau the store of the department of civil affairs, whose sheets the homes send in */
export async function openSandboxFeeds(
  city: TestCity,
  bureau: DatabaseSync,
  clock: () => Date,
): Promise<SandboxFeeds> {
  const plug = funeralHomesPlug();
  const document = ConnectorDocument.parse(plug.document);
  const key = z.looseObject({ kid: z.string() }).parse(JSON.parse(process.env.SEALING_PUBLIC_KEY ?? ''));
  await seedPlugs(city.database.url('mz_migrator'), [{ document, credentials: {} }], key, clock());
  const feeds = {
    plugged: {
      connector: openConnector(document, new Map(), { clock, feeds: openFeeds(city.broker, clock) }),
      document,
      credentials: new Map<string, string>(),
    },
    async deliver() {
      const folder = mkdtempSync(join(tmpdir(), 'mianzheng-feeds-'));
      const look = openFeedFolder({ pool: city.broker, clock, folder });
      await deliverFiles(folder, bureau, clock());
      await look();
      await look();
      rmSync(folder, { recursive: true });
    },
  };
  await feeds.deliver();
  return feeds;
}
