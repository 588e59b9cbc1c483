/** Reports of data that no study gives: names that are no names, and more rows than any shipped study has. */

const hostile = {
  clean: '<img src=x onerror=alert(1)>',
  search: '"><script>alert(2)</script>',
  'ols-default': "</script><!--<svg onload='alert(3)'>",
  google: '<b>&amp;',
};

/** @param {unknown} value @returns {unknown} the same with names replaced, wherever they stand alone, in a cell's name or as a key */
function renamed(value) {
  if (typeof value === 'string') {
    for (const [name, other] of Object.entries(hostile)) {
      if (value === name) return other;
      if (value.startsWith(`${name}@`)) return other + value.slice(name.length);
    }
    return value;
  }
  if (Array.isArray(value)) return value.map(renamed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [renamed(key), renamed(item)]));
}

/** @template Data @param {Data} data @returns {Data} */
export const withHostileNames = (data) => /** @type {Data} */ (renamed(data));

export const hostileNames = Object.values(hostile);

/** The same rows over and over, in worlds of other names, up to at least so many.
 *  @template {{ cells: any, performance: any }} Data @param {Data} data @param {number} rows @returns {Data} */
export function multiplied(data, rows) {
  const times = Math.ceil(rows / data.performance.length);
  const again = (/** @type {any[]} */ list, /** @type {string} */ key) =>
    Array.from({ length: times }, (_, k) =>
      list.map((row) => ({ ...row, [key]: `${k}-${row[key]}`, scenario: `${k}-${row.scenario}` })),
    ).flat();
  return { ...data, cells: again([...data.cells], 'key'), performance: again([...data.performance], 'cell') };
}
