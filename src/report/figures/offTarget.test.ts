// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { dataOf, estimateOf, surroundings, viewOf } from './data.fixture.ts';
import { figures } from './registry.ts';

const arm = (label: string) => ({ label, estimator: label, family: label, swept: {} });
const cells = [{ key: 'w@52', scenario: 'w', periods: 52, dials: {} }];

/** Two arms; of the second, the answers on search are of that target. */
const drawn = (id: string, target: string) => {
  const estimates = ['a', 'b'].flatMap((label, i) =>
    ['tv', 'search'].flatMap((channel) =>
      [0, 1, 2].map((replicate) =>
        estimateOf({
          ...{ arm: label, channel, replicate, point: 1 + replicate, se: 1, lower: [0.5, 0], upper: [3, 4] },
          target: i === 1 && channel === 'search' ? target : 'on',
        }),
      ),
    ),
  );
  const figure = figures.find((one) => one.id === id)!;
  const data = dataOf({ cells, arms: ['a', 'b'].map(arm), estimates });
  return figure.draw(viewOf(data), surroundings(document, 1100))!.textContent!;
};

test.each(['estimate-se', 'paired'])('%s says that some fits are off target, and only then', (id) => {
  expect(drawn(id, 'off')).toContain('Some of these fits do not aim at the effect (off target).');
  expect(drawn(id, 'on')).not.toContain('off target');
});

test('a zip of fits off target stands by itself, with what that is', () => {
  expect(drawn('zip', 'off')).toContain('b · off target');
  expect(drawn('zip', 'off')).toContain('Off target: the fit does not aim at this effect');
  expect(drawn('zip', 'on')).not.toContain('ff target');
});
