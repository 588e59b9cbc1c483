// @vitest-environment jsdom
import { expect, test, vi } from 'vitest';
import { scoredRow } from '../figures/data.fixture.ts';
import { measureTable } from './measureTable.ts';

const { element } = measureTable([scoredRow({}), scoredRow({ measure: 'bias' })], () => null);

test('a row is headed by its world', () => {
  const heads = [...element.querySelectorAll('tbody tr:not(.blank) > :first-child')];
  expect(heads.map((head) => [head.tagName, head.getAttribute('scope'), head.textContent])).toEqual([
    ['TH', 'row', 'w'],
    ['TH', 'row', 'w'],
  ]);
});

test('what is taken away has no name of a file of the study: its columns and rows are others', () => {
  const names: string[] = [];
  URL.createObjectURL = () => 'blob:any';
  URL.revokeObjectURL = () => undefined;
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    names.push(this.download);
  });
  element.querySelector<HTMLButtonElement>('.tools button')!.click();
  expect(names).toEqual(['measures.csv']);
});
