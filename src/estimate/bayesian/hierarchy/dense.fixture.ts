import { Matrix } from 'ml-matrix';
import { transformMedia } from '../../media.ts';
import type { PooledModel } from './model.ts';

/** ml-matrix wants symmetry to the last bit. */
export const symmetric = (a: Matrix): Matrix => Matrix.add(a, a.transpose()).mul(0.5);

/** What the coefficients b = (all geos' linear ones, with `normal` also effects, then population means that are integrated out)
 *  have for a prior, and the outcome given them: y = offset + X·b + N(0, σ²), all as dense matrices. */
export function dense(model: PooledModel, at: Float64Array) {
  const { geos, periods: T, channels, columns, layout, parameters, law } = model;
  const marginal = law === 'normal';
  const pooled = marginal ? [...layout.linear, ...layout.effects] : layout.linear;
  const [G, k] = [geos.length, pooled.length];
  const integrated = pooled.flatMap(({ mean: i }, j) => (parameters[i]!.prior.family === 'normal' ? [j] : []));
  const size = G * k + integrated.length;
  const [x, offset] = [Matrix.zeros(G * T, size), new Float64Array(G * T)];
  const center = new Float64Array(size);
  const covariance = Matrix.zeros(size, size);
  pooled.forEach(({ mean: i, scale }, j) => {
    const { prior } = parameters[i]!;
    const place = integrated.indexOf(j);
    const [m, s] = place < 0 ? [at[i]!, 0] : (prior.parameters as [number, number]);
    for (let g = 0; g < G; g++) {
      center[j * G + g] = m;
      for (let h = 0; h < G; h++) covariance.set(j * G + g, j * G + h, s * s + (g === h ? at[scale]! * at[scale]! : 0));
      if (place >= 0) {
        covariance.set(G * k + place, j * G + g, s * s);
        covariance.set(j * G + g, G * k + place, s * s);
      }
    }
    if (place >= 0) {
      center[G * k + place] = m;
      covariance.set(G * k + place, G * k + place, s * s);
    }
  });
  for (let g = 0; g < G; g++) {
    const responses = channels.map(({ spends, adstock, saturation, maxLag, normalize, order }, m) =>
      transformMedia(spends[g]!, {
        adstock: { curve: adstock.id, parameters: layout.adstock[m]!.map((i) => at[i]!), maxLag, normalize },
        saturation: { curve: saturation.id, parameters: layout.saturation[m]!.map((i) => at[i]!) },
        order,
      }).subarray(model.history),
    );
    for (let t = 0; t < T; t++) {
      const row = g * T + t;
      x.set(row, g, 1);
      columns.forEach(({ values }, c) => {
        x.set(row, (1 + c) * G + g, values[row]!);
      });
      responses.forEach((response, m) => {
        if (marginal) x.set(row, (1 + columns.length + m) * G + g, response[t]!);
        else offset[row]! += at[layout.effects[m]!.geos + g]! * response[t]!;
      });
    }
  }
  const names = [
    ...pooled.flatMap(({ geos: first }) => geos.map((_, g) => first + g)),
    ...integrated.map((j) => pooled[j]!.mean),
  ];
  return { x, offset, center, covariance, names };
}
