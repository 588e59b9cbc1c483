import type { Surroundings } from '../figure.ts';

const svgNamespace = 'http://www.w3.org/2000/svg';
const lineHeight = 15;
/** px a character of 11 px text takes, on the generous side */
export const characterWidth = 6.1;
/** the same of 12 px bold */
const boldWidth = 7.4;

/** `unit` says what the numbers on the axes are. */
export type Part = { readonly title: string; readonly unit: string; readonly plot: SVGElement };

/** Plots under one another in one drawing, each below its title, with notes at the foot; an image with a name for those
 *  who do not see it. */
export function sheet(
  around: Surroundings,
  name: string,
  parts: readonly Part[],
  notes: readonly string[],
): SVGElement | null {
  if (parts.length === 0) return null;
  const { document, ink } = around;
  const root = document.createElementNS(svgNamespace, 'svg');
  let y = 0;
  for (const { title, unit, plot } of parts) {
    y += 6;
    for (const line of wrap(title, around.width, boldWidth)) {
      root.append(text(around, line, y + 10, { 'font-weight': '600', fill: ink.text, 'font-size': '12' }));
      y += lineHeight;
    }
    for (const line of wrap(unit, around.width, characterWidth)) {
      root.append(text(around, line, y + 10, { fill: ink.muted, 'font-size': '11' }));
      y += lineHeight;
    }
    y += 3;
    place(plot, y);
    root.append(plot);
    y += Number(plot.getAttribute('height')) + 10;
  }
  for (const line of notes.flatMap((note) => wrap(note, around.width, characterWidth))) {
    root.append(text(around, line, y + 11, { fill: ink.muted, 'font-size': '11' }));
    y += lineHeight;
  }
  const height = Math.ceil(y + 4);
  for (const [key, value] of Object.entries({
    xmlns: svgNamespace,
    role: 'img',
    'aria-label': name,
    width: String(around.width),
    height: String(height),
    viewBox: `0 0 ${around.width} ${height}`,
    'font-family': 'system-ui, sans-serif',
    style: `--plot-background: ${ink.surface}; color: ${ink.text}; max-width: 100%`,
  }))
    root.setAttribute(key, value);
  return root;
}

/** A plot's own style sheet would stretch it inside another drawing, so it goes; and groups without a role may have no
 *  label (the image has one), so what Plot calls them becomes data. */
function place(plot: SVGElement, y: number): void {
  for (const style of [...plot.querySelectorAll('style')]) style.remove();
  for (const group of [...plot.querySelectorAll('[aria-label]')]) {
    group.setAttribute('data-mark', group.getAttribute('aria-label')!);
    group.removeAttribute('aria-label');
  }
  // inside another drawing only what is painted feels the pointer; hovering shall find the nearest mark from anywhere
  const ground = plot.ownerDocument.createElementNS(svgNamespace, 'rect');
  for (const side of ['width', 'height']) ground.setAttribute(side, '100%');
  ground.setAttribute('fill', 'none');
  ground.setAttribute('pointer-events', 'all');
  plot.prepend(ground);
  plot.removeAttribute('class');
  plot.setAttribute('y', String(y));
  plot.setAttribute('style', 'overflow: visible; white-space: pre');
}

function text({ document }: Surroundings, content: string, y: number, attributes: Record<string, string>): SVGElement {
  const element = document.createElementNS(svgNamespace, 'text');
  for (const [key, value] of Object.entries({ x: '0', y: String(y), ...attributes })) element.setAttribute(key, value);
  element.textContent = content;
  return element;
}

/** Lines of words that fit into a width, as far as characters tell. */
function wrap(note: string, width: number, perCharacter: number): readonly string[] {
  const most = Math.max(20, Math.floor(width / perCharacter));
  const lines: string[] = [];
  let line = '';
  for (const word of note.split(' ')) {
    if (line !== '' && line.length + word.length + 1 > most) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
