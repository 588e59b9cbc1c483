import * as Plot from '@observablehq/plot';
import type { WorldFacts } from '../data/types.ts';
import type { Surroundings } from '../figures/figure.ts';

/** px that a panel needs at least, and how tall it is */
const [LEAST, HEIGHT] = [210, 150];

/** Small multiples with one scale each way, so that heights compare. */
export function drawCurves({ curves }: WorldFacts, { document, width, ink }: Surroundings): SVGElement {
  const columns = Math.max(1, Math.min(curves.length, Math.floor((width - 60) / LEAST)));
  const lines = Math.ceil(curves.length / columns);
  const place = (i: number) => ({ fx: i % columns, fy: Math.floor(i / columns) });
  const points = curves.flatMap(({ channel, curve }, i) =>
    curve.spend.map((spend, k) => ({ channel, spend, outcome: curve.truth[k]!, ...place(i) })),
  );
  const names = curves.map(({ channel }, i) => ({ channel, ...place(i) }));
  const axes = { fx: { axis: null }, fy: { axis: null, padding: 0.2 } } as const;
  return Plot.plot({
    ...{ document, width, height: lines * (HEIGHT + 34) + 40, marginLeft: 64, marginTop: 30, marginBottom: 36 },
    style: { fontSize: '12px', color: ink.text, background: 'none' },
    ...axes,
    x: { label: 'spend a period', labelAnchor: 'center', labelArrow: 'none', nice: true, ticks: 4 },
    y: { label: 'outcome a period', labelAnchor: 'center', labelArrow: 'none', zero: true, nice: true, ticks: 4 },
    marks: [
      Plot.gridY({ stroke: ink.grid, strokeOpacity: 1, ticks: 4 }),
      Plot.ruleY([0], { stroke: ink.muted }),
      Plot.line(points, {
        x: 'spend',
        y: 'outcome',
        z: 'channel',
        fx: 'fx',
        fy: 'fy',
        stroke: ink.accent,
        strokeWidth: 2.25,
      }),
      Plot.text(names, {
        fx: 'fx',
        fy: 'fy',
        text: 'channel',
        frameAnchor: 'top-left',
        dy: -14,
        fontWeight: 600,
        fill: ink.text,
      }),
      Plot.tip(
        points,
        Plot.pointer({
          x: 'spend',
          y: 'outcome',
          fx: 'fx',
          fy: 'fy',
          fill: ink.surface,
          stroke: ink.muted,
          title: tipText,
        }),
      ),
    ],
  }) as SVGElement;
}

const tipText = ({
  channel,
  spend,
  outcome,
}: {
  readonly channel: string;
  readonly spend: number;
  readonly outcome: number;
}): string =>
  `${channel}\nspend ${spend.toPrecision(4)}\noutcome ${outcome.toPrecision(4)} (exact: the world's own curve)`;
