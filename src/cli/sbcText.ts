import type { Plan } from '../experiment/plan/types.ts';
import type { StudyCalibration } from '../experiment/sbc/verdict.ts';
import { bold, green, red } from './style.ts';
import { table } from './table.ts';
import { wrap } from './wrap.ts';

const WIDEST = 100;

/** What a study of calibration found: each quantity's ranks, the fits that failed and why, and the verdict last. */
export function sbcText(plan: Plan, found: StudyCalibration, question?: string): string {
  const { draws } = plan.calibration!;
  const head = question === undefined ? [] : [...wrap(question, WIDEST, ''), ''];
  const ranked = found.simulations - found.failed;
  const counts = `${plan.cells[0]!.name}: ${found.simulations} simulations, ${ranked} truths ranked among ${draws} draws`;
  return [...head, bold(counts), ...quantityTable(found), '', ...failureLines(found), verdictLine(found)].join('\n');
}

function quantityTable({ verdict }: StudyCalibration): readonly string[] {
  if (verdict === null) return [];
  return [
    table(
      [{ title: 'quantity' }, { title: 'p', align: 'right' }, { title: 'farthest', align: 'right' }, { title: '' }],
      verdict.quantities.map(({ name, p, inside, difference }) => {
        const farthest = difference.reduce((most, d) => (Math.abs(d) > Math.abs(most) ? d : most), 0);
        const share = `${farthest < 0 ? '' : '+'}${farthest.toFixed(3)}`;
        return [name, p < 0.001 ? p.toExponential(0) : p.toFixed(3), share, inside ? '' : 'OUTSIDE'];
      }),
    ),
    'p: how often ranks of a right posterior stray as far; farthest: of their distribution from the uniform one.',
  ];
}

function failureLines({ failures, failed, simulations, allowed, tooManyFailed }: StudyCalibration): readonly string[] {
  if (failed === 0) return ['no fit failed'];
  const percent = (share: number): string => `${Number((100 * share).toFixed(1))} %`;
  const limit = tooManyFailed ? 'TOO MANY' : 'left out';
  return [
    `${failed} fits failed, ${percent(failed / simulations)} of at most ${percent(allowed)}: ${limit}`,
    ...failures.map(({ reason, count }) => `  ${count} ${reason}`),
  ];
}

function verdictLine({ verdict, passed, tooManyFailed }: StudyCalibration): string {
  if (verdict === null) return red('not calibrated: there is no fit to judge by');
  const Q = verdict.quantities.length;
  const band = `the band at level 1 − .05/${Q} = ${verdict.level.toFixed(4)}`;
  if (passed) return green(`calibrated: all ${Q} quantities inside ${band}`);
  const outside = verdict.quantities.filter(({ inside }) => !inside).map(({ name }) => name);
  const reasons = [
    ...(outside.length === 0 ? [] : [`${outside.length} of ${Q} quantities outside ${band}: ${outside.join(', ')}`]),
    ...(tooManyFailed ? ['too many fits failed: what is left of them cannot vouch for the model'] : []),
  ];
  return red(`not calibrated: ${reasons.join('; ')}`);
}

/** The same as plain JSON. */
export function sbcJson(plan: Plan, { verdict, ...found }: StudyCalibration) {
  const quantities = verdict?.quantities.map(({ difference, ...rest }) => ({ ...rest, difference: [...difference] }));
  return { study: plan.name, ...found, level: verdict?.level ?? null, quantities: quantities ?? [] };
}
