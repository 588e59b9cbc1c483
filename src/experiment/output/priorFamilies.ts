import { canonicalJson } from '../../core/hash.ts';
import type { Plan, PlannedArm } from '../plan/types.ts';

/** A prior on log ROAS as the settings of an arm have it: N(log center, τ²). */
export type StatedPrior = {
  readonly strength: number;
  /** τ = base_sd/√strength */
  readonly sd: number;
  /** a multiple of the truth, or a number, for all channels or by name */
  readonly center: { readonly truth: number } | number | Readonly<Record<string, number>>;
};

export function priorOf(settings: unknown): StatedPrior | undefined {
  const { roas_prior: prior } = settings as {
    readonly roas_prior?: Partial<Omit<StatedPrior, 'sd'>> & { base_sd?: number };
  };
  if (prior?.strength === undefined || prior.base_sd === undefined || prior.center === undefined) return undefined;
  const { strength, base_sd, center } = prior;
  return { strength, sd: base_sd / Math.sqrt(strength), center };
}

/** Hardly any prior: the bias decomposition's reference. @see statistics.md §3 */
const FLAT = 1 / 256;

/** Arms that differ in the strength and center of their prior only; `flat` is the one that hardly has one. Indices. */
export type PriorFamily = { readonly flat: number; readonly arms: readonly number[] };

export function priorFamilies({ arms }: Pick<Plan, 'arms'>): readonly PriorFamily[] {
  const families = new Map<string, number[]>();
  for (const [a, arm] of arms.entries()) {
    if (priorOf(arm.settings) === undefined) continue;
    const key = withoutPrior(arm);
    families.set(key, [...(families.get(key) ?? []), a]);
  }
  return [...families.values()].flatMap((members) => {
    const flat = members.find((a) => priorOf(arms[a]!.settings)!.strength <= FLAT);
    return flat === undefined || members.length === 1 ? [] : [{ flat, arms: members }];
  });
}

function withoutPrior({ id: _id, name: _name, settings, cost: _cost, ...rest }: PlannedArm): string {
  const { roas_prior, ...others } = settings as { readonly roas_prior: Readonly<Record<string, unknown>> };
  const { strength: _strength, center: _center, base_sd: _sd, ...kept } = roas_prior;
  return canonicalJson([rest, others, kept]);
}
