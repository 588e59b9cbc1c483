import { dayNumber, readDate } from '../../dataset/dates.ts';
import { type ColumnLook, DATE_NAMES, type PanelLook } from '../../dataset/firstLook.ts';
import { type DataSpec, dataSpecSchema } from '../../dataset/spec.ts';
import type { PeriodUnit } from '../../dataset/types.ts';

const outcomes = /^(y|kpi|target|outcome|response)$|sales|revenue|orders|conversions|turnover|bookings/i;
const media =
  /^x\d+$|spend|cost|media|tv|radio|print|newspaper|magazine|ooh|outdoor|search|social|display|video|facebook|meta|instagram|tiktok|google|youtube|bing|affiliate|e-?mail|podcast|channel/i;
/** How many live in a geo. */
const people = /^(pop|population|people|inhabitants|households)$/i;
/** What looks like a calendar in numbers, or is one more answer. */
const calendar = /^(t|trend|index|period|week|month|year|quarter|day\w*|date\w*|unnamed.*)$/i;

/** Which column of a file is what, by names and signs, or null where no column is called like an outcome or like media. */
export function guessSpec(columns: readonly ColumnLook[], panel: PanelLook | null): DataSpec | null {
  const numbers = columns.filter(
    ({ kind, name, distinct }) => kind === 'number' && distinct > 1 && name !== '' && name !== panel?.date,
  );
  const outcome = numbers.find(({ name }) => outcomes.test(name) && !/spend|cost/i.test(name));
  const rest = numbers.filter((column) => column !== outcome && !calendar.test(column.name));
  const channels = rest.filter(({ name, negative }) => media.test(name) && negative === 0);
  if (outcome === undefined || channels.length === 0) return null;
  const dated = columns.find(({ kind }) => kind === 'date') ?? columns.find(({ name }) => DATE_NAMES.test(name));
  const date = panel?.date ?? dated?.name;
  const dates = columns.find(({ name }) => name === date);
  const population = panel === null ? undefined : rest.find(({ name }) => people.test(name))?.name;
  return dataSpecSchema.parse({
    outcome: outcome.name,
    channels: channels.map(({ name }) => name),
    controls: rest.filter((column) => !channels.includes(column) && column.name !== population).map(({ name }) => name),
    ...(date === undefined ? {} : { date }),
    ...(panel === null ? {} : { geo: panel.geo }),
    ...(population === undefined ? {} : { population }),
    period: dates === undefined ? 'week' : periodOf(dates),
  });
}

/** By the days from one date to the next, on average; a few that are missing do not matter. */
function periodOf({ first, last, distinct }: ColumnLook): PeriodUnit {
  const [from, to] = [readDate(first), readDate(last)];
  if (from === undefined || to === undefined || from.form === 'index' || to.form === 'index') return 'week';
  const days = Math.abs(dayNumber(to) - dayNumber(from)) / Math.max(1, distinct - 1);
  if (days < 3.5) return 'day';
  if (days < 17) return 'week';
  if (days < 60) return 'month';
  return days < 200 ? 'quarter' : 'year';
}
