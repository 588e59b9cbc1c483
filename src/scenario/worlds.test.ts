import { describe, expect, test } from 'vitest';
import { hashJson } from '../core/hash.ts';
import { equations } from './equations.ts';
import { channelsOf, tails, worldGraph } from './graph.ts';
import { listScenarios, loadScenario } from './load.node.ts';
import { mermaidGraph } from './mermaid.ts';
import { resolveWorld } from './scenario.ts';

/** SHA-256 of the canonical JSON of each bundled world: a change here changes every unit id of studies that use it. */
const golden: Readonly<Record<string, string>> = {
  clean: '409fc0d0192aa0a37a3c3b092fee78baad18e199fdec9734446590bfba03ccb5',
  collinear: '871b52588471608c163cadd65228e94ee40244cbbe20063f8bd93d6c69935bce',
  'geo-targeting': 'e62d1c87984110fc8036c28559ef388a3b780b634362834243074d3b87915890',
  'hidden-demand': 'd13af09cb59b32c1dbbbdb58fe54ad7eeb78114e06befaa02e5e3ad8dfdb1caf',
  'jin-2017': '18f1604a38eb7a25d8ed3a2f568db773d647c2fb8b6d93720f22a43efc90f277',
  'paid-search': '613c68861ddc841c5747f6487e385fdc7ac186770ecd721155e0464a85b2105f',
  'seen-demand': 'e5f79619ad49b60641fcf34f2c66461c09d90af7bc6e59924aa68a7f07793c96',
  'social-funnel': '3760188c10bcb5e980470bb7c93e8f62b3d204a219bfad8ab641bc6f4f7b7ae8',
  'social-funnel-hidden-demand': 'f6d2cbabd27a76e3e6073519b9696a2754e08f7f076d0b71cb7e929823880680',
  'unobserved-confounder': '48092eb9026fd2de665ec5d5d5be33fa023de8266bebe0238f7c79da4efd582d',
};

test('the golden list is complete', () => {
  expect(listScenarios()).toEqual(Object.keys(golden).sort());
});

describe.each(listScenarios())('%s', (name) => {
  const scenario = loadScenario(name);
  const world = resolveWorld(scenario);

  test('is called like its file and says where it comes from', () => {
    expect(scenario.name).toBe(name);
    expect(scenario.sources.length).toBeGreaterThan(0);
  });

  test('has the hash it always had', () => {
    // what a world says about itself is prose, and no part of what names the data
    const { about: _, ...rest } = world;
    expect(hashJson(rest)).toBe(golden[name]);
  });

  test('is the same world with every dial at 1, and another one at 0', () => {
    for (const dial of Object.keys(scenario.dials)) {
      expect(resolveWorld(scenario, { [`dials.${dial}`]: 1 })).toEqual(world);
      expect(resolveWorld(scenario, { [`dials.${dial}`]: 0 })).not.toEqual(world);
    }
  });

  test('has equations and a graph that can be read', () => {
    const lines = equations(world);
    expect(lines).toHaveLength(world.nodes.length);
    for (const line of lines) expect(line).not.toMatch(/undefined|NaN|\[object/);
    expect(mermaidGraph(world).split('\n')).toHaveLength(
      1 + world.nodes.length + worldGraph(world).edges.length + (world.nodes.some((node) => node.latent) ? 2 : 0),
    );
  });

  test('every channel acts on the outcome', () => {
    for (const channel of channelsOf(world)) expect(tails(world)[channel]).toBeGreaterThanOrEqual(0);
    expect(
      worldGraph(world)
        .edges.filter(({ to }) => to === world.outcome)
        .map(({ from }) => from),
    ).toEqual(expect.arrayContaining([...channelsOf(world)]));
  });
});
