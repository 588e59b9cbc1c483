import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { nodeSurroundings } from '../experiment/load/study.node.ts';
import { planStudy } from '../experiment/plan/planStudy.ts';
import { parseStudy } from '../experiment/study/study.ts';
import { listScenarios } from '../scenario/load.node.ts';
import { parseScenario, resolveWorld } from '../scenario/scenario.ts';
import { describeForExplorer, listed } from './build.ts';
import { firstState } from './state.ts';
import { armsOf, studyText } from './study.ts';
import type { State } from './types.ts';

const surroundings = nodeSurroundings('.');
const textOf = (name: string) => readFileSync(new URL(`../../scenarios/${name}.yaml`, import.meta.url), 'utf8');

test('the menu names shipped worlds, each once; those left out have regions, or units of another kind', () => {
  const names = listed().map(([, name]) => name);
  expect(new Set(names).size).toBe(names.length);
  const shipped = listScenarios();
  expect(names.filter((name) => !shipped.includes(name))).toEqual([]);
  expect(shipped.filter((name) => !names.includes(name))).toEqual([
    ...['brand-stock', 'daily-observed-weekly', 'exposure-cost', 'geo-national-media', 'geo-targeting'],
    ...['lagged-sales', 'log-outcome', 'zhang-2024'],
  ]);
});

describe.each(listed())('%s: %s', (theme, name) => {
  const world = describeForExplorer(name, theme, textOf(name));

  test('dials have what is written among their values, and worlds at both ends', () => {
    expect(world.dials.length).toBeGreaterThan(0);
    const scenario = parseScenario(world.text, name);
    for (const { values, written } of world.dials) expect(values).toContain(written);
    for (const end of [0, -1]) {
      const set = Object.fromEntries(world.dials.map(({ key, values }) => [key, values.at(end)!]));
      expect(resolveWorld(scenario, set).name).toBe(name);
    }
  });

  test('its study can be planned: as it opens, and with all that can be asked for', async () => {
    const first = firstState(name);
    const dial = world.dials[0]!;
    const all: State = { ...first, set: { [dial.key]: dial.values[1]! }, curves: 'default', strength: 4, center: 2 };
    for (const state of [first, all]) {
      const plan = await planStudy(parseStudy(studyText(world, state), 'explorer.yaml'), surroundings);
      expect(plan.arms.map((arm) => arm.name.replace(/\[.*/, ''))).toEqual(armsOf(world, state).map((arm) => arm.name));
      expect(plan.cells).toHaveLength(1);
    }
  });
});
