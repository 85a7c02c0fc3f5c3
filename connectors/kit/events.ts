import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { DepartmentEvent, type EVENT_TYPES } from '../protocol.ts';

export interface Happening {
  type: (typeof EVENT_TYPES)[number];
  evidence: string;
  about: { name: string; idNumber: string };
  /** When it happened, which may be long before it is told. */
  occurredAt: Date;
  /** Of a correction: the fields that have changed. */
  fields?: readonly string[];
}

/** An event as it is told to the portal. @throws z.ZodError where it is none */
export function writeEvent(connector: string, happening: Happening, now: Date): DepartmentEvent {
  const { type, evidence, about, occurredAt, fields } = happening;
  const event: z.input<typeof DepartmentEvent> = {
    specversion: '1.0',
    id: randomUUID(),
    source: `urn:mianzheng:connector:${connector}`,
    type: `mianzheng.${type}.v1`,
    time: now.toISOString(),
    datacontenttype: 'application/json',
    data: { evidence, about, occurredAt: occurredAt.toISOString(), ...(fields && { fields: [...fields] }) },
  };
  return DepartmentEvent.parse(event);
}
