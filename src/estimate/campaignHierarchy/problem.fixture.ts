import type { Column } from '../columns.ts';
import type { Grouped } from './reduced.ts';

/** Five campaigns over 24 periods by integer arithmetic, so that the same data stand in the Python and R sessions that made the
 *  numbers of the tests: y = 20 + Σ ρ_c w_c + price/2 + e. */
const roas = [1.2, 2.1, 1.6, 0.4, 0.9];
const T = 24;
const series = (f: (t: number) => number) => Float64Array.from({ length: T }, (_, t) => f(t));
const campaigns = roas.map((_, c) => series((t) => ((7 * t * (c + 2) + t * t * (c + 1)) % 11) + 1));
const price = series((t) => ((5 * t) % 7) - 3);

export const outcome = series(
  (t) => 20 + roas.reduce((sum, rho, c) => sum + rho * campaigns[c]![t]!, 0) + 0.5 * price[t]! + noise(t),
);

function noise(t: number): number {
  return (((37 * t * t + 11 * t) % 23) - 11) / 3;
}

/** @param parentOf of the five, −1 for their own */
export function problem(parentOf: readonly number[]): Grouped {
  const column = (name: string, role: Column['role'], values: Float64Array): Column => ({ name, role, values });
  return {
    fixed: [
      column(
        'intercept',
        'intercept',
        series(() => 1),
      ),
      column('price', 'control', price),
    ],
    channels: campaigns.map((values, c) => column(`c${c}`, 'channel', values)),
    parents: ['first', 'second'].slice(0, 1 + Math.max(...parentOf)),
    parentOf: Int32Array.from(parentOf),
  };
}
