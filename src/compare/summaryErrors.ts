import { normalQuantile } from '../core/distributions.ts';
import { exp, log } from '../core/math.ts';
import type { EffectScore } from '../score/types.ts';

/** Chains mix slower in the tails than at the median, and a single far draw moves a standard deviation: over 1,000 pairs of real fits
 *  of skewed posteriors the differences were up to 1.32 and 1.76 times as large as independent draws would make them. */
const SLOWER = { ends: 1.5, spread: 2.5 };

/** Monte Carlo errors of the differences between two fits' summaries, in the order point, standard error, ends of intervals.
 *  Rows hold the error of the median. That of a quantile at p is √(p(1 − p)/n)/density there, and that of a standard deviation
 *  √((κ − 1)/4n) of it: both are taken from the median's by a shifted lognormal posterior, whose skewness is read off the interval,
 *  r = (upper − median)/(median − lower). At r = 1 it is the normal: √(p(1 − p))/φ(z) and √½ against √(π/2).
 *  @param levels of the intervals
 *  @param slower by what chains exceed independent draws; 1 for such */
export function summaryErrors(
  x: EffectScore,
  y: EffectScore,
  levels: readonly number[],
  slower = SLOWER,
): readonly number[] {
  const own = Math.sqrt((x.mcse ?? 0) * (x.mcse ?? 0) + (y.mcse ?? 0) * (y.mcse ?? 0));
  const unit = own / Math.sqrt(Math.PI / 2);
  const ratios = levels.map((_, l) => (asymmetry(x, l) + asymmetry(y, l)) / 2);
  const ends = levels.flatMap((level, l) => {
    const normal = unit * quantileError(level) * slower.ends;
    return [normal / ratios[l]!, normal * ratios[l]!];
  });
  const widest = levels.reduce((best, level, l) => (level > levels[best]! ? l : best), 0);
  const spread = levels.length === 0 ? Math.SQRT1_2 : spreadError(ratios[widest]!, levels[widest]!);
  return [own, ...(x.se === null ? [] : [unit * spread * slower.spread]), ...ends];
}

/** How much further the upper end is from the median than the lower; 1 where the point is not inside. */
function asymmetry({ point, intervals }: EffectScore, level: number): number {
  const [lower, upper] = intervals[level] ?? [point, point];
  return lower < point && point < upper ? (upper - point) / (point - lower) : 1;
}

/** Of a standard normal's quantile, times √n. */
function quantileError(level: number): number {
  const p = (1 - level) / 2;
  const z = normalQuantile(p);
  return (Math.sqrt(p * (1 - p)) * Math.sqrt(2 * Math.PI)) / exp(-0.5 * z * z);
}

/** Of the standard deviation of c + e^u, u normal with sd s, in units of its scale at the median, times √n: r = e^{zs} at the
 *  interval's z; κ = w⁴ + 2w³ + 3w² − 3 with w = e^{s²} (Johnson, Kotz & Balakrishnan 1994, ch. 14). */
function spreadError(ratio: number, level: number): number {
  const s = Math.abs(log(ratio)) / normalQuantile((1 + level) / 2);
  // below, the normal's value to eight digits
  if (s < 1e-4) return Math.SQRT1_2;
  const w = exp(s * s);
  const kurtosis = w * w * w * w + 2 * w * w * w + 3 * w * w - 3;
  return (Math.sqrt(w * (w - 1)) / s) * Math.sqrt((kurtosis - 1) / 4);
}
