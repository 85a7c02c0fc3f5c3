import { pino } from 'pino';

/**
 * The process's log: machine words, ids and counts, never a value. An error is logged by name and code only, because
 * messages of drivers and parsers may quote what they were given.
 */
export const log = pino({
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  serializers: {
    err: (error: unknown) => {
      const { name, code } = Object(error) as { name?: unknown; code?: unknown };
      return { name: String(name), ...(typeof code === 'string' && { code }) };
    },
  },
});
