import { centerChoices, periodChoices, replicateChoices, strengthChoices, turned } from '../state.ts';
import type { Dial, ExplorerWorld, State } from '../types.ts';
import { el } from './dom.ts';
import { short } from './numbers.ts';
import { choice, slider } from './sliders.ts';

type Change = (change: (state: State) => State) => void;

/** Everything that can be set for a world, built anew for each: its own dials first, the curves of single channels folded away. */
export function drawControls(world: ExplorerWorld, state: State, change: Change): readonly HTMLElement[] {
  const dial = (one: Dial): HTMLElement => {
    const { key, label, values, written } = one;
    const value = state.set[key] ?? written;
    const text = (x: number): string => (key.startsWith('dials.') ? `${Math.round(100 * x)} %` : short(x));
    return slider({ id: `dial-${key}`, label, values, value, text }, (x) =>
      change((now) => turned(now, world, key, x)),
    );
  };
  const own = world.dials.filter(({ channel }) => channel === undefined);
  const curved = world.channels.filter((channel) => world.dials.some((one) => one.channel === channel));
  return [
    group(
      'The world',
      ...own.map(dial),
      slider(
        {
          id: 'periods',
          label: 'weeks',
          values: periodChoices,
          value: state.periods as (typeof periodChoices)[number],
          text: String,
        },
        (periods) => change((now) => ({ ...now, periods })),
      ),
    ),
    el(
      'details',
      // on a phone it would push the estimates off the screen
      { open: matchMedia('(min-width: 821px)').matches || state.strength !== null || state.curves === 'default' },
      el('summary', {}, 'What the estimators know'),
      ...knowledge(world, state, change),
    ),
    ...(curved.length === 0
      ? []
      : [
          el(
            'details',
            { open: world.dials.some(({ key, channel }) => channel !== undefined && key in state.set) },
            el('summary', {}, 'Adstock and saturation'),
            ...curved.map((channel) =>
              group(channel, ...world.dials.filter((one) => one.channel === channel).map(dial)),
            ),
          ),
        ]),
    el('details', {}, el('summary', {}, 'Seed and number of datasets'), ...sizes(state, change)),
  ];
}

function group(title: string, ...controls: readonly HTMLElement[]): HTMLElement {
  return el('fieldset', {}, el('legend', {}, title), ...controls);
}

function knowledge(world: ExplorerWorld, state: State, change: Change): readonly HTMLElement[] {
  const curves = [
    ['truth', "the world's own"],
    ['default', 'a rule of thumb'],
  ] as const;
  const questions = [
    ['roas.total', 'total ROAS'],
    ['roas.direct', 'direct ROAS'],
  ] as const;
  const strength = (value: number | null): string => (value === null ? 'none' : String(value));
  return [
    slider(
      {
        id: 'strength',
        label: 'prior strength (Bayesian)',
        values: strengthChoices,
        value: state.strength as (typeof strengthChoices)[number],
        text: strength,
      },
      (value) => change((now) => ({ ...now, strength: value })),
    ),
    slider(
      {
        id: 'center',
        label: 'prior centered on',
        values: centerChoices,
        value: state.center as (typeof centerChoices)[number],
        text: (value) => (value === 1 ? 'the truth' : `truth × ${value}`),
      },
      (center) =>
        // a center without a prior would move nothing
        change((now) => ({ ...now, center, strength: now.strength ?? 1 })),
    ),
    choice({ id: 'curves', label: 'curves (all but Bayesian)', options: curves, value: state.curves }, (value) =>
      change((now) => ({ ...now, curves: value })),
    ),
    ...(world.mediated
      ? [
          choice({ id: 'question', label: 'question', options: questions, value: state.question }, (question) =>
            change((now) => ({ ...now, question })),
          ),
        ]
      : []),
  ];
}

function sizes(state: State, change: Change): readonly HTMLElement[] {
  const seed = el('input', { type: 'number', id: 'seed', min: 0, max: 2_147_483_647, step: 1, value: state.seed });
  seed.addEventListener('change', () => {
    const value = Number(seed.value);
    if (seed.value !== '' && seed.validity.valid) change((now) => ({ ...now, seed: value }));
  });
  const values = [...new Set([...replicateChoices, state.replicates])].sort((a, b) => a - b);
  return [
    el('div', { class: 'choice' }, el('label', { for: 'seed' }, 'seed'), seed),
    slider({ id: 'replicates', label: 'datasets', values, value: state.replicates, text: String }, (replicates) =>
      change((now) => ({ ...now, replicates })),
    ),
  ];
}
