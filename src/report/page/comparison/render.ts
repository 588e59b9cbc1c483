import { bySeverity } from '../../comparison/outcome.ts';
import type { ComparisonData } from '../../comparison/types.ts';
import { type ChartCard, chartCard } from '../chart.ts';
import { h } from '../dom.ts';
import { onPaper, themeToggle } from '../theme.ts';
import { endpointTable, type Line, lineOf } from './endpointColumns.ts';
import { endpointsTable } from './endpoints.ts';
import { drawForest } from './forest.ts';
import { comparisonHeader } from './header.ts';
import { judgedSection } from './judged.ts';
import { outcomeKey, surroundings } from './marks.ts';
import { tierSection } from './tiers.ts';
import { versionsSection } from './versions.ts';

/** Rows of a panel that are drawn: gates are few, single questions may be thousands. */
const [MOST_GATES, MOST_SINGLES] = [40, 12];

/** Puts the comparison of two versions into an element, in place of what it holds. */
export function renderComparison(app: HTMLElement, data: ComparisonData): void {
  const { comparison } = data;
  const gates = bySeverity(comparison.gates).map((one) => lineOf('gate', one));
  const singles = bySeverity(comparison.details).map((one) => lineOf('single question', one));
  const beside = bySeverity(comparison.asAnalyzed).map((one) => lineOf('as analyzed, not judged', one));
  let shown: readonly Line[] = singles;
  const charts: readonly (ChartCard | null)[] = [
    forestCard('gates', 'Gates', gatesCaption, () => gates, MOST_GATES),
    singles.length === 0 ? null : forestCard('singles', 'Single questions', singlesCaption, () => shown, MOST_SINGLES),
  ];
  const cards = charts.filter((card) => card !== null);
  const themed = (): void => {
    for (const card of cards) card.stale();
  };
  const table = endpointsTable([...gates, ...singles, ...beside], (lines) => {
    shown = lines.filter(({ scope }) => scope === 'single question');
    charts[1]?.stale();
  });
  app.replaceChildren(
    comparisonHeader(data, themeToggle(themed)),
    h(
      'main',
      { id: 'main', tabindex: -1 },
      tierSection(comparison.sameness),
      gates.length === 0
        ? null
        : h(
            'section',
            { 'aria-labelledby': 'tested' },
            h('h2', { id: 'tested' }, 'What was tested'),
            outcomeKey(),
            charts[0]!.element,
            h('h3', { id: 'everything' }, 'Everything that was tested'),
            h('p', { class: 'caption' }, tableCaption),
            table,
            charts[1]?.element ?? null,
          ),
      judgedSection(data),
      versionsSection(data),
    ),
    h(
      'footer',
      {},
      h(
        'p',
        {},
        `Made by plumbline ${data.candidate.versions.plumbline ?? ''}. This page is one file, and asks for nothing from anywhere.`,
      ),
    ),
  );
  onPaper((draw) => {
    for (const card of cards) {
      card.stale();
      if (draw) card.settle();
    }
  });
}

function forestCard(id: string, title: string, caption: string, lines: () => readonly Line[], most: number): ChartCard {
  const endpoints = () => lines().map(({ endpoint }) => endpoint);
  return chartCard(
    {
      id,
      title,
      caption,
      table: () => endpointTable(lines()),
      draw: (around) => drawForest(title, endpoints(), around, most),
    },
    'h3',
    surroundings,
  );
}

const gatesCaption =
  'The verdict rests on these: an arm and a measure over all of its changed cells, channels and estimands. An interval (of one-sided bounds) inside the shaded zone passes; a point beyond it, with an interval clear of no change, is a regression; all else is undecided until more replicates make it shorter. A bias that shrinks passes wherever it goes; coverage passes as well where it is at its level by itself, and must not rise too far above it.';

const singlesCaption =
  'The questions behind the gates, the worst of each measure; a regression among them counts, at p-values adjusted for their number. The filters above choose.';

const tableCaption =
  'Gates first, each by how much worse the candidate is in units of its margin. Better is the mirror of worse: by more than the margin, and a bound, by itself, beyond no change. Needs: replicates at which the change seen here would be decided.';
