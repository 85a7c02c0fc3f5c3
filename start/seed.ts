import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { openClock } from '#flow/clock.ts';
import { Plug, seedPlugs, seedReferenceData } from '#flow/seed.ts';

// Run by the start after the migrations, in a process of its own, with the environment of `seedEnvironment`.
const Environment = z.object({
  DATABASE_URL: z.string(),
  CLOCK_FILE: z.string(),
  /** Areas, figures, connectors and first grants of the place; the make-believe city's unless told otherwise. */
  REFERENCE_FOLDER: z.string(),
  /** The place's own connectors with their credentials. */
  CONNECTORS_FILE: z.string(),
  /** The broker's public key, to which the credentials are sealed: a JSON Web Key. */
  SEALING_PUBLIC_KEY: z.string(),
});
const environment = Environment.parse(process.env);
const now = openClock(environment.CLOCK_FILE)();
if (existsSync(environment.REFERENCE_FOLDER)) {
  await seedReferenceData(environment.DATABASE_URL, environment.REFERENCE_FOLDER, now);
  const plugs = z.array(Plug).parse(JSON.parse(readFileSync(environment.CONNECTORS_FILE, 'utf8')));
  const key = z.looseObject({ kid: z.string() }).parse(JSON.parse(environment.SEALING_PUBLIC_KEY));
  await seedPlugs(environment.DATABASE_URL, plugs, key, now);
}
