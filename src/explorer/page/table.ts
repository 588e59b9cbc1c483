import type { Arm } from '../study.ts';
import type { ExplorerWorld, State } from '../types.ts';
import { type Answers, laneOf, noAnswers, truthOf } from './answers.ts';
import { el } from './dom.ts';
import { biasText, coverageText, failedText, short } from './numbers.ts';

const titles = [
  'Channel',
  'Estimator',
  'Datasets',
  'Mean truth',
  'First estimate',
  '95 % interval',
  'Bias ± MCSE',
  'Coverage',
];

/** The numbers behind the lanes. */
export function drawTable(world: ExplorerWorld, arms: readonly Arm[], answers: Answers, state: State): HTMLElement {
  const rows = world.channels.flatMap((channel) =>
    arms.map(({ name, label }) => {
      const own = answers.arms.get(name) ?? noAnswers;
      const { answers: given, summary, failed } = laneOf(own, channel, state.question);
      const first = given[0];
      const datasets = failed === 0 ? String(own.rows.length) : `${own.rows.length}; ${failedText(failed)}`;
      const cells = [
        ...[label, datasets, short(truthOf(given)?.mean), short(first?.point)],
        first?.lower == null ? '–' : `${short(first.lower)} to ${short(first.upper)}`,
        ...[
          summary === undefined ? '–' : biasText(summary),
          summary === undefined ? '–' : coverageText(summary) || '–',
        ],
      ];
      return el('tr', {}, el('th', { scope: 'row' }, channel), ...cells.map((cell) => el('td', {}, cell)));
    }),
  );
  const head = el('tr', {}, ...titles.map((title) => el('th', { scope: 'col' }, title)));
  return el(
    'table',
    {},
    el('caption', {}, 'Every estimate so far, summed up'),
    el('thead', {}, head),
    el('tbody', {}, ...rows),
  );
}
