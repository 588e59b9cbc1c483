import type { Check, SelfCheck } from '../score/selfCheck.ts';
import { green, red } from './style.ts';
import { table } from './table.ts';

/** One line an oracle: what it was asked, and the check that came out farthest from what is known. All lines on request. */
export function selfCheckText({ checks, passed, lines }: SelfCheck, all: boolean): string {
  const summary = (passed ? green : red)(lines.at(-1)!);
  if (all) return [...lines.slice(0, -1), '', summary].join('\n');
  const arms = [...new Set(checks.map(({ known }) => known.arm))];
  const overview = table(
    [
      { title: 'oracle' },
      { title: 'checks', align: 'right' },
      { title: 'failed', align: 'right' },
      { title: 'largest |z|', align: 'right' },
      { title: 'in' },
    ],
    arms.map((arm) =>
      armLine(
        arm,
        checks.filter(({ known }) => known.arm === arm),
      ),
    ),
  );
  const failures = lines.filter((line) => line.startsWith('FAIL'));
  return [overview, ...(failures.length === 0 ? [] : ['', ...failures]), '', summary].join('\n');
}

function armLine(arm: string, checks: readonly Check[]): readonly string[] {
  const worst = checks.reduce((a, b) => (Math.abs(b.z ?? Infinity) > Math.abs(a.z ?? Infinity) ? b : a));
  const level = worst.known.level === null ? '' : ` ${worst.known.level}`;
  return [
    arm,
    String(checks.length),
    String(checks.filter(({ ok }) => !ok).length),
    worst.z === null ? '–' : Math.abs(worst.z).toFixed(2),
    `${worst.known.measure}${level} of ${worst.known.channel}`,
  ];
}
