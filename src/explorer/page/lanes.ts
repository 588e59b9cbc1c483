import type { Arm } from '../study.ts';
import type { ExplorerWorld, State } from '../types.ts';
import { type Answers, laneOf, noAnswers, scoredOf, truthOf } from './answers.ts';
import { el, svg } from './dom.ts';
import { drawAxis, drawLane } from './lane.ts';
import { lookOf } from './looks.ts';
import { biasText, coverageText, failedText, short } from './numbers.ts';
import { scaleOver } from './scale.ts';

/** A block a channel, a lane an arm, one scale for all.
 *  @param width of a lane's picture, px */
export function drawLanes(
  world: ExplorerWorld,
  arms: readonly Arm[],
  answers: Answers,
  state: State,
  width: number,
): readonly HTMLElement[] {
  const of = (arm: string) => answers.arms.get(arm) ?? noAnswers;
  const asked = [...answers.arms.values()].map(({ rows }) =>
    rows.map((row) => scoredOf(row).filter(({ question }) => question === state.question)),
  );
  const known = (values: readonly (number | null)[]) => values.flatMap((value) => (value === null ? [] : [value]));
  const truths = asked.flatMap((rows) => rows.flatMap((row) => known(row.map(({ truth }) => truth))));
  const firsts = asked.flatMap((rows) => known((rows[0] ?? []).map(({ point }) => point)));
  const points = asked.flatMap((rows) => rows.flatMap((row) => known(row.map(({ point }) => point))));
  const scale = scaleOver([...truths, ...firsts], points);
  return world.channels.map((channel) => {
    const given = laneOf(of('ols'), channel, state.question).answers;
    const truth = truthOf(given);
    const spread = truth !== undefined && short(truth.least) !== short(truth.most);
    const range = spread ? ` (${short(truth.least)} to ${short(truth.most)} over the datasets)` : '';
    return el(
      'section',
      { class: 'channel', 'data-channel': channel },
      el('h3', {}, channel, ' ', el('span', { class: 'true-value' }, `true ROAS ${short(truth?.mean)}${range}`)),
      ...arms.map((arm) => {
        const own = of(arm.name);
        const lane = laneOf(own, channel, state.question);
        return el(
          'div',
          { class: 'lane', 'data-arm': arm.name, 'data-generation': answers.generation, 'data-n': own.rows.length },
          el('span', { class: 'lane-name' }, badge(arm.name), arm.label),
          el('span', { class: 'lane-plot' }, drawLane(arm.name, lane, given, scale, width)),
          el('span', { class: 'lane-numbers' }, ...numbersOf(lane, own)),
        );
      }),
      // in the columns of the lanes, so that it stands under them
      el('div', { class: 'lane' }, el('span'), el('span', { class: 'lane-plot' }, drawAxis(scale, width)), el('span')),
    );
  });
}

/** An arm's symbol in its color. */
export function badge(arm: string): SVGSVGElement {
  const { color, symbol } = lookOf(arm);
  return svg(
    'svg',
    { width: 14, height: 14, viewBox: '-7 -7 14 14', 'aria-hidden': 'true', class: 'badge' },
    svg('path', { d: symbol, fill: color }),
  );
}

function numbersOf(
  lane: ReturnType<typeof laneOf>,
  own: { readonly wrong?: string; readonly rows: readonly unknown[] },
): readonly (Node | string)[] {
  const { summary } = lane;
  if (own.wrong !== undefined) return [own.wrong];
  if (summary === undefined) return [own.rows.length === 0 ? 'fitting …' : 'no answer'];
  const aside = summary.target === 'off' ? 'not what it aims at' : '';
  const small = [coverageText(summary), failedText(lane.failed), aside].filter((text) => text !== '').join(' · ');
  return summary.bias.value === null
    ? ['no answer', el('small', {}, small)]
    : [el('strong', {}, biasText(summary)), el('small', {}, small)];
}
