import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findBrowser } from '#start/browser.ts';
import { findChineseFont } from '#start/font.ts';
import { type Control, controlAt } from './demo/control.ts';
import { play } from './demo/play.ts';
import { freshPlayer, type Player, playableStories, storyPlayer } from './demo/player.ts';
import { isAsExpected, report } from './demo/report.ts';
import { enter } from './demo/resident.ts';
import { raiseStage, type Stage, say } from './demo/stage.ts';
import { testEnvironment } from './environment.ts';

const project = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');
const { env } = process;
env.PORTAL_URL ||= `http://localhost:${env.PORT || 3000}`;
env.CONTROL_URL ||= `http://localhost:${env.CONTROL_PORT || 3021}`;
const { PORTAL_URL, CONTROL_URL, CHROMIUM_ARGS } = testEnvironment();
const story = process.argv[2] ?? 'daughter';

/** A demonstration that cannot begin: one sentence that says what to do. */
class CannotPlay extends Error {}

async function requireAnswer(url: string): Promise<void> {
  const isUp = await fetch(url, { signal: AbortSignal.timeout(10_000) }).then(
    ({ ok }) => ok,
    () => false,
  );
  if (isUp) return;
  throw new CannotPlay(
    `Nothing answers at ${url}: run npm start in another window and wait for “Ready”, or set PORTAL_URL and CONTROL_URL.`,
  );
}

async function findStory(control: Control): Promise<Player> {
  const personas = await control.listPersonas();
  const playable = playableStories(personas);
  const chosen = playable.find(({ key }) => key === story);
  if (chosen) return storyPlayer(chosen);
  const isKnown = personas.some(({ key }) => key === story);
  const problem = isKnown ? `The story ${story} needs a person's judgement` : `There is no story ${story}`;
  throw new CannotPlay(`${problem}: choose one of ${playable.map(({ key }) => key).join(', ')}.`);
}

async function raise(): Promise<Stage> {
  const tools = join(project, 'node_modules/.cache/mianzheng');
  const browser = await findBrowser(project, join(tools, 'chromium'), env);
  if (browser === undefined) throw new CannotPlay('No browser was found: set CHROMIUM_PATH.');
  const time = new Date().toISOString().slice(0, 19).replaceAll(/[-:]/g, '');
  return raiseStage({
    portal: PORTAL_URL,
    folder: join(env.STATE_FOLDER || join(project, '.data'), 'demo', `${story}-${time}`),
    browser: browser.path,
    args: CHROMIUM_ARGS,
    fontConfig: findChineseFont(project, join(tools, 'font'))?.configFile,
    headed: env.DEMO_HEADED === '1',
  });
}

/** Signs the story's own claimant in; where she has filed already, somebody else's parent dies now. */
async function cast(control: Control, stage: Stage) {
  const player = await findStory(control);
  stage.tell(`${player.name} signs in: ${player.title}`);
  const page = await stage.open();
  if (!(await enter(page, player, stage))) return { player, page };
  const fresh = await freshPlayer(control, Number(env.SANDBOX_RESIDENTS || 2000));
  if (fresh === undefined) {
    throw new CannotPlay(
      `The story ${story} has been played and nobody else can be found: set SANDBOX_RESIDENTS as at npm start, or begin with another STATE_FOLDER.`,
    );
  }
  stage.tell(`the story ${story} has been played; instead ${fresh.name} signs in: ${fresh.title}`);
  const other = await stage.open();
  await enter(other, fresh, stage);
  return { player: fresh, page: other };
}

async function run(): Promise<boolean> {
  for (const url of [`${PORTAL_URL}/healthz`, `${CONTROL_URL}/control/clock`]) await requireAnswer(url);
  const control = controlAt(CONTROL_URL);
  const stage = await raise();
  try {
    const { player, page } = await cast(control, stage);
    const seen = await play(page, player, control, stage);
    for (const line of report(seen)) say(line);
    say(`Pictures: ${stage.folder}`);
    return isAsExpected(seen);
  } finally {
    await stage.close();
  }
}

try {
  const isGood = await run();
  say(isGood ? 'Everything came out as it should.' : 'NOT everything came out as it should.');
  process.exitCode = isGood ? 0 : 1;
} catch (error) {
  console.error(error instanceof CannotPlay ? error.message : error);
  process.exitCode = 1;
}
