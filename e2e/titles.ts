import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const Spec = z.object({ title: z.string() });
type Suite = z.infer<typeof Spec> & { specs: z.infer<typeof Spec>[]; suites?: Suite[] | undefined };
const Suite: z.ZodType<Suite> = z.object({
  title: z.string(),
  specs: z.array(Spec),
  suites: z.lazy(() => z.array(Suite)).optional(),
});
const Listing = z.object({ suites: z.array(Suite) });

const project = fileURLToPath(new URL('..', import.meta.url));
const README = fileURLToPath(new URL('README.md', import.meta.url));

/** Any address does where tests are only listed; the list goes to stdout, also inside a run that writes a file. */
const LISTING_ENVIRONMENT = {
  PORTAL_URL: 'http://localhost',
  CONTROL_URL: 'http://localhost',
  PLAYWRIGHT_JSON_OUTPUT_FILE: undefined,
  PLAYWRIGHT_JSON_OUTPUT_NAME: undefined,
};

/** What the titles of all tests say together, as Markdown: the specification of the product. @throws Error if they cannot be listed */
export function specification(): string {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['node_modules/@playwright/test/cli.js', 'test', '--list', '--reporter=json'],
    { cwd: project, encoding: 'utf8', env: { ...process.env, ...LISTING_ENVIRONMENT } },
  );
  if (status !== 0) throw new Error(`the tests cannot be listed: ${stderr || stdout}`);
  const { suites } = Listing.parse(JSON.parse(stdout));
  const chapters = suites
    .toSorted((one, other) => one.title.localeCompare(other.title, 'en'))
    .map((suite) => `## ${chapterOf(suite.title)}\n\n${linesOf(suite).join('\n')}\n`);
  return `# What the portal does\n\nThe titles of the tests in this folder, made by \`node e2e/titles.ts\`.\n\n${chapters.join('\n')}`;
}

/** `without-javascript.spec.ts` as `Without javascript`. */
function chapterOf(file: string): string {
  const words = file.replace(/(\.city)?\.(spec|prepare)?\.?ts$/, '').replaceAll(/[-.]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function linesOf({ specs, suites = [] }: Suite, under = ''): string[] {
  return [
    ...specs.map(({ title }) => `- ${under}${title}`),
    ...suites.flatMap((inner) => linesOf(inner, `${under}${inner.title}: `)),
  ];
}

/** Where the specification stands. */
export const readmePath = README;

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(README, specification());
