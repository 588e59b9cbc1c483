import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { identify } from './identify.ts';
import { graphFrom } from './random.fixture.ts';
import { verdictInWords } from './verdictInWords.ts';

const page = readFileSync(new URL('../../docs/methods/identification.md', import.meta.url), 'utf8');
const rows = [...page.matchAll(/^\| `(.*)` \| (\w+) \| (total|direct) \| (.*) \| (.*) \|$/gm)];

test('the page has examples', () => expect(rows.length).toBeGreaterThan(8));

test.each(rows.map(([, graph, channel, kind, observed, verdict]) => ({ graph, channel, kind, observed, verdict })))(
  'as on the page: $kind effect of $channel given $observed',
  ({ graph, channel, kind, observed, verdict }) => {
    const found = identify({
      graph: graphFrom(graph!),
      outcome: 'sales',
      channel: channel!,
      kind: kind as 'total' | 'direct',
      observed: observed === 'nothing' ? [] : observed!.split(', '),
    });
    expect(verdictInWords(found)).toBe(verdict);
  },
);
