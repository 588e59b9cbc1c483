import fc from 'fast-check';
import { expect, test } from 'vitest';
import { saturations } from '../../media/registry.ts';
import type { Saturation } from '../../media/types.ts';
import { inOwnUnits } from './curveUnits.ts';

test.each(Object.values<Saturation>(saturations))(
  '$id: a curve on scaled exposure is the same curve on its own',
  (curve) => {
    const positive = fc.double({ min: 0.1, max: 5, noNaN: true });
    const p = fc.array(positive, { minLength: curve.parameters.length, maxLength: curve.parameters.length });
    fc.assert(
      fc.property(p, positive, positive, positive, (parameters, effect, x, scale) => {
        const own = inOwnUnits(curve.id, parameters, effect, scale);
        const before = effect * curve.value(x / scale, parameters);
        expect((own.effect * curve.value(x, own.parameters)) / before).toBeCloseTo(1, 9);
      }),
    );
  },
);
