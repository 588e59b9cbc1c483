import type { Answer } from '../protocol.ts';
import { type Lane, truthOf } from './answers.ts';
import { svg } from './dom.ts';
import { lookOf } from './looks.ts';
import type { Scale } from './scale.ts';

/** px */
const LANE_HEIGHT = 38;
const MIDDLE = LANE_HEIGHT / 2;

/** One arm's answers for one channel: a dot a dataset, the first dataset's estimate with its interval, the mean of all
 *  with 1.96 Monte Carlo standard errors, and the truth behind them. */
export function drawLane(
  arm: string,
  { answers, summary }: Lane,
  truths: readonly Answer[],
  scale: Scale,
  width: number,
): SVGSVGElement {
  const x = (value: number): number => Math.round(10 * Math.min(width - 4, Math.max(4, scale.at(value, width)))) / 10;
  const { color, symbol } = lookOf(arm);
  const truth = truthOf(truths);
  const points = answers.flatMap(({ point }, i) => (point === null ? [] : [{ point, i }]));
  const picture = svg('svg', {
    width,
    height: LANE_HEIGHT,
    viewBox: `0 0 ${width} ${LANE_HEIGHT}`,
    'aria-hidden': 'true',
    class: 'lane-picture',
  });
  if (truth !== undefined) {
    const band = x(truth.most) - x(truth.least);
    if (band > 2)
      picture.append(svg('rect', { class: 'truth-band', x: x(truth.least), y: 0, width: band, height: LANE_HEIGHT }));
    picture.append(svg('path', { class: 'truth', d: `M${x(truth.mean)},0V${LANE_HEIGHT}` }));
  }
  // as one path, since there are thousands: dots are ends of lines without length
  const inside = points.filter(({ point }) => point >= scale.least && point <= scale.most);
  picture.append(
    svg('path', {
      class: 'cloud',
      stroke: color,
      d: inside.map(({ point, i }) => `M${x(point)},${scatter(i)}h0`).join(''),
    }),
  );
  for (const { point, i } of points) {
    if (point < scale.least)
      picture.append(svg('path', { class: 'beyond', fill: color, d: `M2,${scatter(i)}l6,-4v8Z` }));
    if (point > scale.most)
      picture.append(svg('path', { class: 'beyond', fill: color, d: `M${width - 2},${scatter(i)}l-6,-4v8Z` }));
  }
  const first = answers[0];
  if (first !== undefined && first.point !== null) {
    if (first.lower !== null && first.upper !== null) {
      picture.append(
        svg('path', { class: 'interval', stroke: color, d: `M${x(first.lower)},${MIDDLE}H${x(first.upper)}` }),
      );
    }
    picture.append(
      svg('path', { class: 'estimate', fill: color, d: symbol, transform: `translate(${x(first.point)},${MIDDLE})` }),
    );
  }
  const mean = points.reduce((sum, { point }) => sum + point, 0) / points.length;
  if (points.length > 1) {
    const reach = 1.96 * (summary?.bias.mcse ?? 0);
    picture.append(
      svg('path', {
        class: 'mean-edge',
        d: `M${x(mean)},3V${LANE_HEIGHT - 3}M${x(mean - reach)},${LANE_HEIGHT - 4}H${x(mean + reach)}`,
      }),
      svg('path', {
        class: 'mean',
        stroke: color,
        d: `M${x(mean)},3V${LANE_HEIGHT - 3}M${x(mean - reach)},${LANE_HEIGHT - 4}H${x(mean + reach)}`,
      }),
    );
  }
  return picture;
}

/** Heights that spread evenly over the lane, the same at every drawing: multiples of the golden section. */
function scatter(i: number): number {
  return Math.round(10 * (5 + (LANE_HEIGHT - 10) * ((i * 0.618_034) % 1))) / 10;
}

/** Under the lanes of a channel. */
export function drawAxis(scale: Scale, width: number): SVGSVGElement {
  const picture = svg('svg', { width, height: 20, viewBox: `0 0 ${width} 20`, 'aria-hidden': 'true', class: 'axis' });
  for (const tick of scale.ticks(Math.max(2, Math.floor(width / 90)))) {
    const x = scale.at(tick, width);
    picture.append(svg('path', { d: `M${x},0v5` }), svg('text', { x, y: 17 }, String(tick).replace('-', '−')));
  }
  return picture;
}
