import { log } from '../core/math.ts';
import type { Component, NoiseComponent, Term, World, WorldNode } from '../scenario/world.ts';

/** The same world with spend and sales counted in c-ths. */
export function inUnits(world: World, c: number): World {
  const money = ['tv', 'search', 'y'];
  const scaled = <C extends Component | NoiseComponent>(part: C): C =>
    Object.fromEntries(
      Object.entries(part).map(([field, value]) =>
        ['value', 'sd', 'size', 'slope'].includes(field) ? [field, c * (value as number)] : [field, value],
      ),
    ) as C;
  const curve = ({ from, saturation }: Term): Pick<Term, 'saturation'> => {
    if (saturation === null || !money.includes(from)) return { saturation };
    const [first, ...rest] = saturation.parameters;
    return {
      saturation: { ...saturation, parameters: [saturation.curve === 'hill' ? c * first! : first! / c, ...rest] },
    };
  };
  // what comes out of an arrow's curves is in money only where nothing bends it
  const inMoney = ({ from, saturation }: Term) => (money.includes(from) && saturation === null ? c : 1);
  const nodes = world.nodes.map((node): WorldNode => {
    const isLog = node.link === 'log';
    const target = money.includes(node.name) && !isLog ? c : 1;
    const unit = (source: string) => inMoney(node.terms.find(({ from }) => from === source)!);
    return {
      ...node,
      base: isLog
        ? [...node.base, { kind: 'level', value: log(c) }]
        : node.base.map((part) => (target === 1 ? part : scaled(part))),
      noise: target === 1 ? node.noise : node.noise.map(scaled),
      terms: node.terms.map((term) => ({ ...term, ...curve(term), effect: (target * term.effect) / inMoney(term) })),
      ...(node.interactions === undefined
        ? {}
        : {
            interactions: node.interactions.map(({ between, effect }) => ({
              between,
              effect: (target * effect) / unit(between[0]) / unit(between[1]),
            })),
          }),
    };
  });
  return { ...world, nodes };
}
