import { exp, sin } from '../core/math.ts';
import { studentT } from '../core/random/draws.ts';
import type { Stream } from '../core/random/stream.ts';
import type { Component, NoiseComponent, ScaleComponent } from '../scenario/world.ts';

/** What a component's series is a function of: time, and a stream of its own, opened only by those that draw. */
export type Source = {
  /** number of periods */
  readonly length: number;
  /** t of the first one: negative, as t counts from the window's first period */
  readonly origin: number;
  /** calendar position of t = 0 */
  readonly firstPeriod: number;
  readonly open: () => Stream;
};

/** One exogenous series. Element i needs no later draw than element i − 1, so shorter series are prefixes. */
export function componentSeries(component: Component | ScaleComponent | NoiseComponent, source: Source): Float64Array {
  const { origin, firstPeriod, open } = source;
  const series = new Float64Array(source.length);
  switch (component.kind) {
    case 'level':
      return series.fill(component.value);
    case 'trend':
      return fill(series, (i) => component.slope * (origin + i));
    case 'normal': {
      const stream = open();
      return fill(series, () => component.sd * stream.normal());
    }
    case 'ar1': {
      const stream = open();
      const { phi, sd } = component;
      let last = (sd / Math.sqrt(1 - phi * phi)) * stream.normal();
      return fill(series, (i) => {
        if (i > 0) last = phi * last + sd * stream.normal();
        return last;
      });
    }
    case 'student-t': {
      const stream = open();
      // the variance of t is df/(df − 2)
      const scale = component.sd * Math.sqrt((component.df - 2) / component.df);
      return fill(series, () => scale * studentT(stream, component.df));
    }
    case 'lognormal': {
      const stream = open();
      const { sd } = component;
      return fill(series, () => exp(sd * stream.normal() - (sd * sd) / 2));
    }
    case 'pulses': {
      const stream = open();
      return fill(series, () => (stream.uniform() < component.probability ? component.size : 0));
    }
    case 'step':
      return fill(series, (i) => (origin + i >= component.at ? component.size : 0));
    case 'trend-break':
      return fill(series, (i) => component.slope * Math.max(0, origin + i - component.at));
    case 'calendar':
      return fill(series, (i) => {
        const position = Math.floor(modulo(firstPeriod + origin + i, component.every));
        return component.at.includes(position) ? component.size : 0;
      });
    case 'flights':
      return fill(series, (i) =>
        modulo(origin + i - component.start, component.on + component.off) < component.on ? 1 : component.between,
      );
    case 'seasonal':
      return seasonal(series, component, source);
  }
}

/** amplitude · sin(2π(c/every + phase)); as a scale, 1 + that: the caller adds the 1. */
function seasonal(
  series: Float64Array,
  { every, amplitude, phase }: Extract<Component, { kind: 'seasonal' }>,
  { origin, firstPeriod, open }: Source,
): Float64Array {
  const shift = phase === 'random' ? open().uniform() : phase;
  return fill(series, (i) => amplitude * sin(2 * Math.PI * ((firstPeriod + origin + i) / every + shift)));
}

function fill(series: Float64Array, value: (i: number) => number): Float64Array {
  for (let i = 0; i < series.length; i++) series[i] = value(i);
  return series;
}

/** Remainder in [0, by), also for negative x. */
function modulo(x: number, by: number): number {
  return x - by * Math.floor(x / by);
}
