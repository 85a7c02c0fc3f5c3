import { expect, test } from 'vitest';
import { DepartmentId, ResidentId, StaffId } from '#domain/ids.ts';
import type { Actor, StaffRole } from '#domain/permission.ts';
import { isStaffPath, startPageOf } from './start-page.ts';

const staff = (...roles: StaffRole[]): Actor => ({
  kind: 'staff',
  id: StaffId.parse('staf_0198a000-0000-7000-8000-000000000001'),
  tail: '01',
  roles,
  area: '990000/990100',
  department: DepartmentId.parse('health'),
});

test('everybody begins where their work is', () => {
  expect(startPageOf(staff('clerk'))).toBe('/desk');
  expect(startPageOf(staff('senior_clerk'))).toBe('/desk');
  expect(startPageOf(staff('department_officer'))).toBe('/departments');
  expect(startPageOf(staff('city_administrator'))).toBe('/city/grants');
  const resident = ResidentId.parse('resi_0198a000-0000-7000-8000-000000000001');
  expect(startPageOf({ kind: 'resident', id: resident })).toBe('/');
});

test('whoever was at work signs in again as staff, anybody else as a resident', () => {
  const work = ['/departments', '/departments/connect/health/check?check=1', '/desk', '/city/grants/new?a=b'];
  const elsewhere = ['/', '/applications', '/desks', '/apply/desk', '/?to=/desk', '/sign-in/arrived'];
  expect(work.map(isStaffPath)).toEqual(work.map(() => true));
  expect(elsewhere.map(isStaffPath)).toEqual(elsewhere.map(() => false));
});
