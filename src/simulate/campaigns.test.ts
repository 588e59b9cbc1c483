import { expect, test } from 'vitest';
import { sum } from '../core/stats.ts';
import { loadScenario } from '../scenario/load.node.ts';
import { resolveWorld } from '../scenario/scenario.ts';
import { makeReplays } from './scaled.ts';
import { compileWorld, panelOf, replicateOf, simulate } from './simulate.ts';

const parents = {
  search: ['search_brand', 'search_generic', 'search_shopping', 'search_competitor'],
  social: ['social_video', 'social_feed', 'social_stories', 'social_retargeting'],
};
const all = [...parents.search, ...parents.social];
const [periods, tail] = [52, 5];

test.each(['campaigns', 'campaigns-outlier'])(
  '%s: what campaigns bring adds up to what their channel brings',
  (name) => {
    const world = compileWorld(resolveWorld(loadScenario(name)));
    const key = { seed: 1975, replicate: 3, periods };
    const { truth } = simulate(world, {
      ...key,
      requests: [
        { kind: 'contribution', tail },
        { kind: 'contribution.direct', tail },
      ],
    });
    const value = (channel: string, kind: string) =>
      truth.effects.find((effect) => effect.estimand.channel === channel && effect.estimand.kind === kind)!.value!;
    const totals = (channels: readonly string[]) => sum(channels.map((channel) => value(channel, 'contribution')));

    const model = replicateOf(world, key);
    const { axis, settings } = panelOf(model, key, [tail]);
    const { factual } = settings[0]!;
    const { without } = makeReplays(settings[0]!);
    /** outcome that is lost when these are all off at once, window and tail */
    const together = (channels: readonly string[]): number => {
      const off = without(
        channels.map((channel) => model.indexOf.get(channel)!),
        [0, periods - 1],
      );
      const [from, to] = [axis.start, axis.start + periods + tail];
      return sum(factual.values[model.outcome]!.subarray(from, to)) - sum(off.subarray(from, to));
    };

    // the noise of the outcome cancels but for rounding
    expect(together(parents.search) / totals(parents.search)).toBeCloseTo(1, 10);
    expect(together(parents.social) / totals(parents.social)).toBeCloseTo(1, 10);

    // video's part through brand search is in the channel's, and about what the arrows say: .2 × the effect of brand search
    const mediated = value('social_video', 'contribution') - value('social_video', 'contribution.direct');
    expect(mediated / value('social_video', 'contribution')).toBeGreaterThan(0.1);
    for (const campaign of all.filter((other) => other !== 'social_video')) {
      expect(value(campaign, 'contribution')).toBeCloseTo(value(campaign, 'contribution.direct'), 8);
    }
    // over both channels it counts twice: for video, which caused it, and for brand search, which it went through
    expect((totals(all) - together(all)) / mediated).toBeCloseTo(1, 8);
  },
);
