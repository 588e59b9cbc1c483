import type { EffectGeo, Geos, NodeGeo } from './geos.ts';
import type { EffectGeoDocument, GeosDocument, NodeGeoDocument } from './schema/geos.ts';

/** Keys of a world's geos, or none where it is national, so that such a world has the hash it always had. */
export function buildGeos(written: GeosDocument | undefined): { readonly geos?: Geos } {
  if (written === undefined) return {};
  if ('count' in written) {
    const { count, population } = written;
    const names = Array.from({ length: count }, (_, g) => `geo_${g + 1}`);
    if (typeof population === 'number') {
      return { geos: { names, population: { kind: 'given', people: names.map(() => population) } } };
    }
    return { geos: { names, population: { kind: 'lognormal', ...population.lognormal } } };
  }
  const people = written.map(({ population }) => population);
  return { geos: { names: written.map(({ name }) => name), population: { kind: 'given', people } } };
}

/** A node's own difference between geos; a spread without targeting is targeted at nothing. */
export function buildNodeGeo(written: NodeGeoDocument | undefined): { readonly geo?: NodeGeo } {
  if (written?.level !== undefined) return { geo: { kind: 'level', sd: written.level } };
  if (written?.spread === undefined) return {};
  return { geo: { kind: 'spread', sd: written.spread, targeting: written.targeting ?? 0 } };
}

export function buildEffectGeo(written: EffectGeoDocument | undefined): { readonly geo?: EffectGeo } {
  if (written === undefined) return {};
  const { normal, truncated_normal: truncated, lognormal } = written;
  if (normal !== undefined) return { geo: { law: 'normal', sd: normal } };
  if (truncated !== undefined) return { geo: { law: 'truncated-normal', sd: truncated } };
  return { geo: { law: 'lognormal', sd: lognormal! } };
}
