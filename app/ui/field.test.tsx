import { NextIntlClientProvider } from 'next-intl';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { loadMessages } from '#messages/load.ts';
import { CheckAnswers } from './check-answers.tsx';
import { ErrorSummary, errorOf } from './error-summary.tsx';
import { Field } from './field.tsx';
import { RadioGroup } from './radio-group.tsx';

function html(element: ReactNode): string {
  return renderToStaticMarkup(
    <NextIntlClientProvider timeZone="Asia/Shanghai" locale="zh-CN" messages={loadMessages('zh-CN')}>
      {element}
    </NextIntlClientProvider>,
  );
}

const errors = [{ field: 'died', message: '去世日期要有年份' }];

describe('a rejected field', () => {
  const markup = html(
    <Field name="died" label="去世日期" hint="只写年份也可以" value="三月" error={errorOf(errors, 'died')} />,
  );

  test('keeps what was typed', () => {
    expect(markup).toContain('value="三月"');
  });

  test('names its hint and its message, so that a screen reader says both', () => {
    expect(markup).toContain('aria-describedby="died-hint died-error"');
    expect(markup).toContain('aria-invalid="true"');
    expect(markup).toMatch(/id="died-hint"/);
    expect(markup).toMatch(/id="died-error"/);
  });

  test('says the same words as the summary, which links to it', () => {
    expect(html(<ErrorSummary errors={errors} />)).toContain('<a href="#died">去世日期要有年份</a>');
    expect(markup).toContain('去世日期要有年份</p>');
  });
});

test('the summary counts what is to be corrected and takes the focus', () => {
  expect(html(<ErrorSummary errors={errors} />)).toContain('有一处需要改');
  const two = html(<ErrorSummary errors={[...errors, { field: 'name', message: '请填姓名' }]} />);
  expect(two).toContain('有2处需要改');
  expect(two).toMatch(/role="alert"[^>]*autofocus/);
});

test('no summary stands on a page without errors', () => {
  expect(html(<ErrorSummary errors={[]} />)).toBe('');
});

test('the first control of a group carries the id that the summary links to', () => {
  const choices = [
    { value: 'spouse', label: '配偶' },
    { value: 'child', label: '子女' },
  ];
  expect(html(<RadioGroup name="relation" title="您是逝者的什么人？" choices={choices} />)).toMatch(
    /<input type="radio" id="relation" name="relation"/,
  );
});

test('nothing is chosen before the resident chooses', () => {
  const markup = html(<RadioGroup name="a" title="选哪种" choices={[{ value: 'x', label: '甲' }]} />);
  expect(markup).not.toContain('checked');
});

test('an optional answer left out is shown as not given, and the change link says what it changes', () => {
  const markup = html(
    <CheckAnswers rows={[{ key: 'p', label: '去世地点', value: undefined, changeHref: '/place' }]} />,
  );
  expect(markup).toContain('未填写');
  expect(markup).toMatch(/更改<span class="visually-hidden"> 去世地点<\/span>/);
});
