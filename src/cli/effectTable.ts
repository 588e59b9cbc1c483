import { type Estimand, estimandKey } from '../dataset/estimand.ts';
import type { Effect } from '../estimate/contract.ts';
import { decimalsFor, fixed } from './digits.ts';
import type { FitSpec } from './fitSpec.ts';
import { table } from './table.ts';

export function answered(effects: readonly (Effect | null)[]): readonly Effect[] {
  return effects.filter((effect) => effect !== null);
}

/** The truth of a fit file is that of `roas.total`; other questions have other answers. */
export function trueRoas({ truth }: FitSpec, { kind, channel }: Estimand): number | undefined {
  return kind === 'roas.total' ? truth?.[channel] : undefined;
}

/** @example percent(0.95) // '95 %' */
export const percent = (share: number): string => `${Number((100 * share).toPrecision(6))} %`;

/** Effects with their intervals, and the truth where the fit file has one. */
export function effectTable(effects: readonly Effect[], spec: FitSpec): string {
  // kinds have scales of their own: a contribution is no ROAS
  const decimals = new Map(
    [...new Set(effects.map(({ estimand }) => estimand.kind))].map((kind) => [
      kind,
      decimalsFor(effects.filter(({ estimand }) => estimand.kind === kind).map(({ point }) => point)),
    ]),
  );
  return table(
    [{ title: 'channel' }, { title: 'estimand' }, ...numberColumns(spec)],
    effects.map((effect) => [
      effect.estimand.channel,
      estimandKey(effect.estimand),
      ...numbers(effect, spec, decimals.get(effect.estimand.kind)!),
    ]),
  );
}

/** One question's answers by several models: channel by channel, the models beneath each other.
 *  @param fits effects with the name of their model; all of one estimand, but for the channel */
export function effectsByModel(
  fits: readonly { readonly model: string; readonly effect: Effect }[],
  spec: FitSpec,
): string {
  const decimals = decimalsFor(fits.map(({ effect }) => effect.point));
  const channels = [...new Set(fits.map(({ effect }) => effect.estimand.channel))];
  return table(
    [{ title: 'channel' }, { title: 'model' }, ...numberColumns(spec)],
    channels.flatMap((channel) =>
      fits
        .filter(({ effect }) => effect.estimand.channel === channel)
        .map(({ model, effect }, i) => [i === 0 ? channel : '', model, ...numbers(effect, spec, decimals)]),
    ),
  );
}

function numberColumns({ levels, truth }: FitSpec) {
  const right = 'right' as const;
  return [
    { title: 'estimate', align: right },
    { title: 'se', align: right },
    ...levels.map((level) => ({ title: `${percent(level)} interval`, align: right })),
    ...(truth === undefined ? [] : [{ title: 'truth', align: right }]),
  ];
}

function numbers({ estimand, point, se, intervals }: Effect, spec: FitSpec, decimals: number): readonly string[] {
  const show = (x: number | null | undefined) => fixed(x, decimals);
  return [
    show(point),
    show(se),
    ...intervals.map(({ lower, upper }) => `[${show(lower)}, ${show(upper)}]`),
    ...(spec.truth === undefined ? [] : [show(trueRoas(spec, estimand))]),
  ];
}
