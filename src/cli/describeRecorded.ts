import { estimandKey } from '../dataset/estimand.ts';
import type { Dataset } from '../dataset/types.ts';
import { lookAt } from '../scenario/recorded/look.node.ts';
import type { RecordedWorld } from '../scenario/recorded/types.ts';
import { decimalsFor, fixed } from './digits.ts';
import { bold, yellow } from './style.ts';
import { table } from './table.ts';
import { wrap } from './wrap.ts';

/** More gaps than anyone reads; the rest are counted. */
const NOTES = 5;

/** What a recorded world holds: its datasets, their series, and what is known of the truth. Nobody knows its graph. */
export function describeRecorded(world: RecordedWorld): { readonly json: unknown; readonly text: string } {
  const { warnings, first } = lookAt(world);
  const { name, about, sources, folder, data, periods, datasets, truthFiles } = world;
  const truths = truthsOf(world);
  const facts = { history: first.history, future: first.future, carryover_start: first.carryoverStart };
  const notes = warnings.map(({ file, line, message }) => `${file}${line === undefined ? '' : `:${line}`} ${message}`);
  return {
    json: {
      kind: 'recorded',
      ...{ name, about, sources, folder, periods, period: data.period, ...facts },
      geos: first.geos,
      channels: data.channels,
      controls: data.controls,
      outcome: data.outcome,
      datasets,
      truth: world.truth === null ? null : truths,
      truth_files: truthFiles,
      notes,
    },
    text: [
      bold(name),
      ...wrap(about, 100, ''),
      ...sources.flatMap((source) => wrap(`source: ${source}`)),
      '',
      ...wrap(contents(world, first), 100, ''),
      '',
      seriesTable(first),
      '',
      ...(world.truth === null
        ? [`The truth is withheld: there is no ${truthFiles.join(', ')}.`]
        : [truthText(truths)]),
      '',
      ...wrap(
        'Recorded, not simulated: nobody states what causes what, so there is no graph, nothing is identified from one, and what an estimator aims at is unknown.',
        100,
        '',
      ),
      ...(notes.length === 0 ? [] : ['', ...notes.slice(0, NOTES).flatMap((note) => wrap(yellow(`note: ${note}`)))]),
      ...(notes.length > NOTES ? [`and ${notes.length - NOTES} more such notes`] : []),
    ].join('\n'),
  };
}

function contents({ datasets, folder }: RecordedWorld, first: Dataset): string {
  const { periods, period, history, future, geos, dates } = first;
  const names = datasets.length === 1 ? datasets[0]!.file : `${datasets[0]!.file} … ${datasets.at(-1)!.file}`;
  const span = dates === null ? '' : ` (${dates[0]} to ${dates.at(-1)} in the first)`;
  const around =
    history + future === 0
      ? 'spend before and after the window is unknown, before it taken as 0'
      : `spend is known for ${history} before and ${future} after`;
  const places = geos.length === 1 ? 'national' : `${geos.length} geos`;
  const count = `${datasets.length} dataset${datasets.length === 1 ? '' : 's'}`;
  return `${count} in ${folder}: ${names}; ${places}, ${periods} ${period}s each${span}; ${around}.`;
}

/** The series of the first dataset, in its window. */
function seriesTable({ channels, controls, outcome }: Dataset): string {
  const series = [
    ...channels.map(({ name, spend }) => ({ role: 'channel', name, values: spend.window })),
    ...controls.map(({ name, values }) => ({ role: 'control', name, values })),
    { role: 'outcome', name: outcome.name, values: outcome.values },
  ];
  const right = 'right' as const;
  return table(
    [
      { title: 'series' },
      { title: 'is' },
      ...['mean', 'min', 'max', 'zeros'].map((title) => ({ title, align: right })),
    ],
    series.map(({ name, role, values }) => {
      const numbers = [...values];
      const shown = [
        numbers.reduce((sum, x) => sum + x, 0) / numbers.length,
        Math.min(...numbers),
        Math.max(...numbers),
      ];
      const decimals = decimalsFor(shown);
      const zeros = numbers.filter((x) => x === 0).length;
      return [name, role, ...shown.map((x) => fixed(x, decimals)), String(zeros)];
    }),
  );
}

type KnownTruth = {
  readonly channel: string;
  readonly estimand: string;
  /** datasets where it is known, and where it is stated as undefined */
  readonly known: number;
  readonly undefined: number;
  readonly mean: number | null;
  readonly min: number | null;
  readonly max: number | null;
};

/** Of every channel and estimand, over the datasets. */
function truthsOf({ truth }: RecordedWorld): readonly KnownTruth[] {
  const groups = new Map<string, { readonly channel: string; readonly estimand: string; values: (number | null)[] }>();
  for (const { estimand, value } of truth ?? []) {
    const [channel, key] = [estimand.channel, estimandKey(estimand)];
    const group = groups.get(`${channel} ${key}`) ?? { channel, estimand: key, values: [] };
    group.values.push(value);
    groups.set(`${channel} ${key}`, group);
  }
  return [...groups.values()].map(({ channel, estimand, values }) => {
    const known = values.filter((value) => value !== null);
    const [n, none] = [known.length, values.length - known.length];
    if (n === 0) return { channel, estimand, known: 0, undefined: none, mean: null, min: null, max: null };
    const mean = known.reduce((sum, x) => sum + x, 0) / n;
    return { channel, estimand, known: n, undefined: none, mean, min: Math.min(...known), max: Math.max(...known) };
  });
}

function truthText(truths: readonly KnownTruth[]): string {
  const right = 'right' as const;
  return table(
    [
      { title: 'truth of' },
      { title: 'estimand' },
      ...['mean', 'min', 'max', 'datasets'].map((title) => ({ title, align: right })),
    ],
    truths.map(({ channel, estimand, mean, min, max, known }) => {
      const decimals = decimalsFor([mean, min, max]);
      return [channel, estimand, ...[mean, min, max].map((x) => fixed(x, decimals)), String(known)];
    }),
  );
}
