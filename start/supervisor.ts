import { type Child, type ChildSpec, startChild } from './child.ts';
import { failure } from './failure.ts';
import type { Print } from './output.ts';
import { backOff, waitUntil } from './waiting.ts';

export type ServiceSpec = ChildSpec & {
  /** A question that is true once the child serves; without it, the child's own message `ready` counts. */
  readonly isReady?: () => Promise<boolean>;
  readonly readyWithinSeconds: number;
};

export type Service = { readonly name: string; readonly stop: () => Promise<void> };

/** A child that has run this long was healthy: its next fall counts as the first. */
const HEALTHY_MS = 60_000;

/**
 * Starts a child, returns once it is ready, and from then on starts it again, ever more patiently, when it falls.
 * A child that falls before it was ready once is a StartFailure: it would only fall again.
 */
export async function superviseService(spec: ServiceSpec, print: Print): Promise<Service> {
  let stopping = false;
  let saidReady = false;
  const onMessage = (message: unknown) => {
    if (message === 'ready') saidReady = true;
    else spec.onMessage?.(message);
  };
  const launchable: ServiceSpec = spec.isReady ? spec : { ...spec, onMessage };
  const isReady = spec.isReady ?? (() => Promise.resolve(saidReady));
  let current = await launchUntilReady({ ...launchable, isReady }, print);
  let wake: (() => void) | undefined;

  const keepRunning = async () => {
    let falls = 0;
    while (!stopping) {
      const since = performance.now();
      const reason = await current.ended;
      if (stopping) return;
      await current.stop();
      falls = performance.now() - since > HEALTHY_MS ? 1 : falls + 1;
      print(`${spec.name.padEnd(8)}| stopped (${reason}); starting it again in ${backOff(falls) / 1000} s`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, backOff(falls));
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      if (stopping) return;
      current = await startChild(launchable, print).catch((error: Error) => neverStarted(error));
    }
  };
  const running = keepRunning();
  const stop = async () => {
    stopping = true;
    wake?.();
    await current.stop();
    await running;
    // The loop may have started one more while it was being told to stop.
    await current.stop();
  };
  return { name: spec.name, stop };
}

/** Stands for a child that could not even be spawned, so that the loop tries again like after any other fall. */
function neverStarted(error: Error): Child {
  const ended = Promise.resolve(error.message);
  return { pid: 0, ended, hasEnded: () => true, tail: [], stop: () => Promise.resolve() };
}

async function launchUntilReady(
  spec: Required<Pick<ServiceSpec, 'isReady'>> & ServiceSpec,
  print: Print,
): Promise<Child> {
  const child = await startChild(spec, print);
  const settled = await waitUntil(
    async () => child.hasEnded() || (await spec.isReady()),
    spec.readyWithinSeconds,
  );
  if (settled && !child.hasEnded()) return child;
  const reason = child.hasEnded() ? await child.ended : undefined;
  await child.stop();
  throw reason === undefined
    ? failure.childSlow(spec.name, spec.readyWithinSeconds)
    : failure.childStopped(spec.name, reason);
}
