import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, type Page } from '@playwright/test';
import type { Act } from './act.ts';
import { signInAsStaff } from './sign-in.ts';

type Account = { readonly number: string; readonly password: string };

/** Signs in and is at the department's console. A one-time password serves once: another test may have used the present one. */
export function startConsole(account: Account): Act {
  return async (page) => {
    await expect(async () => {
      await signInAsStaff(account)(page);
      await page.waitForURL(({ pathname }) => pathname === '/departments', { timeout: 5_000 });
    }).toPass({ timeout: 90_000, intervals: [5_000] });
  };
}

/** One of the pages of a connector. */
export function openPart(connector: string, part: 'traffic' | 'switches' | 'report' | 'export'): Act {
  return async (page) => {
    await page.goto(`/departments/connectors/${connector}/${part}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  };
}

/** 导出, as JSON Lines. @returns where the file was saved */
export async function exportLines(connector: string, page: Page): Promise<string> {
  await openPart(connector, 'export')(page);
  await page.getByRole('radio', { name: /给程序读/ }).check();
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: '导出', exact: true }).click();
  return (await saved).path();
}

/** Lays a department's own log beside an export, by the program that its officers run. */
export function reconcileFiles(log: string, exported: string) {
  const program = fileURLToPath(new URL('../../start/reconcile.ts', import.meta.url));
  return spawnSync(process.execPath, [program, log, exported], { encoding: 'utf8' });
}

/** 停用整个接口, through the page that says what it would do. */
export function switchOff(connector: string, reason: string): Act {
  return async (page) => {
    await openPart(connector, 'switches')(page);
    await page.getByRole('radio', { name: '整个接口' }).check();
    await page.getByRole('button', { name: '看停用的影响' }).click();
    await page.getByLabel('原因（调用方和居民会看到）').fill(reason);
    await page.getByRole('button', { name: '停用整个接口' }).click();
    await expect(page.getByRole('main')).toContainText(reason);
  };
}

/** 恢复, with a reason. */
export function switchOn(connector: string, reason: string): Act {
  return async (page) => {
    await openPart(connector, 'switches')(page);
    await page.getByLabel('为什么恢复').fill(reason);
    await page.getByRole('button', { name: '恢复', exact: true }).click();
    await expect(page.getByRole('main')).toContainText('没有停用的');
  };
}
