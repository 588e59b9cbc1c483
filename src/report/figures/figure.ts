import type { EstimateRow, PerformanceRow, ReportData } from '../data/types.ts';

/** What the page's filters let through, and what they are. */
export type View = {
  readonly data: ReportData;
  readonly performance: readonly PerformanceRow[];
  readonly estimates: readonly EstimateRow[];
  readonly cells: ReadonlySet<string>;
  readonly arms: ReadonlySet<string>;
  readonly channels: ReadonlySet<string>;
  /** keys without window and tail, e.g. `roas.total` */
  readonly estimands: ReadonlySet<string>;
  /** the interval level that coverage is shown at */
  readonly level: number;
};

/** What a drawing may use of its surroundings; the gallery draws with jsdom, the page with the browser. */
export type Surroundings = {
  readonly document: Document;
  /** px of the space there is */
  readonly width: number;
  /** one an arm throughout the page: color and symbol, told apart without color as well */
  readonly color: (arm: string) => string;
  readonly symbol: (arm: string) => string;
  /** of text, axes and grid; the page is light or dark */
  readonly ink: {
    readonly text: string;
    readonly muted: string;
    readonly grid: string;
    readonly surface: string;
    readonly accent: string;
  };
};

/** The numbers behind a drawing, as the reader may take them away: cells are raw, `shown` is what the page prints. */
export type FigureTable = {
  readonly columns: readonly { readonly key: string; readonly title: string; readonly numeric: boolean }[];
  readonly rows: readonly Readonly<Record<string, string | number | null>>[];
};

/** One figure of the page and of the gallery. A new one is a file here and a line in the registry. */
export type Figure = {
  readonly id: string;
  readonly title: string;
  /** what to look for, in a sentence or two, plain text */
  readonly caption: string;
  /** why this study has no such figure; null where it has. Decided by the data alone, not by the filters */
  readonly absent: (data: ReportData) => string | null;
  readonly table: (view: View) => FigureTable;
  /** null where the filters leave nothing to draw */
  readonly draw: (view: View, around: Surroundings) => SVGElement | HTMLElement | null;
};
