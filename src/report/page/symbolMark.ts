import { s } from './dom.ts';

/** Symbols of 100 square px or so around 0, as Plot draws them. */
const paths: Readonly<Record<string, string>> = {
  circle: 'M4.5,0A4.5,4.5,0,1,1,-4.5,0A4.5,4.5,0,1,1,4.5,0Z',
  square: 'M-4,-4h8v8h-8Z',
  triangle: 'M0,-5.5L4.8,2.8L-4.8,2.8Z',
  diamond: 'M0,-6L3.5,0L0,6L-3.5,0Z',
  star: 'M0,-6L1.4,-1.9H5.7L2.2,0.7L3.5,4.9L0,2.3L-3.5,4.9L-2.2,0.7L-5.7,-1.9H-1.4Z',
  wye: 'M1.6,0.9V4.6H-1.6V0.9L-4.8,-0.9L-3.2,-3.7L0,-1.9L3.2,-3.7L4.8,-0.9Z',
  cross: 'M-5,-1.7H-1.7V-5H1.7V-1.7H5V1.7H1.7V5H-1.7V1.7H-5Z',
  hexagon: 'M0,-5L4.3,-2.5V2.5L0,5L-4.3,2.5V-2.5Z',
};

/** An arm's mark in keys and filters. */
export function symbolMark(symbol: string, color: string): SVGElement {
  const path = s('path', { d: paths[symbol] ?? paths.circle!, fill: color });
  return s('svg', { class: 'mark', width: 14, height: 14, viewBox: '-7 -7 14 14', 'aria-hidden': 'true' }, path);
}
