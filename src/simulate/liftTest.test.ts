import { describe, expect, test } from 'vitest';
import { mean, sd } from '../core/stats.ts';
import { loadScenario } from '../scenario/load.node.ts';
import { resolveWorld } from '../scenario/scenario.ts';
import { runGeoLift } from './geoLift.ts';
import { trueChange } from './liftTest.ts';
import { compileWorld, panelOf, replicateOf, simulate } from './simulate.ts';

const key = { seed: 5, replicate: 2 };
const compiled = (name: string) => compileWorld(resolveWorld(loadScenario(name)));
const worlds = ['clean', 'synergy', 'log-outcome', 'lagged-sales', 'daily-observed-weekly', 'geo-targeting'];

describe.each(worlds)('%s', (name) => {
  const written = compiled(name);
  const panel = panelOf(replicateOf(written, key), { ...key, periods: 40 }, [5]);
  const channel = panel.model.nodes[panel.model.channels[0]!]!.name;
  const window = [10, 17] as const;

  test('switching off costs the channel’s true contribution, and saves its spend', () => {
    const requests = (['contribution', 'roas.total'] as const).map((kind) => ({ kind, window, tail: 5 }));
    const { truth } = simulate(written, { ...key, periods: 40, requests });
    const [contribution, roas] = (['contribution', 'roas.total'] as const).map(
      (kind) => truth.effects.find(({ estimand }) => estimand.channel === channel && estimand.kind === kind)!.value!,
    );
    const { outcomeLost, spendSaved } = trueChange(panel, { channel, window, tail: 5, scale: 0 });
    expect(outcomeLost / contribution! - 1).toBeCloseTo(0, 9);
    expect(outcomeLost / spendSaved / roas! - 1).toBeCloseTo(0, 9);
  });

  test('one percent more brings what the marginal ROAS says', () => {
    const requests = [{ kind: 'mroas.total', window, tail: 5 }] as const;
    const { truth } = simulate(written, { ...key, periods: 40, requests });
    const roas = truth.effects.find(({ estimand }) => estimand.channel === channel)!.value!;
    const { outcomeLost, spendSaved } = trueChange(panel, { channel, window, tail: 5, scale: 1.01 });
    expect(outcomeLost / spendSaved / roas - 1).toBeCloseTo(0, 6);
  });
});

describe('a geo test', () => {
  const written = compiled('geo-targeting');
  const design = { channel: 'search', window: [20, 27], tail: 4, scale: 0, treated: 0.5, before: 8 } as const;
  const panels = Array.from({ length: 20 }, (_, replicate) => ({
    replicate,
    panel: panelOf(replicateOf(written, { seed: 9, replicate }), { seed: 9, replicate, periods: 32 }, [4]),
  }));
  const results = panels.flatMap(({ replicate, panel }) => {
    const truth = trueChange(panel, design);
    return Array.from({ length: 10 }, (_, k) => {
      const found = runGeoLift(panel, design, { seed: `test/${k}`, replicate });
      return { ...found, truth };
    });
  });

  // fixed seeds; ten tests in each of 20 worlds. A t of some 17 degrees has sd 1.07
  test('is unbiased, and its standard error is that of its error', () => {
    const z = results.map(({ effect, se, truth }) => (effect - truth.outcomeLost) / se);
    expect(Math.abs(mean(z))).toBeLessThan((3 * sd(z)) / Math.sqrt(z.length));
    expect(sd(z)).toBeGreaterThan(0.9);
    expect(sd(z)).toBeLessThan(1.35);
    expect(z.filter((x) => Math.abs(x) < 1.96).length / z.length).toBeGreaterThan(0.88);
  });

  test('costs what its regions lose: about half of what switching off everywhere would', () => {
    const shares = results.map(({ cost, truth }) => cost.outcomeLost / truth.outcomeLost);
    expect(mean(shares)).toBeGreaterThan(0.4);
    expect(mean(shares)).toBeLessThan(0.6);
    for (const { cost } of results) expect(cost.spendSaved).toBeGreaterThan(0);
  });

  test('longer tests and more regions narrow it, relative to the effect', () => {
    const relative = (weeks: number, count: number) => {
      const world = compileWorld(resolveWorld(loadScenario('geo-targeting'), { 'geos.count': count }));
      const found = Array.from({ length: 6 }, (_, replicate) => {
        const own = panelOf(replicateOf(world, { seed: 4, replicate }), { seed: 4, replicate, periods: 40 }, [4]);
        const asked = { ...design, window: [20, 19 + weeks] as const };
        return runGeoLift(own, asked, { seed: 'size', replicate }).se / trueChange(own, asked).outcomeLost;
      });
      return mean(found);
    };
    expect(relative(12, 20)).toBeLessThan(relative(3, 20));
    expect(relative(8, 40)).toBeLessThan(relative(8, 10));
  });
});
