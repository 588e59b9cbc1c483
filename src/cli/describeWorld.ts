import { equations } from '../scenario/equations.ts';
import type { Geos } from '../scenario/geos.ts';
import { channelsOf, mediatorsOf, tails, worldGraph } from '../scenario/graph.ts';
import { identifyWorld } from '../scenario/identification.ts';
import { observedPeriod } from '../scenario/observation.ts';
import { observationText } from '../scenario/observationText.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { World } from '../scenario/world.ts';
import { decimalsFor, fixed } from './digits.ts';
import { identificationJson, identificationText } from './identificationText.ts';
import { bold } from './style.ts';
import { table } from './table.ts';
import { type TrueRoas, trueRoas } from './trueRoas.ts';
import { wrap, wrapEquation } from './wrap.ts';

type Options = { readonly periods: number; readonly seed: number; readonly datasets: number };

/** What a scenario says, and the true ROAS that follows from it. */
export function describeWorld(scenario: Scenario, world: World, options: Options): { json: unknown; text: string } {
  const truth = trueRoas(world, options);
  const notes = observationText(world);
  const learned = identifyWorld(world);
  const json = {
    name: world.name,
    about: world.about,
    graph: worldGraph(world),
    equations: equations(world),
    observed: world.observed,
    ...(notes.length === 0 ? {} : { notes }),
    ...(world.geos === undefined ? {} : { geos: world.geos }),
    identification: identificationJson(learned),
    dials: Object.keys(scenario.dials),
    periods: options.periods,
    true_roas: truth,
    tails: tails(world),
  };
  const latent = world.nodes.filter((node) => node.latent).map(({ name }) => name);
  const parts = [
    [bold(world.name), ...wrap(world.about, 100, '')],
    [bold('graph'), ...graphLines(world)],
    [bold('equations'), ...equations(world).flatMap((line) => wrapEquation(line))],
    [
      ...wrap(`observed: ${world.observed.join(', ')}`),
      ...(latent.length === 0 ? [] : wrap(`hidden: ${latent.join(', ')}`)),
      ...(json.dials.length === 0 ? [] : wrap(`dials: ${json.dials.join(', ')} (0 the clean world, 1 as written)`)),
    ],
    [bold('what can be learned from what is observed'), ...identificationText(world, learned)],
    ...(notes.length === 0 ? [] : [[bold('data'), ...notes.flatMap((line) => wrap(line))]]),
    ...(world.geos === undefined ? [] : [[bold('geos'), ...wrap(geosText(world.geos))]]),
    [
      bold(`true ROAS over ${options.periods} ${observedPeriod(world)}s, mean (sd) over ${options.datasets} datasets`),
      roasTable(world, truth),
    ],
  ];
  return { json, text: parts.map((lines) => lines.join('\n')).join('\n\n') };
}

/** How many, of what size, and what the equations are about. */
function geosText({ names, population }: Geos): string {
  const shown = names.length > 6 ? [...names.slice(0, 3), '…', names.at(-1)] : names;
  return `${names.length} (${shown.join(', ')}), ${peopleText(population)}; amounts in the equations are per head, those of the data are totals; _g is drawn once a geo`;
}

function peopleText(law: Geos['population']): string {
  const people = (x: number) => String(Math.round(x));
  if (law.kind === 'lognormal') return `people lognormal with median ${people(law.median)} and sd ${law.sd} of the log`;
  const [least, most] = [Math.min(...law.people), Math.max(...law.people)];
  return least === most ? `${people(least)} people each` : `${people(least)} to ${people(most)} people`;
}

/** `demand → tv, search`, one line a cause; an effect that starts later says how many periods. */
function graphLines(world: World): readonly string[] {
  const { nodes, edges } = worldGraph(world);
  return nodes.flatMap((from) => {
    const effects = edges.filter((edge) => edge.from === from);
    if (effects.length === 0) return [];
    const names = effects.map(({ to, lag }) => (lag === 0 ? to : `${to} (${lag} later)`));
    return wrap(`${from} → ${names.join(', ')}`);
  });
}

function roasTable(world: World, truth: readonly TrueRoas[]): string {
  const channels = channelsOf(world);
  const mediators = channels.map((channel) => mediatorsOf(world, channel).join(', '));
  // where nothing is mediated, total and direct are one number
  const kinds = [...new Set(truth.map(({ estimand }) => estimand))].filter(
    (kind) => mediators.some((names) => names !== '') || kind === 'roas.total' || kind === 'mroas.total',
  );
  const shown = truth.filter(({ estimand }) => kinds.includes(estimand));
  const decimals = decimalsFor(shown.map((item) => item.mean));
  const tail = tails(world);
  const cell = (channel: string, kind: string): string => {
    const found = shown.find((item) => item.channel === channel && item.estimand === kind);
    if (found?.mean == null) return '–';
    return `${fixed(found.mean, decimals)} (${fixed(found.sd, decimals)})`;
  };
  return table(
    [
      { title: 'channel' },
      ...kinds.map((kind) => ({ title: kind, align: 'right' as const })),
      { title: 'tail', align: 'right' },
      ...(mediators.some((names) => names !== '') ? [{ title: 'acts through' }] : []),
    ],
    channels.map((channel, i) => [
      channel,
      ...kinds.map((kind) => cell(channel, kind)),
      String(tail[channel] ?? 0),
      mediators[i]!,
    ]),
  );
}
