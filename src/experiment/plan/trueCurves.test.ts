import { expect, test } from 'vitest';
import { loadScenario } from '../../scenario/load.node.ts';
import { resolveWorld } from '../../scenario/scenario.ts';
import { trueCurves } from './trueCurves.ts';

// scenarios/social-funnel.yaml
test('a funnel’s curves: on the outcome by channel, on the mediator by arrow, none where there is no arrow', () => {
  const curves = trueCurves(resolveWorld(loadScenario('social-funnel')));
  expect(curves.google!.saturation).toEqual({ curve: 'logistic', parameters: [0.02] });
  expect(curves['snapchat->google']).toEqual({
    adstock: { curve: 'geometric', parameters: [0.3], maxLag: 8, normalize: true },
    saturation: { curve: 'none', parameters: [] },
    order: 'adstock-first',
  });
  expect(curves['google->snapchat']!.adstock.curve).toBe('none');
  expect(Object.keys(curves)).toHaveLength(5 + 5 * 4);
});
