import { expect, test } from 'vitest';
import { openStream, type Stream } from '../../core/random/stream.ts';
import { parseScenario } from '../../scenario/scenario.ts';
import { nodeSurroundings } from '../load/study.node.ts';
import { planStudy } from '../plan/planStudy.ts';
import type { Plan } from '../plan/types.ts';
import { openLaboratory } from '../run/laboratory.ts';
import { parseStudy } from '../study/study.ts';

const WORLDS = 20;
const DATASETS = 25;

const below = (stream: Stream, n: number): number => Math.floor(stream.uniform() * n);

/** A linear world of two channels, four other nodes, one of them hidden, and sales: arrows follow a random order of the
 *  nodes. Those from nodes that no channel drives may take a period; a channel's effects come at once, as the curves that
 *  the fit is given say. */
function randomScenario(stream: Stream): string {
  const order = ['tv', 'search', 'sales', 'a', 'b', 'c', 'hidden'];
  for (let i = order.length - 1; i > 0; i--) {
    const j = below(stream, i + 1);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  const driven = new Set<string>();
  const isChannel = (name: string) => name === 'tv' || name === 'search';
  const nodes = order.map((name, place) => {
    const causes = order.slice(0, place).filter(() => stream.uniform() < 0.5);
    const arrow = (from: string, lag: number) => [from, { effect: 0.5 + stream.uniform(), lag }] as const;
    if (causes.some((cause) => isChannel(cause) || driven.has(cause))) driven.add(name);
    const [media, others] = [causes.filter(isChannel), causes.filter((cause) => !isChannel(cause))];
    const lagged = (from: string) => arrow(from, driven.has(from) ? 0 : below(stream, 2));
    const noise = { normal: 1 };
    if (name === 'sales') {
      const drivers = Object.fromEntries(others.map(lagged));
      const responses = Object.fromEntries(media.map((from) => arrow(from, 0)));
      return [name, { outcome: { level: 100, drivers, noise }, responses }];
    }
    const drivers = Object.fromEntries(
      [...others, ...media].map((from) => (isChannel(from) ? arrow(from, 0) : lagged(from))),
    );
    // positive effects keep spend far from its floor
    if (isChannel(name)) return [name, { spend: { mean: 100, noise }, drivers }];
    return [name, { latent: name === 'hidden', process: { level: 0, normal: 1 }, drivers }];
  });
  return JSON.stringify({ name: 'random', about: 'Random.', nodes: Object.fromEntries(nodes) });
}

function planOf(world: number): Promise<Plan> {
  const scenario = parseScenario(randomScenario(openStream(['adjust', world])), 'random.yaml');
  const study = parseStudy(
    `name: random
scenarios: [random]
periods: 60
estimators: { ols: { use: ols, media: { given: truth }, adjust: { each: [from-graph, all, none] } } }
estimands: [{ roas.direct: { held: [] } }]
replicates: ${DATASETS}
seed: ${world}
`,
    'random.yaml',
  );
  return planStudy(study, { ...nodeSurroundings('.'), scenarioOf: () => scenario });
}

/** Mean error of each channel over its Monte Carlo error, by arm. */
async function scores(plan: Plan): Promise<readonly (readonly number[])[]> {
  const laboratory = await openLaboratory(plan, nodeSurroundings('.').estimatorOf, () => 0);
  const errors = plan.arms.map(() => plan.cells[0]!.estimands.map((): number[] => []));
  for (let replicate = 0; replicate < DATASETS; replicate++) {
    let truth: readonly (number | null)[] = [];
    let arm = 0;
    for await (const record of laboratory.run(0, replicate, [0, 1, 2])) {
      if (record.kind === 'truth') truth = record.values;
      else {
        expect(record.status, record.reason).toBe('ok');
        record.effects.forEach((effect, e) => {
          errors[arm]![e]!.push(effect!.point - truth[e]!);
        });
        arm++;
      }
    }
  }
  return errors.map((channels) => channels.map(zOf));
}

function zOf(errors: readonly number[]): number {
  const n = errors.length;
  const mean = errors.reduce((sum, e) => sum + e, 0) / n;
  const variance = errors.reduce((sum, e) => sum + (e - mean) * (e - mean), 0) / (n - 1);
  return Math.abs(mean) / Math.sqrt(variance / n);
}

test('in random linear worlds least squares is unbiased for the channels that from-graph is right for, as all and none are not', async () => {
  const seen = { right: 0, wrongWithAll: 0, wrongWithNone: 0, lagged: 0 };
  for (let world = 0; world < WORLDS; world++) {
    const plan = await planOf(world);
    const { basis, right = [], controls } = plan.cells[0]!.conditioning[0]!.adjustment!;
    const served = plan.cells[0]!.estimands.map(({ channel }) => basis === 'joint' || right.includes(channel));
    if (!served.includes(true)) continue;
    if (controls.some(({ lags }) => lags.some((lag) => lag > 0))) seen.lagged++;
    const [chosen, all, none] = await scores(plan);
    served.forEach((serves, e) => {
      if (!serves) return;
      seen.right++;
      expect(chosen![e], `world ${world}, channel ${e}`).toBeLessThan(4.5);
      if (all![e]! > 4.5) seen.wrongWithAll++;
      if (none![e]! > 4.5) seen.wrongWithNone++;
    });
  }
  // the test has teeth: adjusting for all or for nothing is wrong in some of these worlds, and some sets have lags
  expect(Math.min(seen.wrongWithAll, seen.wrongWithNone, seen.lagged), JSON.stringify(seen)).toBeGreaterThan(2);
  expect(seen.right).toBeGreaterThan(20);
});
