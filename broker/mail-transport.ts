import { createTransport } from 'nodemailer';
import { z } from 'zod';

export interface Mail {
  /** The notice's own id: the same mail sent twice carries the same Message-ID. */
  id: string;
  /** One address, no name. */
  to: string;
  subject: string;
  /** Plain text. */
  text: string;
}

/**
 * `sent`: the relay has taken it. Otherwise whether the same mail may succeed later, and a machine word for the log:
 * `smtp:<reply code>`, or nodemailer's own code such as `ETIMEDOUT`.
 */
export type Delivery = 'sent' | { retry: boolean; code: string };

/** A relay for notices. `send` never throws for what a relay does; `close` lets a running delivery finish. */
export interface MailTransport {
  send(mail: Mail): Promise<Delivery>;
  close(): void;
}

export interface MailSettings {
  /** smtp://user:password@host:port, or smtps:// where the relay speaks TLS from the first byte. */
  url: string;
  /** An address, or a name and an address in angle brackets. */
  from: string;
  /** How long one mail may take in all. */
  timeoutMs?: number;
}

const TIMEOUT_MS = 30_000;
const LOOPBACK = ['127.0.0.1', '[::1]', 'localhost'];

/** Opens a pool of connections to the relay; none is made before the first mail. Beyond this machine TLS is a must. */
export function openMailTransport({ url, from, timeoutMs = TIMEOUT_MS }: MailSettings): MailTransport {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 2,
    // The outbox tries again, with its own patience; a lost connection must not send a mail twice behind its back.
    maxRequeues: 0,
    idleTimeout: 30_000,
    requireTLS: !LOOPBACK.includes(new URL(url).hostname),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send({ id, to, subject, text }) {
      try {
        await transport.sendMail({
          messageId: `<${id}@mianzheng>`,
          from,
          to: { name: '', address: to },
          subject,
          text,
          // RFC 3834: nobody's holiday notice shall answer this mail.
          headers: { 'Auto-Submitted': 'auto-generated' },
          signal: AbortSignal.timeout(timeoutMs),
        });
        return 'sent';
      } catch (cause) {
        return readFailure(cause);
      }
    },
    close: () => transport.close(),
  };
}

const Failure = z.object({
  code: z.string().optional(),
  responseCode: z.number().int().optional(),
  command: z.string().optional(),
});

/**
 * Final is what the relay says with 5xx about this recipient or this message, and an address that is none. All else (no
 * connection, 4xx, a refused password or sender) is not the mail's fault and may pass.
 */
function readFailure(cause: unknown): Exclude<Delivery, 'sent'> {
  const { code = 'unknown', responseCode, command } = Failure.catch({}).parse(cause);
  if (responseCode === undefined) return { retry: !(code === 'EENVELOPE' && command === 'API'), code };
  const isAboutMail = command === 'RCPT TO' || command === 'DATA';
  return { retry: responseCode < 500 || !isAboutMail, code: `smtp:${responseCode}` };
}
