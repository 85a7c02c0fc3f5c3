import type { SchemaName } from './openapi-examples.ts';

/** One operation: `keys` stands for a JSON Web Key Set, null for a reply without a body. */
export interface Operation {
  id: 'verify' | 'batch' | 'discovery' | 'health' | 'late' | 'events' | 'status' | 'keys';
  at: 'department' | 'portal';
  method: 'get' | 'post';
  path: string;
  request?: SchemaName;
  replies: Readonly<Record<number, SchemaName | 'keys' | null>>;
  token?: true;
}

/** Every operation of the protocol and which side serves it. */
export const OPERATIONS: readonly Operation[] = [
  {
    id: 'verify',
    at: 'department',
    method: 'post',
    path: '/verify',
    token: true,
    request: 'VerifyRequest',
    replies: { 200: 'VerifyReply', 202: 'PendingReply' },
  },
  {
    id: 'batch',
    at: 'department',
    method: 'post',
    path: '/verify/batch',
    request: 'BatchRequest',
    replies: { 200: 'BatchReply' },
  },
  {
    id: 'discovery',
    at: 'department',
    method: 'get',
    path: '/discovery',
    replies: { 200: 'DiscoveryReply' },
  },
  { id: 'health', at: 'department', method: 'get', path: '/health', replies: { 200: 'HealthReply' } },
  {
    id: 'late',
    at: 'portal',
    method: 'post',
    path: '/late/{connector}',
    request: 'LateReply',
    replies: { 204: null },
  },
  {
    id: 'events',
    at: 'portal',
    method: 'post',
    path: '/events/{connector}',
    request: 'DepartmentEvent',
    replies: { 204: null },
  },
  {
    id: 'status',
    at: 'portal',
    method: 'post',
    path: '/calls/status',
    request: 'CallStatusRequest',
    replies: { 200: 'CallStatusReply' },
  },
  {
    id: 'keys',
    at: 'portal',
    method: 'get',
    path: '/.well-known/mianzheng-keys',
    replies: { 200: 'keys' },
  },
];
