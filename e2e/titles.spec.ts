import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { readmePath, specification } from './titles.ts';

test('the list of titles in README.md is the present one', () => {
  expect(readFileSync(readmePath, 'utf8')).toBe(specification());
});
