import type { Endpoint } from '../../../compare/types.ts';
import { shownInterval, shownMargin, shownValue } from '../../comparison/numbers.ts';
import { lossOf, type Outcome, outcomeOf, outcomes, outcomeWords } from '../../comparison/outcome.ts';
import { measureName } from '../../comparison/words.ts';
import { estimandName, estimandWords } from '../../data/estimandName.ts';
import type { FigureTable } from '../../figures/figure.ts';
import type { Key } from '../sorting.ts';

/** What an endpoint counts for: the verdict rests on gates, and on red single questions. */
export type Scope = 'gate' | 'single question' | 'as analyzed, not judged';

export type Line = {
  readonly scope: Scope;
  readonly endpoint: Endpoint;
  readonly outcome: Outcome;
  readonly loss: number;
};

export const lineOf = (scope: Scope, endpoint: Endpoint): Line => {
  return { scope, endpoint, outcome: outcomeOf(endpoint), loss: lossOf(endpoint) };
};

type EndpointColumn = {
  readonly id: string;
  readonly title: string;
  readonly numeric: boolean;
  readonly key: (line: Line) => Key;
  readonly text: (line: Line) => string;
};

const text = (id: string, title: string, of: (line: Line) => string): EndpointColumn => ({
  ...{ id, title, numeric: false, key: of, text: of },
});
const number = (
  id: string,
  title: string,
  key: (line: Line) => number | null,
  shown: (line: Line) => string,
): EndpointColumn => ({ id, title, numeric: true, key, text: shown });
const name = (value: string, all: string): string => (value === '*' ? all : value);
const count = (n: number | null): string => n?.toLocaleString('en-US') ?? '–';

export const endpointColumns: readonly EndpointColumn[] = [
  {
    ...{ id: 'outcome', title: 'Found', numeric: false },
    key: ({ outcome }) => outcomes.indexOf(outcome),
    text: ({ outcome }) => outcomeWords[outcome],
  },
  text('arm', 'Arm', ({ endpoint }) => endpoint.arm),
  text('measure', 'Measure', ({ endpoint }) => measureName(endpoint)),
  text('cell', 'Cell', ({ endpoint }) => name(endpoint.cell, 'all changed')),
  text('channel', 'Channel', ({ endpoint }) => name(endpoint.channel, 'all')),
  text('estimand', 'Estimand', ({ endpoint: { estimand } }) =>
    estimand === '*' ? 'all' : estimandWords(estimandName(estimand)),
  ),
  number(
    'baseline',
    'Baseline',
    ({ endpoint }) => endpoint.baseline,
    ({ endpoint }) => shownValue(endpoint, 'baseline'),
  ),
  number(
    'candidate',
    'Candidate',
    ({ endpoint }) => endpoint.candidate,
    ({ endpoint }) => shownValue(endpoint, 'candidate'),
  ),
  number(
    'change',
    'Change [bounds]',
    ({ endpoint }) => endpoint.change,
    ({ endpoint }) => shownInterval(endpoint),
  ),
  number(
    'margin',
    'Margin',
    ({ endpoint }) => endpoint.margin,
    ({ endpoint }) => shownMargin(endpoint),
  ),
  number(
    'loss',
    'Loss, margins',
    ({ loss }) => (Number.isFinite(loss) ? loss : null),
    ({ loss }) =>
      Number.isFinite(loss)
        ? loss
            .toFixed(2)
            .replace(/^-0\.00$/, '0.00')
            .replace('-', '−')
        : '–',
  ),
  number(
    'p',
    'p',
    ({ endpoint }) => endpoint.p,
    ({ endpoint: { p } }) => shownP(p),
  ),
  number(
    'n',
    'n',
    ({ endpoint }) => endpoint.n,
    ({ endpoint }) => count(endpoint.n),
  ),
  number(
    'needs',
    'Needs',
    ({ endpoint }) => endpoint.needs,
    ({ endpoint }) => count(endpoint.needs),
  ),
  text('scope', 'Counts as', ({ scope }) => scope),
  text('remark', 'Remark', ({ endpoint }) => endpoint.remark ?? ''),
];

function shownP(p: number | null): string {
  if (p === null) return '–';
  return p < 0.001 ? '<0.001' : p.toFixed(3);
}

const raw = [
  ...['scope', 'outcome', 'verdict', 'arm', 'measure', 'level', 'cell', 'channel', 'estimand', 'baseline', 'candidate'],
  ...['change', 'lower', 'upper', 'margin', 'p', 'n', 'needs', 'remark'],
];

/** Endpoints to take away, with all their digits. */
export function endpointTable(lines: readonly Line[]): FigureTable {
  return {
    columns: raw.map((key) => ({ key, title: key, numeric: false })),
    rows: lines.map(({ scope, outcome, endpoint }) => ({ remark: null, ...endpoint, scope, outcome })),
  };
}
