import { channelTerm, type MeanTerm, type Places } from './channelTerm.ts';
import { meanKernel } from './kernel/meanKernel.ts';
import { roasKernel } from './kernel/roasKernel.ts';
import { newWorkspace, type Workspace } from './kernel/workspace.ts';
import type { Layout, MmmModel } from './model.ts';
import { roasTerm } from './roas/roasTerm.ts';

/** Where each channel's parameters stand. */
export function placesOf({ beta, adstock, saturation }: Layout): readonly Places[] {
  return beta.map((place, m) => ({ beta: place, adstock: adstock[m]!, saturation: saturation[m]! }));
}

/** The channels' share of the mean: by the kernel all at once where it can, else one by one. Work space is allocated here.
 *  @param workspace of the density that this is a part of */
export function mediaTerms(
  model: Pick<MmmModel, 'channels' | 'history' | 'layout' | 'y'>,
  workspace: Workspace = newWorkspace(),
): readonly MeanTerm[] {
  const { channels, history, layout, y } = model;
  const places = placesOf(layout);
  const whole =
    meanKernel(channels, history, y.length, places, workspace) ??
    roasKernel(channels, history, y.length, places, workspace);
  return whole === null ? channelTerms(model) : [whole];
}

/** Every channel's share of the mean: by its β, or by its ROAS where the prior is on that. Work space is allocated here. */
export function channelTerms(model: Pick<MmmModel, 'channels' | 'history' | 'layout' | 'y'>): readonly MeanTerm[] {
  const { channels, history, layout, y } = model;
  return placesOf(layout).map((places, m) => {
    const channel = channels[m]!;
    return channel.counted === undefined
      ? channelTerm(channel, history, y.length, places)
      : roasTerm(channel, channel.counted, history, y.length, places);
  });
}
