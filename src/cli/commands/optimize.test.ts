import { beforeAll, expect, test } from 'vitest';
import { cli, fitYaml, inFolder, salesCsv } from '../cli.fixture.ts';
import { drawn, json, optimize, roots, spoiled } from '../optimize.fixture.ts';
import { width } from '../table.ts';

test('of square roots the best split is that of the squares of their sizes', async () => {
  // size·√(x/spend) = √(size²/spend · x): shares 100/100 to 36/50
  const plan = await json(roots());
  const shares = [1, 0.72].map((each) => (150 * each) / 1.72);
  expect(plan).toMatchObject({ budget: 150, spent: 150, method: 'equal-marginals' });
  plan.channels.forEach(({ best }: { best: { spend: number; marginal_roas: number } }, i: number) => {
    expect(best.spend).toBeCloseTo(shares[i]!, 1);
    expect(best.marginal_roas).toBeCloseTo(plan.price, 6);
  });
  expect(plan.contribution.now).toBeCloseTo(16, 6);
  expect(plan.contribution.best).toBeCloseTo(Math.sqrt(150 * 1.72), 3);
  expect(
    plan.rules.map(({ rule, spend }: { rule: string; spend: number[] }) => [rule, ...spend.map(Math.round)]),
  ).toEqual([
    ['keep', 100, 50],
    ['equal', 75, 75],
    ['last year', 75, 75],
  ]);
  for (const { gain } of plan.rules) expect(gain).toBeGreaterThan(0);
});

test('a budget as a multiple, bounds for all and for one, and what a unit earns', async () => {
  const plan = await json(roots(), '--budget', '1.2x', '--bounds', '0..3', 'tv=0.9..1', '--value', '2');
  expect(plan.budget).toBe(180);
  expect(plan.channels.map(({ bounds }: { bounds: number[] }) => bounds)).toEqual([
    [0.9, 1],
    [0, 3],
  ]);
  expect(plan.channels.map(({ best }: { best: { spend: number } }) => best.spend)).toEqual([100, 80]);
  expect(plan.profit.now).toBeCloseTo(2 * 16 - 150, 6);
  expect((await json(roots(), '--budget', '160.5')).budget).toBe(160.5);
});

test('with draws: what is promised over each rule, what is to be expected, and where the best split lies', async () => {
  const plan = await json(drawn(), '--budget', '1.1x');
  const [keep] = plan.rules;
  const { promised, expected, optimism } = keep.best_over_it;
  expect(promised.interval_80[0]).toBeLessThan(promised.mean);
  expect(promised.probability).toBeGreaterThan(0);
  expect(promised.probability).toBeLessThan(1);
  expect(expected).toBeCloseTo(keep.gain - optimism, 12);
  // where search is worth a fifth, the money taken from tv is missed: 15·(1 − √.959) > 1.2·(√1.381 − 1)
  expect(plan.over_now.promised.probability).toBe(0.75);
  for (const { spread } of plan.channels) expect([...spread].sort((a, b) => a - b)).toEqual(spread);
  const [tv, search] = plan.channels.map(({ spread }: { spread: number[] }) => spread);
  // all of the budget is spent in every draw: what one gets the other does not
  expect(tv[0] + search.at(-1)).toBeCloseTo(165, 9);
});

