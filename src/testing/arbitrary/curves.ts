import type { Arbitrary } from 'fast-check';
import { adstocks, saturations } from '../../media/registry.ts';
import type {
  Adstock,
  AdstockSpec,
  ChannelCurves,
  CurveParameter,
  Saturation,
  SaturationSpec,
} from '../../media/types.ts';
import { fc } from '../fastCheck.ts';

/** Steps of a parameter between its bounds: round numbers shrink and read well. */
const STEPS = 100;
/** An unbounded parameter goes up to this. */
const LARGEST = 10;
/** A quarter of weeks. */
const MOST_LAGS = 13;

/** How one channel's spend becomes response: any carryover, any saturation, in either order. Shrinks towards none of both. */
export function curves(): Arbitrary<ChannelCurves> {
  return fc.record({
    adstock: adstockCurves(),
    saturation: saturationCurves(),
    order: fc.constantFrom('adstock-first', 'saturation-first'),
  });
}

/** Any carryover of the registry with parameters that it allows. Shrinks towards none. */
export function adstockCurves(): Arbitrary<AdstockSpec> {
  const all: readonly Adstock[] = Object.values(adstocks);
  return oneOf(
    all.map((curve) =>
      fc
        .record({
          parameters: fc.tuple(...curve.parameters.map(parameter)),
          // `none` has one lag, and nothing to divide
          maxLag: curve.id === 'none' ? fc.constant(1) : fc.integer({ min: 1, max: MOST_LAGS }),
          normalize: curve.id === 'none' ? fc.constant(true) : fc.boolean().map((no) => !no),
        })
        .map((spec): AdstockSpec => ({ curve: curve.id, ...spec })),
    ),
  );
}

/** Any saturation of the registry with parameters that it allows. Shrinks towards none. */
export function saturationCurves(): Arbitrary<SaturationSpec> {
  const all: readonly Saturation[] = Object.values(saturations);
  return oneOf(
    all.map((curve) =>
      fc.tuple(...curve.parameters.map(parameter)).map((parameters) => ({ curve: curve.id, parameters })),
    ),
  );
}

/** The first is what others shrink to. */
function oneOf<T>(all: readonly Arbitrary<T>[]): Arbitrary<T> {
  return fc.oneof({ withCrossShrink: true }, ...all);
}

function parameter({ lower, upper, open }: CurveParameter): Arbitrary<number> {
  const from = Math.max(lower, -LARGEST);
  const width = Math.min(upper, LARGEST) - from;
  const step = width / STEPS;
  const min = lower === from && (open === 'lower' || open === 'both') ? 1 : 0;
  const max = upper === from + width && (open === 'upper' || open === 'both') ? STEPS - 1 : STEPS;
  return fc.integer({ min, max }).map((k) => from + k * step);
}
