import type { ReactNode } from 'react';
import { describedBy, FieldMessage, groupClass } from './field-parts.tsx';
import { PhraseTitle } from './phrase-title.tsx';

export type Choice = {
  value: string;
  label: ReactNode;
  /** What follows from it: time, duty, consequence. */
  consequence?: ReactNode;
};

type RadioGroupProps = {
  name: string;
  title: string;
  /** The legend is the page's title; false for one question among others. */
  asTitle?: boolean;
  hint?: ReactNode;
  error?: string;
  choices: readonly Choice[];
  /** The chosen value, if any. Nothing is chosen for the resident. */
  value?: string;
};

/** A question with one answer: the title is the legend, each row is a choice with its consequence. */
export function RadioGroup({ name, title, asTitle = true, hint, error, choices, value }: RadioGroupProps) {
  const words = <PhraseTitle>{title}</PhraseTitle>;
  return (
    <div className={groupClass(asTitle, error)}>
      <fieldset aria-describedby={describedBy(name, hint, error)}>
        <legend>{asTitle ? <h1>{words}</h1> : words}</legend>
        {hint === undefined ? null : (
          <p className="soft" id={`${name}-hint`}>
            {hint}
          </p>
        )}
        <FieldMessage name={name} error={error} />
        <div className="picks">
          {choices.map((choice, index) => (
            <PickRow
              key={choice.value}
              name={name}
              id={index === 0 ? name : `${name}-${choice.value}`}
              chosen={choice.value === value}
              {...choice}
            />
          ))}
        </div>
      </fieldset>
    </div>
  );
}

type PickRowProps = Choice & {
  name: string;
  id: string;
  chosen: boolean;
  describedBy?: string;
};

function PickRow({ name, id, value, label, consequence, chosen, describedBy }: PickRowProps) {
  return (
    <label className="pick" htmlFor={id}>
      <input
        type="radio"
        name={name}
        id={id}
        value={value}
        defaultChecked={chosen}
        aria-describedby={describedBy}
      />
      <span>
        {consequence === undefined ? label : <b>{label}</b>}
        {consequence === undefined ? null : <span className="hint">{consequence}</span>}
      </span>
    </label>
  );
}
