import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { adstocks, saturations } from './registry.ts';
import type { Adstock, Saturation } from './types.ts';

const page = readFileSync(new URL('../../docs/methods/curves.md', import.meta.url), 'utf8');
const [, carryover = '', saturation = ''] = page.split(/^## (?:Carryover|Saturation|In YAML).*$/m);

/** Rows of the tables as cells; a row without an id belongs to the curve above. */
function rows(section: string): string[][] {
  const lines = section.split('\n').filter((line) => line.startsWith('|'));
  const cells = lines.slice(2).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  return cells.map((row, i) =>
    row[0] === '' ? [cells.slice(0, i).findLast((above) => above[0] !== '')![0]!, ...row.slice(1)] : row,
  );
}

/** What the page must say of a curve: one row a parameter, the formula on the first. */
function expected(curve: Adstock | Saturation): string[][] {
  const parameters = curve.parameters.map(({ name, prior: [family, ...numbers] }) => [
    `\`${name}\``,
    `${family}(${numbers.join(', ')})`,
  ]);
  const first = parameters.length === 0 ? [['', '']] : parameters;
  return first.map(([name, prior], i) => [`\`${curve.id}\``, i === 0 ? `\`${curve.formula}\`` : '', name!, prior!]);
}

test.each([
  ['adstock', carryover, Object.values(adstocks)],
  ['saturation', saturation, Object.values(saturations)],
] as const)(
  'docs/methods/curves.md lists every registered %s with its formula, parameters and priors',
  (_, section, curves) => {
    const written = rows(section).map(([id, formula, parameter, , prior]) => [id, formula, parameter, prior]);
    expect(written).toEqual(curves.flatMap(expected));
  },
);
