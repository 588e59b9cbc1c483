import type { Plan } from '../experiment/plan/types.ts';
import { runsIn } from '../experiment/plan/types.ts';
import type { Forecast } from '../experiment/planning/forecast.ts';
import type { Need } from '../experiment/planning/needs.ts';
import type { Pilot } from '../experiment/planning/pilot.ts';
import { duration } from './progress.ts';
import { table } from './table.ts';

/** What planning found. */
export type Planned = {
  readonly plan: Plan;
  readonly units: number;
  readonly workers: number;
  readonly pilot: Pilot | null;
  readonly forecast: Forecast | null;
  readonly needs: readonly Need[];
  /** of one core, that the pilot had while it ran: below 1 where other work was going on, or a program outside was waited for */
  readonly coreShare: number | null;
};

/** Below this share of a core the times are those of a busy machine. A choice. */
const BUSY = 0.8;

const right = 'right' as const;

/** What a study will cost, and how exact it will be. */
export function planText(planned: Planned): string {
  const { plan, units, needs } = planned;
  const { replicates, target, cells, arms } = plan;
  const size = target === undefined ? `${replicates} replicates` : `at most ${replicates} replicates`;
  const needed = needs.map(({ measure, level, arm, mcse, wanted, replicates: n }) => [
    ...[
      measure,
      level === null ? '' : String(level),
      arm ?? 'all',
      mcse.toPrecision(2),
      String(wanted),
      level === null ? rough(n) : String(n),
    ],
  ]);
  return [
    `${plan.name}: ${count(cells.length, 'cell')}, ${count(arms.length, 'arm')}, ${size}: ${units} attempts`,
    ...timeLines(planned),
    ...(arms.length === 0 ? [] : ['', armTable(planned)]),
    ...(planned.forecast === null
      ? []
      : ['ms a fit: in the smallest and the largest cell; between them along a line.']),
    ...(needed.length === 0
      ? []
      : [
          '',
          table(
            [
              { title: 'measure' },
              { title: 'level', align: right },
              { title: 'arm' },
              { title: 'MCSE here', align: right },
              { title: 'wanted', align: right },
              { title: 'replicates', align: right },
            ],
            needed,
          ),
          'replicates for the MCSE that is wanted: of coverage if it is what its level says;',
          needs.some(({ level }) => level === null)
            ? 'of relative_bias by the spread of a few fits, in the cell and channel that vary most: roughly.'
            : 'of relative_bias it takes a pilot of two fits or more.',
        ]),
  ].join('\n');
}

/** A spread known to a third or so is worth two digits. */
const rough = (n: number): string => `about ${Number(n.toPrecision(2))}`;

function timeLines({ forecast, workers, pilot, coreShare }: Planned): readonly string[] {
  if (forecast === null) return ['no pilot: how long it takes is not known'];
  const fits = pilot!.arms.reduce((sum, one) => sum + one.fits, 0);
  const wall = forecast.seconds / workers;
  const time = `about ${duration(wall)} with ${count(workers, 'worker')} (${duration(forecast.seconds)} of one core), by a pilot of ${count(fits, 'fit')}`;
  if (coreShare === null || coreShare >= BUSY) return [time];
  const percent = Math.round(100 * coreShare);
  const alone = duration(wall * coreShare);
  return [
    time,
    `the pilot had ${percent} % of a core, as the machine is busy; with the cores to itself about ${alone}`,
  ];
}

function armTable({ plan, pilot, forecast }: Planned): string {
  const rows = plan.arms.map(({ name, use }, a) => {
    const own = (pilot?.arms ?? []).filter(({ arm }) => arm === a);
    const times = own.map(({ ms }) => (ms < 10 ? ms.toFixed(1) : ms.toFixed(0)));
    const failed = own.reduce((sum, one) => sum + one.failed, 0);
    const fits = own.reduce((sum, one) => sum + one.fits, 0);
    return [
      ...[name, use, String(plan.cells.filter((_, c) => runsIn(plan, c, a)).length)],
      times.length === 0 ? '–' : times.join(' to '),
      forecast === null ? '–' : duration(forecast.byArm[a]!),
      fits === 0 ? '–' : `${failed} of ${fits}`,
    ];
  });
  return table(
    [
      { title: 'arm' },
      { title: 'estimator' },
      { title: 'cells', align: right },
      { title: 'ms a fit', align: right },
      { title: 'of one core', align: right },
      { title: 'failed', align: right },
    ],
    rows,
  );
}

const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;

export function planJson({ plan, units, workers, pilot, forecast, needs, coreShare }: Planned) {
  return {
    study: plan.name,
    cells: plan.cells.map(({ name, periods }) => ({ name, periods })),
    arms: plan.arms.map(({ name, use }, a) => ({
      ...{ name, use, cells: plan.cells.filter((_, c) => runsIn(plan, c, a)).length },
      core_seconds: forecast?.byArm[a] ?? null,
      pilot: (pilot?.arms ?? [])
        .filter(({ arm }) => arm === a)
        .map(({ cell, fits, failed, ms, relativeSd }) => ({
          ...{ cell: plan.cells[cell]!.name, fits, failed, ms, relative_sd: relativeSd },
        })),
    })),
    replicates: plan.replicates,
    target_mcse: plan.target?.mcse ?? null,
    policy: plan.policy ?? 'as-analyzed',
    units,
    workers,
    core_seconds: forecast?.seconds ?? null,
    pilot_core_share: coreShare,
    seconds: forecast === null ? null : forecast.seconds / workers,
    needs,
  };
}
