// @vitest-environment jsdom
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { dataOf, scoredRow } from './data.fixture.ts';
import { drawing, figureIds } from './gallery.ts';

// jsdom has a URL of its own, which node:fs does not take
const docs = join(dirname(fileURLToPath(import.meta.url)), '../../../docs');
const page = readFileSync(join(docs, 'gallery.md'), 'utf8');

test('the page has a picture of every figure, and the folder has no other', () => {
  const pictures = [...page.matchAll(/\(gallery\/(.+)\.svg\)/g)].map(([, id]) => id);
  expect(pictures).toEqual(figureIds());
  expect(readdirSync(join(docs, 'gallery')).toSorted()).toEqual(
    figureIds()
      .map((id) => `${id}.svg`)
      .toSorted(),
  );
});

test.each(figureIds())('%s.svg stands alone: named, small, asking for nothing', (id) => {
  const text = readFileSync(join(docs, `gallery/${id}.svg`), 'utf8');
  const svg = new DOMParser().parseFromString(text, 'image/svg+xml');
  expect(svg.querySelector('parsererror')).toBeNull();
  expect(svg.documentElement.firstElementChild?.tagName).toBe('title');
  expect(page).toContain(`## ${svg.querySelector('title')?.textContent}\n`);
  expect(text.length).toBeLessThan(80_000);
  expect(text).not.toMatch(/NaN|<script|<image|@import|href=|url\((?!#)/);
});

const arm = (label: string) => ({ label, estimator: 'ols', family: label, swept: {} });
const cells = [{ key: 'w@52', scenario: 'w', periods: 52, dials: {} }];
const data = dataOf({
  arms: [arm('ols'), arm('other')],
  cells,
  performance: [scoredRow({}), scoredRow({ arm: 'other' })],
});

test('a drawing is on a white card and shows what was asked for', () => {
  const { svg, title } = drawing(window, data, 'bias', { arms: ['other'] });
  expect(svg).toContain('fill="#ffffff"');
  expect(svg).toContain(`<title>${title}</title>`);
  expect(svg).toContain('>other<');
  expect(svg).not.toContain('>ols<');
});

test('what a study has no data for is no picture', () => {
  expect(() => drawing(window, data, 'coverage', {})).toThrow('coverage of any: no interval was scored in this study');
  expect(() => drawing(window, data, 'bias', { arms: ['x'] })).toThrow('nothing is left to draw');
  expect(() => drawing(window, data, 'biass', {})).toThrow('there is no figure "biass"');
});
