import type { World, WorldNode } from '../world.ts';
import type { RecordedWorld } from './types.ts';

/** What a recorded world shows of itself as a world: its series, and no equation between them. */
export function worldOf({ name, about, data }: Pick<RecordedWorld, 'name' | 'about' | 'data'>): World {
  const node = (series: string, role: WorldNode['role']): WorldNode => ({
    name: series,
    role,
    latent: false,
    base: [],
    scale: [],
    noise: [],
    terms: [],
    floor: null,
  });
  const nodes = [
    ...data.channels.map((channel) => node(channel, 'spend')),
    ...data.controls.map((control) => node(control, 'process')),
    node(data.outcome, 'outcome'),
  ];
  return {
    name,
    about,
    period: data.period,
    nodes,
    outcome: data.outcome,
    observed: nodes.map((series) => series.name),
    burnIn: 0,
    firstPeriod: 0,
    nested: true,
    minFuture: 0,
  };
}
