import { readFileSync } from 'node:fs';
import { z } from 'zod';

const Port = z.coerce.number().int().min(0).max(65_535);

const Environment = z.object({
  /** Where the identity platform and the control page listen; all others listen on this machine only. */
  HOST: z.string().min(1).default('127.0.0.1'),
  PORTAL_URL: z.url().transform((address) => address.replace(/\/$/, '')),
  OIDC_ISSUER: z.url(),
  OIDC_CLIENT_ID: z.string().min(1),
  OIDC_CLIENT_SECRET: z.string().min(16),
  IDP_PORT: Port,
  CONTROL_PORT: Port,
  MAIL_PORT: Port,
  /** Whoever sends mail here must know it. */
  MAIL_PASSWORD: z.string().min(16),
  BANK_PORT: Port,
  /** Whoever orders payments here must know it. */
  BANK_SECRET: z.string().min(16),
  /** JSON file: [{ "id", "port", "secret" }] for every department. */
  DEPARTMENTS_FILE: z.string().min(1),
  /** Folder into which departments without a service put a file every night, one folder per connector. */
  FEEDS_FOLDER: z.string().min(1),
  /** Address of the archive's database as its owner; without one that department is out of reach. */
  ARCHIVE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  /** Folder of the departments' stores, the mailboxes and the bank's book. */
  SANDBOX_DATA: z.string().min(1),
  /** Text file with the clock's offset in milliseconds; the portal and the broker read it too. */
  CLOCK_FILE: z.string().min(1),
  SANDBOX_RESIDENTS: z.coerce.number().int().min(200).max(100_000).default(2_000),
});
export type Environment = z.infer<typeof Environment>;

/** The sandbox's environment is wrong: names the variables, never their values. */
export class EnvironmentError extends Error {}

/** @throws EnvironmentError */
export function readEnvironment(variables: Readonly<Record<string, string | undefined>>): Environment {
  const parsed = Environment.safeParse(variables);
  if (parsed.success) return parsed.data;
  throw new EnvironmentError(
    parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '),
  );
}

const DepartmentLines = z.array(
  z.object({ id: z.string(), port: Port, secret: z.string().min(16), key: z.string() }),
);
export type DepartmentLine = z.infer<typeof DepartmentLines>[number];

/** @throws ZodError or an error of the file system */
export function readDepartmentLines(path: string): DepartmentLine[] {
  return DepartmentLines.parse(JSON.parse(readFileSync(path, 'utf8')));
}
