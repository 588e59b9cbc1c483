import { mean } from '../../core/stats.ts';

/** Energy Bayesian fraction of missing information of one chain: Σ(E_t − E_{t−1})²/Σ(E_t − Ē)². Below .3 the momentum
 *  refreshments are too small to explore the energy.
 *  @param energy Hamiltonian after each draw
 *  @returns null for constant or non-finite energy, and for fewer than two draws
 *  @see Betancourt (2016), "Diagnosing suboptimal cotangent disintegrations", eq. 8 */
export function ebfmi(energy: Float64Array): number | null {
  const center = mean(energy);
  let [steps, spread] = [0, 0];
  for (const [t, value] of energy.entries()) {
    const step = t === 0 ? 0 : value - energy[t - 1]!;
    steps += step * step;
    spread += (value - center) * (value - center);
  }
  // the mean of equal energies can miss them by a rounding, so the steps tell; they can overflow before the spread does
  return steps > 0 && steps / spread < Infinity ? steps / spread : null;
}
