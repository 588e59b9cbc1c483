// @vitest-environment jsdom
import { expect, test } from 'vitest';
import type { Row } from '../protocol.ts';
import { firstState } from '../state.ts';
import type { ExplorerWorld } from '../types.ts';
import { type ArmAnswers, laneOf, truthOf } from './answers.ts';
import { drawLane } from './lane.ts';
import { drawLanes } from './lanes.ts';
import { scaleOver } from './scale.ts';
import { drawTable } from './table.ts';

const question = 'roas.total';
const row = (replicate: number, point: number, status = 'ok'): Row => ({
  ...{ replicate, unit: '', digest: '', status },
  answers: [{ channel: 'tv', question, truth: 1, point, se: 1, lower: point - 1, upper: point + 1 }],
});
const summary = {
  ...({ channel: 'tv', question, target: 'on' } as const),
  ...{ bias: { value: 0.5, mcse: 0.1, n: 2 }, relativeBias: { value: 0.5, mcse: 0.1, n: 2 } },
  coverage: { value: 1, mcse: 0, n: 2 },
};
/** As chains that did not converge do, the failed fits give numbers, far out. */
const some: ArmAnswers = {
  rows: [row(0, 900, 'nonconverged'), row(1, 1), row(2, 2), row(3, 900, 'nonconverged')],
  ...{ summary: [summary], done: true },
};
const scale = { ...scaleOver([], [0, 1000]), at: (value: number) => 10 * value };
const draw = (arm: ArmAnswers) => {
  const lane = laneOf(arm, 'tv', question);
  return drawLane('ols', lane, lane.answers, scale, 2000);
};
const path = (picture: Element, mark: string) => picture.querySelector(`.${mark}`)?.getAttribute('d');

test('what fits that failed say is neither drawn nor averaged; the truths of their datasets stay', () => {
  const picture = draw(some);
  expect(path(picture, 'cloud')?.match(/M[\d.]+/g)).toEqual(['M10', 'M20']);
  // (1 + 2) / 2, as the bias beside it has it
  expect(path(picture, 'mean')).toMatch(/^M15,/);
  expect(picture.querySelector('.estimate, .interval')).toBeNull();
  expect(draw({ ...some, rows: some.rows.slice(1) }).querySelector('.interval')).not.toBeNull();
  const lane = laneOf(some, 'tv', question);
  expect([truthOf(lane.answers)?.mean, lane.answers.length, lane.failed]).toEqual([1, 4, 2]);
});

const world: ExplorerWorld = {
  ...{ name: 'any', about: '', theme: '', text: '', channels: ['tv'], mediated: false },
  ...{ saturation: 'none', dials: [] },
};

test('lanes and table say how many failed, and the axis does not reach for their numbers', () => {
  const answers = { generation: 1, arms: new Map([['ols', some]]), scene: undefined };
  const arms = [{ name: 'ols', label: 'OLS', yaml: '' }];
  const [block] = drawLanes(world, arms, answers, firstState('any'), 600);
  expect(block!.querySelector('.lane-numbers')!.textContent).toContain('2 fits failed');
  const ticks = [...block!.querySelectorAll('.axis text')].map(({ textContent }) => Number(textContent));
  expect(Math.max(...ticks)).toBeLessThanOrEqual(3);
  const cells = [...drawTable(world, arms, answers, firstState('any')).querySelectorAll('tbody td')];
  expect(cells.map(({ textContent }) => textContent).slice(1, 5)).toEqual(['4; 2 fits failed', '1.00', '–', '–']);
});
