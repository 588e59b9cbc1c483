import { levelPercent } from '../data/percent.ts';
import type { ReportData } from '../data/types.ts';
import { h } from './dom.ts';

/** Why these numbers may be trusted, and what it takes to have them again. */
export function provenance({ study, cells, arms }: ReportData): HTMLElement {
  const { seed, attempts, byStatus, levels, policy, versions, notes } = study;
  const failed = Object.entries(byStatus).filter(([status]) => status !== 'ok');
  const failures = failed.length === 0 ? 'none failed' : failed.map(([status, n]) => `${n} ${status}`).join(', ');
  const facts: readonly (readonly [string, string])[] = [
    ['Attempts', `${attempts.toLocaleString('en-US')} (${cells.length} cells, ${arms.length} arms); ${failures}`],
    ['Seed', String(seed)],
    ['Interval levels', levels.map((level) => `${levelPercent(level)} %`).join(', ')],
    ['Failed fits count', policy],
    [
      'Versions',
      Object.entries(versions)
        .map(([key, value]) => `${key} ${shortHash(value)}`)
        .join(' · '),
    ],
  ];
  return h(
    'section',
    { 'aria-labelledby': 'trust' },
    h('h2', { id: 'trust' }, 'Can this be trusted?'),
    selfCheckLine(study.selfCheck),
    h('dl', { class: 'facts' }, ...facts.flatMap(([term, text]) => [h('dt', {}, term), h('dd', {}, text)])),
    ...notes.map((note) => h('p', { class: 'note' }, note)),
  );
}

function selfCheckLine(check: ReportData['study']['selfCheck']): HTMLElement {
  if (check === null)
    return h(
      'p',
      { class: 'check' },
      'The scoring was not checked for this page; ',
      h('code', {}, 'plumbline audit --self'),
      ' does it.',
    );
  const { passed, checks, worstZ, limit, replicates } = check;
  const verdict = h('strong', { class: passed ? 'good' : 'bad' }, passed ? 'Self-check passed' : 'Self-check FAILED');
  const worst =
    worstZ === null ? 'some of them found no number' : `the largest |z| is ${worstZ.toFixed(2)}, allowed is ${limit}`;
  return h(
    'p',
    { class: 'check' },
    verdict,
    `: estimators whose bias and coverage are known in closed form were scored by the same code, ${checks} checks over ${replicates} replicates; ${worst}.`,
  );
}

/** Git's length tells hashes apart. */
const shortHash = (text: string): string => (/^[0-9a-f]{40,}$/.test(text) ? text.slice(0, 10) : text);
