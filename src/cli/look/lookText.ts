import type { Dataset } from '../../dataset/types.ts';
import type { DataLook } from '../../estimate/look/dataLook.ts';
import { table } from '../table.ts';
import { pack } from '../wrap.ts';

/** Up to so many series the matrix fits on a terminal. */
const widest = 9;
/** Correlations between regressors that are worth a sentence. */
const strong = 0.7;
/** From here on a coefficient's variance is said to be inflated seriously. @see Kutner et al. (2004), Applied Linear Regression Models */
const inflated = 10;

/** What data say before any fit, for people. */
export function lookText(look: DataLook, { period, periods, geos }: Dataset): string {
  return [seriesTable(look), correlationText(look), seasonText(look, period), sizeText(look, periods * geos.length)]
    .filter((part) => part !== '')
    .join('\n\n');
}

const two = (x: number | null): string => (x === null ? '–' : x.toFixed(2).replace(/^-0\.00$/, '0.00'));
const percent = (x: number): string => `${(100 * x).toFixed(x < 0.1 ? 1 : 0)} %`;

function seriesTable({ series }: DataLook): string {
  const right = 'right' as const;
  const vif = (x: number | null) => (x === null ? '–' : x >= 1000 ? '> 1000' : x.toFixed(1));
  return table(
    [
      { title: 'column' },
      { title: 'taken as' },
      { title: 'with the outcome', align: right },
      { title: 'VIF', align: right },
      { title: 'share of spend', align: right },
    ],
    series.map(({ name, role, correlation, vif: inflation, spendShare }) =>
      role === 'outcome'
        ? [name, role]
        : [name, role, two(correlation), vif(inflation), spendShare === null ? '' : percent(spendShare)],
    ),
  );
}

/** The whole matrix where it fits, else the pairs of regressors that are strongly correlated. */
function correlationText({ series, correlations }: DataLook): string {
  const high = series.filter(({ vif }) => vif !== null && vif > inflated).map(({ name }) => name);
  const none = series.some(({ role, vif }) => role !== 'outcome' && vif === null);
  const notes = [
    ...(high.length === 0 ? [] : [`VIF above ${inflated}: ${high.join(', ')}; what these did is hard to tell apart.`]),
    ...(none
      ? ['VIF –: the regressors are not independent, or more than the rows; least squares would refuse them.']
      : []),
  ];
  if (series.length <= widest) {
    const right = 'right' as const;
    const matrix = table(
      [{ title: 'correlations' }, ...series.slice(0, -1).map(({ name }) => ({ title: name, align: right }))],
      series.slice(1).map(({ name }, i) => [name, ...correlations[i + 1]!.slice(0, i + 1).map(two)]),
    );
    return [matrix, ...notes].join('\n');
  }
  const pairs = series.flatMap((a, i) =>
    series.slice(1, i).map((b, j) => ({ names: `${b.name} and ${a.name}`, r: correlations[i]![j + 1] ?? 0 })),
  );
  const told = pairs.filter(({ r }) => Math.abs(r) > strong).toSorted((a, b) => Math.abs(b.r) - Math.abs(a.r));
  const items = told.slice(0, 10).map(({ names, r }) => `${names} ${two(r)}`);
  const head =
    told.length === 0 ? `No pair of regressors is correlated above ${strong}.` : `Correlated above ${strong}: `;
  return [...pack([`${head}${items[0] ?? ''}`, ...items.slice(1)], ' · '), ...notes].join('\n');
}

function seasonText({ seasonality: { trend, seasons } }: DataLook, period: Dataset['period']): string {
  if (trend === null) return '';
  const season = seasons.map(({ every, share }) => `a season of ${every} ${period}s ${percent(share)} of the rest`);
  const short = seasons.length === 0 ? ['no season is looked for: the data do not hold one twice'] : season;
  return `outcome: a linear trend explains ${percent(trend)} of its variance, ${short.join(', ')}`;
}

function sizeText({ rowsPerParameter: { linear, withCurves } }: DataLook, rows: number): string {
  return `${rows} rows: ${linear.toFixed(1)} a coefficient of least squares, ${withCurves.toFixed(1)} where adstock and saturation are learned too`;
}
