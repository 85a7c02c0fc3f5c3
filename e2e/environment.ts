import { z } from 'zod';

const TestEnvironment = z.object({
  PORTAL_URL: z.url(),
  /** The sandbox's control page and its JSON twin. */
  CONTROL_URL: z.url(),
  /** Where the product keeps its state; nightly files are delivered below it. */
  STATE_FOLDER: z.string().optional(),
  CHROMIUM_PATH: z.string().optional(),
});

/** Keeps Chromium from calling its makers at every start. */
const CHROMIUM_ARGS = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
];

/** Where the started product and the browser are; set by start/test.ts. @throws ZodError that names what is missing */
export function testEnvironment() {
  return { ...TestEnvironment.parse(process.env), CHROMIUM_ARGS };
}
