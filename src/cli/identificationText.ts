import type { Identification } from '../causal/graph.ts';
import { setInWords } from '../causal/verdictInWords.ts';
import type { CausalReading } from '../scenario/causalGraph.ts';
import { identifyWorld, type WorldIdentification } from '../scenario/identification.ts';
import { observedEvery, observedPeriod } from '../scenario/observation.ts';
import type { World } from '../scenario/world.ts';
import { table, width } from './table.ts';
import { wrap } from './wrap.ts';

const WIDEST = 100;
/** Sets that are written out; how many more there are is said. */
const SETS = 2;

/** What can be learned from what is observed: a table of verdicts, bad controls and what the verdicts rest on. */
export function identificationText(world: World, found = identifyWorld(world)): readonly string[] {
  return [
    verdictTable(found),
    ...regressionLines(found),
    ...badControlLines(found),
    ...noteLines(world, found.reading),
  ];
}

/** The same as JSON. */
export function identificationJson({ reading, channels, regression }: WorldIdentification): unknown {
  const { calendar, recordedWithErrors } = reading;
  return { channels, regression, calendar, recorded_with_errors: recordedWithErrors };
}

function verdictTable({ channels }: WorldIdentification): string {
  const rows = channels.flatMap(({ channel, total, direct }) => [
    [channel, 'total', ways[total.by], given(total)],
    ...(direct === null ? [] : [['', 'direct', wayOf(direct), given(direct)]]),
  ]);
  const titles = ['channel', 'effect', 'learned by', 'given'];
  const fixed = [0, 1, 2].reduce((sum, j) => sum + 2 + Math.max(...[titles, ...rows].map((row) => width(row[j]!))), 0);
  const lines = rows.flatMap(([channel, effect, way, text]) => {
    const [first = '', ...rest] = wrap(text!, Math.max(WIDEST - fixed, 30), '');
    return [[channel!, effect!, way!, first], ...rest.map((line) => ['', '', '', line])];
  });
  return table(
    titles.map((title) => ({ title })),
    lines,
  );
}

const ways: Readonly<Record<Identification['by'], string>> = {
  'no-path': 'no effect',
  adjustment: 'adjustment',
  direct: 'adjustment',
  'front-door': 'front door',
  instrument: 'instrument',
  none: 'none of these',
};

function wayOf(found: Identification): string {
  if (found.by !== 'direct') return ways[found.by];
  return found.rule === 'mediation' ? 'adjustment' : 'single door';
}

function given(found: Identification): string {
  switch (found.by) {
    case 'no-path':
      return 'no path leads to the outcome';
    case 'adjustment':
    case 'direct': {
      const more = found.sets.length - SETS;
      const others = more > 0 ? `, or ${more} other ${more === 1 ? 'set' : 'sets'}` : '';
      return `${found.sets.slice(0, SETS).map(setInWords).join(', or ')}${others}${found.complete ? '' : ', and more'}`;
    }
    case 'front-door':
      return `through ${found.mediators.join(' and ')}`;
    case 'instrument':
      return `${found.instrument}${found.given.length === 0 ? '' : `, given ${setInWords(found.given)}`}`;
    case 'none':
      return found.why;
  }
}

function regressionLines({
  channels,
  regression: { basis, controls, direct, total },
}: WorldIdentification): readonly string[] {
  if (channels.length < 2) return [];
  const head = 'a regression on all channels at once is right for';
  const beside = controls.length === 0 ? 'without controls' : `with ${setInWords(controls)} besides`;
  const indirect = direct.filter((name) => !total.includes(name));
  const note = indirect.length === 0 ? '' : `; for ${indirect.join(', ')} it gives the direct effect`;
  if (basis === 'none') return wrap(`${head} no channel, whatever it holds besides`);
  return wrap(`${head} ${basis === 'joint' ? 'every channel' : direct.join(', ')}, ${beside}${note}`);
}

/** `visits: collider for search (adjusting for it opens search → visits ← demand → revenue)`, one line a variable and role. */
function badControlLines({ channels }: WorldIdentification): readonly string[] {
  type Bad = { readonly name: string; readonly role: string; readonly of: string[]; readonly why: string };
  const found: Bad[] = [];
  for (const { channel, controls } of channels)
    for (const { name, role, bad, why } of controls) {
      if (!bad) continue;
      const same = found.find((one) => one.name === name && one.role === role);
      if (same === undefined) found.push({ name, role, of: [channel], why });
      else same.of.push(channel);
    }
  if (found.length === 0) return [];
  return [
    'bad controls of the total effect:',
    ...found.flatMap(({ name, role, of, why }) => wrap(`  ${name}: ${role} for ${of.join(', ')} (${why})`)),
  ];
}

function noteLines(world: World, { calendar, recordedWithErrors }: CausalReading): readonly string[] {
  const every = observedEvery(world);
  return [
    ...calendar
      .filter(({ followers }) => followers.length > 1)
      .flatMap(({ name, followers }) =>
        wrap(`${name}: a common cause of ${followers.join(', ')}, known to all; ${by(name)}`),
      ),
    ...(recordedWithErrors.length === 0
      ? []
      : wrap(`recorded with errors or gaps, which no graph mends: ${recordedWithErrors.join(', ')}`)),
    ...(every === 1
      ? []
      : wrap(
          `by the ${world.period}: in data by the ${observedPeriod(world)} lags are mixed, and the verdicts only nearly hold`,
        )),
  ];
}

function by(name: string): string {
  if (name.startsWith('season')) return 'seasonality terms adjust for it';
  return name.startsWith('trend') ? 'a trend adjusts for it' : 'an intercept a region adjusts for it';
}
