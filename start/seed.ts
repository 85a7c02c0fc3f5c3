import { existsSync } from 'node:fs';
import { z } from 'zod';
import { openClock } from '#flow/clock.ts';
import { seedReferenceData } from '#flow/seed.ts';

// Run by the start after the migrations, in a process of its own, with the environment of `seedEnvironment`.
const Environment = z.object({
  DATABASE_URL: z.string(),
  CLOCK_FILE: z.string(),
  /** Areas, figures, connectors and first grants of the place; the make-believe city's unless told otherwise. */
  REFERENCE_FOLDER: z.string(),
});
const { DATABASE_URL, CLOCK_FILE, REFERENCE_FOLDER } = Environment.parse(process.env);
if (existsSync(REFERENCE_FOLDER))
  await seedReferenceData(DATABASE_URL, REFERENCE_FOLDER, openClock(CLOCK_FILE)());
