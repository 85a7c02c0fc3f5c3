import { expect } from '@playwright/test';
import type { Persona } from '../personas.ts';
import type { Act } from './act.ts';
import { signIn } from './sign-in.ts';

export const SERVICE = '/services/after-a-death';

/** The matter that most claims are about, as its case is named. */
export const SURVIVORS = '丧葬补助金和抚恤金';
const SAVE = { name: '保存并继续' } as const;

/** From the start page of the service to the first question. */
export const begin: Act = async (page) => {
  await page.goto(SERVICE);
  await page.getByRole('button', { name: '开始申请' }).click();
  await expect(question('去世亲人的姓名和身份证号码')(page)).toBeVisible();
};

/** The title of a question page. */
export const question = (title: string) => (page: Parameters<Act>[0]) =>
  page.getByRole('heading', { level: 1, name: phrases(title) });

/** A title that is written in phrases: between them the browser may read a space. */
export function phrases(title: string): RegExp {
  return new RegExp(`^${title.replaceAll(/[?？.]/g, '\\$&').replaceAll('|', '\\s*')}$`);
}

export const save: Act = (page) => page.getByRole('button', SAVE).click();

export function typeWhom(name: string, idNumber: string): Act {
  return async (page) => {
    await page.getByLabel('姓名').fill(name);
    await page.getByLabel('身份证号码').fill(idNumber);
  };
}

export function answerWhom({ deceased }: Pick<Persona, 'deceased'>): Act {
  return async (page) => {
    await typeWhom(deceased.name, deceased.idNumber)(page);
    await save(page);
    await expect(question('您是逝者的什么人？')(page)).toBeVisible();
  };
}

export function answerRelation({ relation }: Pick<Persona, 'relation'>): Act {
  return async (page) => {
    await page.getByRole('radio', { name: relation }).check();
    await save(page);
    await expect(question('丧葬补助金只能选领一项，您选哪一项？')(page)).toBeVisible();
  };
}

export function answerFund(fund = '养老保险领取'): Act {
  return async (page) => {
    await page.getByRole('radio', { name: fund }).check();
    await save(page);
    await expect(question('钱转到哪个账户？')(page)).toBeVisible();
  };
}

export function answerAccount({ card }: Pick<Persona, 'card'>): Act {
  return async (page) => {
    await page.getByLabel('银行卡号').fill(card);
    await save(page);
    await expect(question('提交以后，|我们会问谁')(page)).toBeVisible();
  };
}

export const readSources: Act = async (page) => {
  await page.getByRole('link', { name: '继续，核对填写的内容' }).first().click();
  await expect(question('核对一遍，|再提交')(page)).toBeVisible();
};

/** Answers every question of a begun application, as far as the check page. */
export function answerAll(persona: Persona, fund?: string): Act {
  return async (page) => {
    await answerWhom(persona)(page);
    await answerRelation(persona)(page);
    await answerFund(fund)(page);
    await answerAccount(persona)(page);
    await readSources(page);
  };
}

/** 提交申请; the browser is then on the page of the application. @returns its path */
export const file: Act<string> = async (page) => {
  await page.getByRole('button', { name: '提交申请' }).click();
  await page.waitForURL(/\/applications\/appl_[^/]+\?filed=1$/);
  return new URL(page.url()).pathname;
};

/** From the page of an application to that of one of its matters. @returns the path of the case */
export function openCase(title: string): Act<string> {
  return async (page) => {
    const link = page.getByRole('main').getByRole('link', { name: new RegExp(`^${title}(：怎么核定的)?$`) });
    // What does not apply is folded away, unless it is all there is.
    const folded = page.getByText('项和原因');
    if (!(await link.isVisible()) && (await folded.isVisible())) await folded.click();
    const path = await link.getAttribute('href');
    await link.click();
    await page.waitForURL(/\/cases\/case_[^/]+$/);
    return path ?? '';
  };
}

/** The whole way, from signing in to the filed application. @returns its path */
export function fileApplication(persona: Persona, fund?: string): Act<string> {
  return async (page) => {
    await signIn(persona)(page);
    await begin(page);
    await answerAll(persona, fund)(page);
    return file(page);
  };
}

/** The same, and on to the case of one matter. @returns the path of the case */
export function fileClaim(persona: Persona, title = SURVIVORS): Act<string> {
  return async (page) => {
    await fileApplication(persona)(page);
    return openCase(title)(page);
  };
}
