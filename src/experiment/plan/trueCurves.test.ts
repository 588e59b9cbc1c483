import { expect, test } from 'vitest';
import { loadScenario } from '../../scenario/load.node.ts';
import { resolveWorld } from '../../scenario/scenario.ts';
import { drawnWorld } from '../../simulate/drawParameters.ts';
import { withTruth } from '../run/withTruth.ts';
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

test('a channel whose spend buys exposure acts by that, whatever it is called', () => {
  const curves = trueCurves(resolveWorld(loadScenario('exposure-cost')));
  expect(curves.social).toMatchObject({ adstock: { parameters: [0.4] }, saturation: { parameters: [0.17] } });
  expect(Object.keys(curves)).not.toContain('social_impressions');
});

test('of a world that draws its numbers, the curves of a replicate are those it drew', () => {
  const world = resolveWorld(loadScenario('random-parameters'));
  const alpha = (replicate: number) => trueCurves(drawnWorld(world, { seed: 1, replicate })).tv!.adstock.parameters[0];
  expect(trueCurves(world).tv!.adstock.parameters).toEqual([0.6]);
  expect(new Set([alpha(0), alpha(1), 0.6]).size).toBe(3);
  const settings = { media: { given: 'truth' } };
  const cell = { world, estimands: [] };
  const given = withTruth(settings, {}, cell, [], { seed: 1, replicate: 1 }) as typeof settings & {
    readonly media: { readonly given: ReturnType<typeof trueCurves> };
  };
  expect(given.media.given.tv!.adstock.parameters[0]).toBe(alpha(1));
});

test('curves of days are nothing that an estimator of weeks can be handed', () => {
  expect(() => trueCurves(resolveWorld(loadScenario('daily-observed-weekly')))).toThrow(
    'given: truth cannot hand over daily-observed-weekly: its curves are by the day, its data are not',
  );
});
