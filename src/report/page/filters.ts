import { estimandWords } from '../data/estimandName.ts';
import { levelPercent } from '../data/percent.ts';
import { h } from './dom.ts';
import type { Choices, Filters } from './view.ts';

/** Controls for what the charts and the table show.
 *  @param mark of an arm, in its color
 *  @param changed gets the new filters at every change */
export function filterBar(
  choices: Choices,
  start: Filters,
  mark: (arm: string) => Node,
  changed: (filters: Filters) => void,
): HTMLElement {
  let now = start;
  const set = (part: Partial<Filters>): void => {
    now = { ...now, ...part };
    changed(now);
  };
  const { scenarios, periods, arms, channels, estimands, levels } = choices;
  const bar = h(
    'form',
    { class: 'filters', 'aria-label': 'Filters', onsubmit: (event) => event.preventDefault() },
    picker('World', scenarios, String, (chosen) => set({ scenarios: chosen })),
    picker('Weeks', periods, String, (chosen) => set({ periods: chosen })),
    picker('Arm', arms, String, (chosen) => set({ arms: chosen }), mark),
    picker(
      'Channel',
      channels,
      (name) => (name === '*' ? 'all together' : name),
      (chosen) => set({ channels: chosen }),
    ),
    picker('Estimand', estimands, estimandWords, (chosen) => set({ estimands: chosen })),
    levelSelect(levels, start.level, (level) => set({ level })),
  );
  closeOutside(bar);
  return bar;
}

function picker<Value extends string | number>(
  name: string,
  all: readonly Value[],
  words: (value: Value) => string,
  changed: (chosen: ReadonlySet<Value>) => void,
  mark?: (value: Value) => Node,
): HTMLElement {
  const summary = h('summary', {});
  const boxes = all.map((value) =>
    h('input', { type: 'checkbox', checked: true, onchange: tell, value: String(value) }),
  );
  const chosen = (): readonly Value[] => all.filter((_, i) => boxes[i]!.checked);
  function label(): void {
    const own = chosen();
    const text =
      own.length === all.length ? 'all' : own.length === 1 ? words(own[0]!) : `${own.length} of ${all.length}`;
    summary.replaceChildren(h('span', { class: 'name' }, name), h('span', { class: 'value' }, text));
  }
  function tell(): void {
    label();
    changed(new Set(chosen()));
  }
  const check = (to: boolean) => () => {
    for (const box of boxes) box.checked = to;
    tell();
  };
  label();
  const options = all.map((value, i) => h('label', {}, boxes[i]!, mark?.(value) ?? null, h('span', {}, words(value))));
  const many = h(
    'div',
    { class: 'many' },
    h('button', { type: 'button', onclick: check(true) }, 'All'),
    h('button', { type: 'button', onclick: check(false) }, 'None'),
  );
  const group = h('fieldset', {}, h('legend', { class: 'hidden' }, name), all.length > 2 ? many : null, ...options);
  return h('details', { class: 'picker', 'data-filter': name.toLowerCase() }, summary, group);
}

function levelSelect(levels: readonly number[], start: number, changed: (level: number) => void): HTMLElement | null {
  if (levels.length < 2) return null;
  const options = levels.map((level) =>
    h('option', { value: level, selected: level === start }, `${levelPercent(level)} %`),
  );
  const select = h('select', { id: 'level', onchange: () => changed(Number(select.value)) }, ...options);
  return h('label', { class: 'level' }, h('span', { class: 'name' }, 'Level'), select);
}

/** One open list at a time; Escape closes it and gives the focus back. */
function closeOutside(bar: HTMLElement): void {
  const open = () => [...bar.querySelectorAll<HTMLDetailsElement>('details[open]')];
  document.addEventListener('click', (event) => {
    for (const one of open()) if (!one.contains(event.target as Node)) one.open = false;
  });
  bar.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    for (const one of open()) {
      one.open = false;
      one.querySelector('summary')?.focus();
    }
  });
}
