'use client';

import { unstable_rethrow } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, type ReactNode, useEffect, useMemo, useRef, useState, useTransition } from 'react';
import { useForm } from 'react-hook-form';
import { ActionLink, Actions, Button } from '../ui/button.tsx';
import { ErrorSummary, type FieldError } from '../ui/error-summary.tsx';
import { Notice } from '../ui/notice.tsx';
import { plainTitle } from '../ui/phrase-title.tsx';
import styles from './apply.module.css';
import type { Question } from './question.ts';
import { QuestionFields } from './question-fields.tsx';

type QuestionFormProps = {
  question: Question;
  /** What is sent along unseen: which draft, which page, where to go next. */
  hidden: Readonly<Record<string, string>>;
  /** As typed or saved, by field. */
  values: Readonly<Record<string, string>>;
  /** What the server did not accept of these values. */
  rejected: readonly FieldError[];
  save: (form: FormData) => Promise<never>;
  /** Help that stands under the buttons. */
  children?: ReactNode;
};

/**
 * The form of a question page. Without JavaScript it posts to its action. With it, answers that are missing are said at
 * once in the server's words, a second click sends nothing twice, and a lost connection loses nothing typed.
 */
export function QuestionForm({ question, hidden, values, rejected, save, children }: QuestionFormProps) {
  const t = useTranslations('apply');
  const form = useRef<HTMLFormElement>(null);
  const { send, failed } = useSending(save);
  const { errors, submit, changed } = useMissingAnswers(form, question, values, rejected, send);
  // The summary takes the focus whenever it is made anew; sending does not make it anew.
  const summary = useMemo(() => <ErrorSummary errors={errors} />, [errors]);
  useDocumentTitle(question.title, errors.length > 0);
  return (
    <>
      {summary}
      {failed ? (
        <div role="alert" className={styles.apart}>
          <Notice kind="failed" title={t('question.notSavedTitle')}>
            <p>{t('question.notSaved')}</p>
          </Notice>
        </div>
      ) : null}
      <form ref={form} action={save} noValidate onSubmit={submit} onChange={changed}>
        {Object.entries(hidden).map(([name, value]) => (
          <input type="hidden" key={name} name={name} value={value} />
        ))}
        <QuestionFields question={question} values={values} errors={errors} />
        <Actions>
          <Button>{t('question.save')}</Button>
          <ActionLink href="/applications">{t('question.stop')}</ActionLink>
        </Actions>
        <p className={`small soft ${styles.note}`}>{t('question.stopNote')}</p>
      </form>
      {children}
    </>
  );
}

/** The one rule of the browser. Registering without it would take it away again. */
const ANSWERED = { validate: (value: string | null) => Boolean(value?.trim()) };

/** Errors of the last round trip until something is missing; then what is missing, and what was not touched since. */
function useMissingAnswers(
  form: { readonly current: HTMLFormElement | null },
  { fields }: Question,
  values: QuestionFormProps['values'],
  rejected: readonly FieldError[],
  send: (form: FormData) => void,
) {
  const { register, handleSubmit, getValues, formState } = useForm<Record<string, string>>({
    mode: 'onSubmit',
    reValidateMode: 'onSubmit',
    shouldFocusError: false,
  });
  const { errors: missing, submitCount } = formState;

  // The controls stand in app/ui and know nothing of this form; they are handed over once they are there.
  useEffect(() => {
    for (const control of form.current?.elements ?? []) {
      if (control instanceof HTMLInputElement && control.type !== 'hidden') {
        register(control.name, ANSWERED).ref(control);
      }
    }
  }, [register, form]);

  const errors = useMemo(() => {
    if (submitCount === 0 || Object.keys(missing).length === 0) return rejected;
    const untouched = rejected.filter(({ field }) => getValues(field) === (values[field] ?? ''));
    return fields.flatMap((field): FieldError[] =>
      missing[field.id] === undefined
        ? untouched.filter((error) => error.field === field.id)
        : [{ field: field.id, message: field.missing }],
    );
  }, [missing, submitCount, rejected, fields, values, getValues]);

  return {
    errors,
    submit: handleSubmit(() => form.current && send(new FormData(form.current))),
    changed: (event: FormEvent<HTMLFormElement>) => {
      if (event.target instanceof HTMLInputElement)
        void register(event.target.name, ANSWERED).onChange(event);
    },
  };
}

/** Sends a form once at a time. What is not an answer of the server (no connection, say) leaves the page as it is. */
function useSending(save: QuestionFormProps['save']) {
  const [, startTransition] = useTransition();
  const [failed, setFailed] = useState(false);
  const sending = useRef(false);
  const send = (form: FormData) => {
    if (sending.current) return;
    sending.current = true;
    setFailed(false);
    startTransition(async () => {
      try {
        await save(form);
      } catch (error) {
        unstable_rethrow(error);
        setFailed(true);
      } finally {
        sending.current = false;
      }
    });
  };
  return { send, failed };
}

/** 错误： before the document's title while something is to be corrected, as the server writes it. */
function useDocumentTitle(title: string, rejected: boolean) {
  const t = useTranslations('form');
  useEffect(() => {
    const plain = plainTitle(title);
    const wrong = t('errorDocumentTitle', { title: plain });
    if (rejected && !document.title.includes(wrong)) document.title = document.title.replace(plain, wrong);
  }, [title, rejected, t]);
}
