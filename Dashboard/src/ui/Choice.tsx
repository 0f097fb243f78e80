import { useId } from "react";

export interface ChoiceOption<T> {
  value: T;
  label: string;
  /** Read aloud in place of the label. */
  spoken?: string;
}

interface ChoiceProps<T> {
  legend: string;
  options: readonly ChoiceOption<T>[];
  value: T;
  onChange: (value: T) => void;
}

/** One of a few: radio buttons that look like one divided button. */
export function Choice<T extends string | number>({ legend, options, value, onChange }: ChoiceProps<T>) {
  const name = useId();
  return (
    <fieldset className="choice">
      <legend className="visually-hidden">{legend}</legend>
      {options.map((option) => (
        <label key={option.value} className="choice-option">
          <input
            type="radio" name={name} value={option.value} checked={option.value === value} aria-label={option.spoken ?? option.label}
            onChange={() => onChange(option.value)}
          />
          <span aria-hidden="true">{option.label}</span>
        </label>
      ))}
    </fieldset>
  );
}
