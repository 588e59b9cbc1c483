import type { Endpoint } from '../../compare/types.ts';
import { estimandName, estimandWords } from '../data/estimandName.ts';

type Named = Pick<Endpoint, 'cell' | 'channel' | 'estimand'>;

/** What an endpoint is of, short of what it aggregates: `clean@104 · search · total ROAS`; empty for all together. */
export function placeOf({ cell, channel, estimand }: Named): string {
  const names = [cell, channel, estimand === '*' ? '*' : estimandWords(estimandName(estimand))];
  return names.filter((name) => name !== '*').join(' · ');
}

/** `the total ROAS of search in clean@104`; of several `ROAS, averaged over channels and cells,` */
export function answersOf({ cell, channel, estimand }: Named): string {
  const what = estimand === '*' ? 'ROAS' : `the ${estimandWords(estimandName(estimand))}`;
  const of = channel === '*' ? '' : ` of ${channel}`;
  const place = cell === '*' ? '' : ` in ${cell}`;
  const over = [channel === '*' ? ['channels'] : [], cell === '*' ? ['cells'] : []].flat().join(' and ');
  return `${what}${of}${place}${over === '' ? '' : `, averaged over ${over},`}`;
}

/** `in clean@104`, `over its cells` */
export const cellOf = ({ cell }: Named): string => (cell === '*' ? 'over its cells' : `in ${cell}`);
