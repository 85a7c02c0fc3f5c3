import { expect } from '@playwright/test';
import type { Persona } from '../personas.ts';
import type { Act } from './act.ts';
import { signIn } from './sign-in.ts';

export const SERVICE = '/services/survivor-benefit';
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
export function answerAll(persona: Persona): Act {
  return async (page) => {
    await answerWhom(persona)(page);
    await answerRelation(persona)(page);
    await answerAccount(persona)(page);
    await readSources(page);
  };
}

/** 提交申请; the browser is then on the page of the case. @returns the path of the case */
export const file: Act<string> = async (page) => {
  await page.getByRole('button', { name: '提交申请' }).click();
  await page.waitForURL(/\/cases\/case_[^/]+\?filed=1$/);
  return new URL(page.url()).pathname;
};

/** The whole way, from signing in to the filed case. @returns the path of the case */
export function fileClaim(persona: Persona): Act<string> {
  return async (page) => {
    await signIn(persona)(page);
    await begin(page);
    await answerAll(persona)(page);
    return file(page);
  };
}