test('the answer for people says what was free, what is gained, how sure that is, and what it rests on', async () => {
  const { out, code } = await optimize(drawn(), '--budget', '1.1x', '--value', '5');
  expect(code).toBe(0);
  expect(out).toMatch(
    /^best split of 165\.0 by ols on a\.csv\n1\.1 times what was spent in weeks 0–51, whose contribution/,
  );
  expect(out.replaceAll('\n', ' ')).toContain(
    'each channel between 0.5 and 2 times what it spent (the default; --bounds',
  );
  expect(out).toMatch(/^channel +spend now +best +sales now +best +marginal ROAS now +best$/m);
  expect(out).toMatch(/^tv +100\.0 +\d+\.\d [ +-]+\d+ % +10\.00 /m);
  expect(out).toMatch(/^profit +-70\.0\d? /m);
  expect(out).toMatch(/^rule +sales +best split adds +80 % interval +expected gain +P\(gain\)$/m);
  expect(out).toMatch(/^keep the shares of now +.* \[-?\d/m);
  expect(out).toMatch(/^the shares of last year /m);
  expect(out).toContain('Of moving money at this budget, a loss of ');
  expect(out.replaceAll('\n', ' ')).toMatch(
    /is to be expected: \S+ by the fit \(80 %: \S+ to \S+\), less what is promised because the split was chosen on the same data\. If the fit is right, /,
  );
  // under the strips spend now, under all of them the ends of the axis
  expect(out).toMatch(/^tv +[─█┃]+\n +╵\nsearch +[─█┃]+\n +╵\n +\d+\.\d +╵ spend now +\d+\.\d$/m);
  expect(out).toMatch(/^tv +.*█/m);
  expect(out).toMatch(/^Whether a channel should get more or less than its share of now is open for /m);
  expect(Math.max(...out.split('\n').map(width))).toBeLessThanOrEqual(101);
});

test('without draws no spread is known, and that is said; so is a bound that holds, a missing tail and a fit in doubt', async () => {
  const fit = roots({ status: 'nonconverged', reason: 'rhat_max 1.2' }, { tail: 0, last_year: null });
  const { out, code } = await optimize(fit, '--bounds', '0..4', 'tv=1..2');
  expect(code).toBe(0);
  expect(out).toContain('\nthe fit did not converge: rhat_max 1.2\n');
  expect(out).toContain('The fit gives no draws, so nothing is known of');
  expect(out).toContain('At a bound: tv;');
  expect(out.replaceAll('\n', ' ')).toContain('What spend brings after the window is not counted');
  expect(out).not.toMatch(/last year|P\(gain\)/);
});

test('a channel without spend has no curve and is named', async () => {
  const fit = roots();
  const idle = { ...fit.curves.channels[0]!, channel: 'radio', spend: 0 };
  const { out } = await optimize({ ...fit, curves: { ...fit.curves, channels: [...fit.curves.channels, idle] } });
  expect(out.replaceAll('\n', ' ')).toContain('Without spend there, and so without a curve: radio.');
});

test('a year without spend has no shares, and is no rule', async () => {
  const { rules } = await json(roots({}, { last_year: 0 }));
  expect(rules.map(({ rule }: { rule: string }) => rule)).toEqual(['keep', 'equal']);
});

test('curves that end early: bounds end with them', async () => {
  const { curves, ...rest } = roots();
  const scales = curves.scales.slice(0, 121);
  const channels = curves.channels.map((channel) => ({ ...channel, contribution: channel.contribution.slice(0, 121) }));
  const plan = await json({ ...rest, curves: { ...curves, scales, channels } });
  expect(plan.channels.map(({ bounds }: { bounds: number[] }) => bounds)).toEqual([
    [0.5, 1.2],
    [0.5, 1.2],
  ]);
});

test('where no channel can move there is no price, and no gain that rounding made', async () => {
  const { curves, ...rest } = drawn();
  const channels = curves.channels.map((channel, i) => ({ ...channel, spend: [100.1, 50.7][i]! }));
  const pinned = { ...rest, curves: { ...curves, channels } };
  const plan = await json(pinned, '--bounds', '1..1');
  expect(plan.price).toBeNull();
  expect(plan.rules[0].gain).toBe(0);
  expect(plan.rules[0].best_over_it).toEqual({
    promised: { mean: 0, interval_80: [0, 0], probability: 0 },
    ...{ optimism: 0, expected: 0, probability_if_fit_is_right: 0 },
  });
  const { out } = await optimize(pinned, '--bounds', '1..1', '--value', '2');
  expect(out).toContain('\nNo channel is free to take a unit more or less within these bounds.\n');
  expect(out).not.toMatch(/would pay|does not pay|e-1\d/);
});

test('data with dates: the window by its dates', async () => {
  const { out } = await optimize(spoiled({ dates: ['2023-01-02', '2023-12-25'] }));
  expect(out).toContain(' was spent in weeks 2023-01-02 to 2023-12-25');
});

let fitted = '';
beforeAll(async () => {
  const spec = `${fitYaml.replace('use: ols', 'use: ols, media: default, intervals: { bootstrap: 60 }')}estimands: [{ roas.total: { tail: 3 } }]\n`;
  await inFolder({ 'sales.csv': salesCsv, 'fit.yaml': spec }, async (folder) => {
    fitted = (await cli(['fit', 'sales.csv', '--spec', 'fit.yaml', '--json'], folder)).out;
  });
});

test('what fit --json writes is what optimize reads', async () => {
  const { curves } = JSON.parse(fitted);
  expect(curves).toMatchObject({ window: [0, 8], period: 'week', outcome: 'sales' });
  expect(curves.scales.at(-1)).toBe(4);
  expect(
    curves.channels.map(({ channel, spend, last_year, tail }: Record<string, unknown>) => [
      channel,
      spend,
      last_year,
      tail,
    ]),
  ).toEqual([
    ['tv', 23, null, 3],
    ['search', 22, null, 3],
  ]);
  for (const { contribution, draws } of curves.channels) {
    expect(contribution).toHaveLength(curves.scales.length);
    expect(draws).toHaveLength(60);
  }
  const plan = await json(JSON.parse(fitted));
  expect(plan.spent).toBe(45);
  expect(plan.channels[0].best.spend + plan.channels[1].best.spend).toBeCloseTo(45, 9);
  // more is never expected of it than of keeping all as it is
  expect(plan.contribution.best).toBeGreaterThanOrEqual(plan.contribution.now);
});
