import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { loadMessages } from '#messages/load.ts';
import type { Question } from './question.ts';
import { QuestionForm } from './question-form.tsx';

const question: Question = {
  title: '去世亲人的姓名和身份证号码',
  reason: '凭这两项，我们才能向部门核实。',
  fields: [
    { id: 'name', kind: 'person_name', label: '姓名', hint: undefined, options: [], missing: '请填写姓名' },
    { id: 'number', kind: 'citizen_id', label: '身份证号码', hint: '18位', options: [], missing: '请填写' },
  ],
};

const choice: Question = {
  title: '您是逝者的什么人？',
  reason: '法律规定由近亲属领取。',
  fields: [
    {
      id: 'relation',
      kind: 'choice',
      label: '我是逝者的',
      hint: undefined,
      options: [
        { value: 'child', label: '儿子或女儿', consequence: undefined },
        { value: 'other', label: '其他', consequence: '由工作人员看。' },
      ],
      missing: '请选一项',
    },
  ],
};

const never = () => new Promise<never>(() => undefined);

function html(
  asked: Question,
  values: Record<string, string>,
  rejected: { field: string; message: string }[],
) {
  return renderToStaticMarkup(
    <NextIntlClientProvider timeZone="Asia/Shanghai" locale="zh-CN" messages={loadMessages('zh-CN')}>
      <QuestionForm
        question={asked}
        hidden={{ 'draft-id': 'a draft' }}
        values={values}
        rejected={rejected}
        save={never}
      />
    </NextIntlClientProvider>,
  );
}

describe('a question page', () => {
  const markup = html(question, { name: ' 周建国 ', number: '9901021958' }, [
    { field: 'number', message: '身份证号码的位数不对' },
  ]);

  test('has one title, which is the legend of its fields', () => {
    expect(markup.match(/<h1>/g)).toHaveLength(1);
    expect(markup).toContain('<legend><h1>去世亲人的姓名和身份证号码</h1></legend>');
  });

  test('shows what was typed, to the last space', () => {
    expect(markup).toMatch(/name="name"[^>]*value=" 周建国 "|value=" 周建国 "[^>]*name="name"/);
    expect(markup).toContain('value="9901021958"');
  });

  test('says in the summary and at the field the same words', () => {
    expect(markup).toContain('<a href="#number">身份证号码的位数不对</a>');
    expect(markup).toContain('身份证号码的位数不对</p>');
  });

  test('leaves checking to the server and never disables its button', () => {
    expect(markup).toMatch(/<form[^>]*noValidate/i);
    expect(markup).not.toMatch(/disabled|required/);
  });

  test('asks the browser to keep nothing of another person', () => {
    expect(markup).not.toMatch(/autoComplete="(?!off)/i);
    expect(markup).not.toContain('placeholder');
  });
});

test('a single choice carries the title, and its reason, and has nothing chosen beforehand', () => {
  const markup = html(choice, {}, []);
  expect(markup).toContain('<legend><h1>您是逝者的什么人？</h1></legend>');
  expect(markup).toContain('法律规定由近亲属领取。');
  expect(markup).not.toContain('checked');
  expect(markup).not.toContain('role="alert"');
});

test('a choice that was saved is chosen again', () => {
  expect(html(choice, { relation: 'child' }, [])).toMatch(
    /checked=""[^>]*value="child"|value="child"[^>]*checked=""/,
  );
});
