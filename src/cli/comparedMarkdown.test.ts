import fc from 'fast-check';
import { expect, test } from 'vitest';
import { comparison, endpoint, HOSTILE, many, nothingChanged } from '../../tools/browser/comparisons.mjs';
import type { Comparison } from '../compare/types.ts';
import { defaultMargins } from '../experiment/study/margins.ts';
import { comparedMarkdown } from './comparedMarkdown.ts';

const inForce = { margins: defaultMargins, from: 'defaults', remarks: [] };
const markdown = (found: Comparison): string =>
  comparedMarkdown({ comparison: found, baseline: 'before', candidate: 'af`ter', inForce }).replaceAll('\u00a0', ' ');
const open = endpoint({ verdict: 'inconclusive', change: 0.012, lower: -0.03, upper: 0.054, needs: 900 });

test('a regression: the verdict in a sentence, what did not pass, and folded how it was judged', () => {
  const lines = markdown({ ...comparison.comparison, details: [] }).split('\n');
  expect(lines.slice(0, 8)).toEqual([
    '### Regression: ols overstates ROAS, averaged over channels and cells, by a further 8.1 % of the truth (7.2 to 9.0 %; margin 5 %).',
    '',
    "`af'ter` against `before`; arms in cells: 1 equal bit for bit, 1 equal to 1e-9, 1 equal within their chains' Monte Carlo error, 3 changed. Gates: 1 worse, 1 undecided, 1 better, 1 within the margin.",
    '',
    '| arm | measure | of | before → after | change [bounds] | margin | n | found |',
    '| --- | --- | --- | --: | --: | --: | --: | --- |',
    '| ols | bias | all together | 4.3 % → 12.4 % | +8.1 % [7.2, 9.0] | ±5 % | 400 | worse |',
    '| ols | coverage 95 % | all together | 95.0 % → 94.5 % | −0.5 points [−2.4, 1.4] | −2 points | 400 | undecided: needs about 900 replicates |',
  ]);
});

test('what is inconclusive says how many replicates it takes; a pass has no table', () => {
  const undecided = markdown({ ...comparison.comparison, verdict: 'inconclusive', gates: [open], details: [] });
  expect(undecided).toMatch(/^### Inconclusive: .*which 400 replicates do not decide; about 900 would\.\n/);
  const pass = markdown(nothingChanged.comparison);
  expect(pass).toMatch(/^### Pass: nothing changed\. All 2,400 answers/);
  expect(pass).not.toContain('|');
});

test('names stay text', () => {
  const found = markdown({ ...comparison.comparison, gates: [{ ...open, arm: `${HOSTILE}|*` }] });
  expect(found).toContain('| \\<img src=x onerror=alert(1)\\>\\|\\* |');
  expect(found).not.toMatch(/(?<!\\)<img/);
});

test('it is never longer than 25 lines', () => {
  const [few, most] = [fc.nat(40), fc.nat(40)];
  fc.assert(
    fc.property(few, most, (gates, remarks) => {
      const found = {
        ...many(50).comparison,
        gates: Array.from({ length: gates }, () => open),
        asAnalyzed: [endpoint({ n: 7 })],
        remarks: Array.from({ length: remarks }, (_, i) => `remark\n${i}`),
      };
      const text = comparedMarkdown({
        ...{ comparison: { ...found, verdict: gates === 0 ? 'pass' : 'inconclusive' }, baseline: 'a', candidate: 'b' },
        inForce: { ...inForce, remarks: ['other margins'] },
        stopped: { by: 'max', replicates: 400, max: 400, looks: [100, 200, 300, 400] },
      });
      expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(25);
    }),
    { numRuns: 50 },
  );
});
