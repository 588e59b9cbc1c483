import type { Answer, Scene } from '../protocol.ts';
import type { Arm } from '../study.ts';
import type { ExplorerWorld, State } from '../types.ts';
import { type Answers, laneOf, noAnswers } from './answers.ts';
import { el, svg } from './dom.ts';
import { lookOf } from './looks.ts';
import { short } from './numbers.ts';

const HEIGHT = 64;

/** The first dataset: spend and outcome as an analyst sees them. */
export function drawSeries({ channels, outcome }: Scene, width: number): readonly HTMLElement[] {
  return [
    ...channels.map(({ name, spend }) => series(`${name}: spend`, spend, 'spend', width, 0)),
    series(outcome.name, outcome.values, 'outcome', width, undefined),
  ];
}

/** @param from where the axis starts; left out: at the least value */
function series(
  title: string,
  values: Float64Array,
  kind: string,
  width: number,
  from: number | undefined,
): HTMLElement {
  const [least, most] = [Math.min(...values, from ?? Infinity), Math.max(...values)];
  const x = (t: number): number => (t / Math.max(1, values.length - 1)) * (width - 2) + 1;
  const y = (value: number): number => HEIGHT - 2 - ((value - least) / (most - least || 1)) * (HEIGHT - 6);
  const line = Array.from(values, (value, t) => `${t === 0 ? 'M' : 'L'}${x(t).toFixed(1)},${y(value).toFixed(1)}`).join(
    '',
  );
  const range = `${short(Math.min(...values))} to ${short(most)}`;
  const label = `${title}, ${values.length} periods, from ${range}`;
  return el(
    'figure',
    { class: 'series' },
    el('figcaption', {}, title, ' ', el('span', {}, range)),
    svg(
      'svg',
      { width, height: HEIGHT, viewBox: `0 0 ${width} ${HEIGHT}`, role: 'img', 'aria-label': label },
      svg('path', { class: kind, d: line }),
    ),
  );
}

/** True response curves, and each arm's ROAS in the first dataset as what it says the spend there is brought: the slope of
 *  a straight line from nothing. Only where effects have one way to the outcome: the curve is that of direct effects. */
export function drawCurves(
  world: ExplorerWorld,
  arms: readonly Arm[],
  answers: Answers,
  state: State,
  width: number,
): readonly HTMLElement[] {
  const { scene } = answers;
  if (scene === undefined || world.mediated) return [];
  return scene.curves.flatMap(({ channel, scale, contribution }) => {
    const spend = scene.channels.find(({ name }) => name === channel)?.spend.reduce((sum, value) => sum + value, 0);
    if (spend === undefined) return [];
    const said = arms.flatMap(({ name }) => {
      const first: Answer | undefined = laneOf(answers.arms.get(name) ?? noAnswers, channel, state.question).answers[0];
      return first?.point == null ? [] : [{ name, brought: first.point * spend }];
    });
    return [curve(channel, scale, contribution, said, width)];
  });
}

function curve(
  channel: string,
  scale: readonly number[],
  contribution: readonly number[],
  said: readonly { readonly name: string; readonly brought: number }[],
  width: number,
): HTMLElement {
  const height = 130;
  const all = [0, ...contribution, ...said.map(({ brought }) => brought)];
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const x = (factor: number): number => 8 + (factor / scale.at(-1)!) * (width - 16);
  const y = (value: number): number => height - 24 - ((value - least) / (most - least || 1)) * (height - 36);
  const path = contribution.map((value, i) => `${i === 0 ? 'M' : 'L'}${x(scale[i]!)},${y(value)}`).join('');
  const now = contribution[scale.indexOf(1)]!;
  const label = `${channel}: truly brought ${short(now)} at the spend there is; ${said.map(({ name, brought }) => `${name} says ${short(brought)}`).join(', ')}`;
  const picture = svg(
    'svg',
    { width, height, viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': label, class: 'curve' },
    svg('path', { class: 'grid', d: `M${x(0)},${y(0)}H${x(scale.at(-1)!)}M${x(1)},8V${height - 22}` }),
    svg('path', { class: 'true-curve', d: path }),
    ...said.flatMap(({ name, brought }, i) => [
      svg('path', { class: 'ray', stroke: lookOf(name).color, d: `M${x(0)},${y(0)}L${x(1)},${y(brought)}` }),
      svg('path', {
        class: 'estimate',
        fill: lookOf(name).color,
        d: lookOf(name).symbol,
        // side by side, since estimators often agree
        transform: `translate(${x(1) + 11 * (i - (said.length - 1) / 2)},${y(brought)})`,
      }),
    ]),
    ...[0, 1, 2].map((factor) =>
      svg('text', { x: x(factor), y: height - 6, class: `at-${factor}` }, factor === 1 ? 'spend × 1' : `× ${factor}`),
    ),
  );
  return el(
    'figure',
    { class: 'response' },
    el('figcaption', {}, channel, ' ', el('span', {}, `truly brought ${short(now)}`)),
    picture,
  );
}
