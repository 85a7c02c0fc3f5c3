import type { Page } from '@playwright/test';

/** One thing that somebody does or sees on a page. */
export type Act<T = void> = (page: Page) => Promise<T>;
