import { el } from './dom.ts';

/** A labelled slider over a list of values: the arrow keys go from one to the next.
 *  @param text what a value is called */
export function slider<T>(
  {
    id,
    label,
    values,
    value,
    text,
  }: {
    readonly id: string;
    readonly label: string;
    readonly values: readonly T[];
    readonly value: T;
    readonly text: (value: T) => string;
  },
  onMove: (value: T) => void,
): HTMLElement {
  const at = values.indexOf(value);
  const input = el('input', {
    type: 'range',
    id,
    min: 0,
    max: values.length - 1,
    step: 1,
    'aria-valuetext': text(value),
  });
  input.value = String(at);
  const output = el('output', { for: id }, text(value));
  input.addEventListener('input', () => {
    const chosen = values[Number(input.value)]!;
    output.textContent = text(chosen);
    input.setAttribute('aria-valuetext', text(chosen));
    onMove(chosen);
  });
  return el('div', { class: 'dial' }, el('label', { for: id }, label), output, input);
}

/** A labelled choice. */
export function choice<T extends string>(
  {
    id,
    label,
    options,
    value,
  }: {
    readonly id: string;
    readonly label: string;
    readonly options: readonly (readonly [T, string])[];
    readonly value: T;
  },
  onPick: (value: T) => void,
): HTMLElement {
  const select = el(
    'select',
    { id },
    ...options.map(([option, name]) => el('option', { value: option, selected: option === value }, name)),
  );
  select.addEventListener('change', () => onPick(select.value as T));
  return el('div', { class: 'choice' }, el('label', { for: id }, label), select);
}
