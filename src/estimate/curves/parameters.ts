import { adstocks, saturations } from '../../media/registry.ts';
import type { Adstock, ChannelCurves, Saturation } from '../../media/types.ts';
import type { Parameter } from '../contract.ts';

/** Numbers of a channel's curves by name, as `tv.adstock.geometric.alpha`; without standard errors, as they are held. */
export function curveParameters(channel: string, { adstock, saturation }: ChannelCurves): readonly Parameter[] {
  const named = (kind: string, curve: Adstock | Saturation, numbers: readonly number[]) =>
    curve.parameters.map(({ name }, j) => ({ name: `${channel}.${kind}.${curve.id}.${name}`, value: numbers[j]! }));
  return [
    ...named('adstock', (adstocks as Readonly<Record<string, Adstock>>)[adstock.curve]!, adstock.parameters),
    ...named(
      'saturation',
      (saturations as Readonly<Record<string, Saturation>>)[saturation.curve]!,
      saturation.parameters,
    ),
  ];
}
