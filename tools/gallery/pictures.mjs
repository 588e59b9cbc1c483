/** Which figure is drawn of which study of experiments/gallery, and what it shows of it.
 *  `here` says what there is to see in this very picture.
 *  @typedef {{ scenarios?: readonly string[], periods?: readonly number[], arms?: readonly string[], channels?: readonly string[], estimands?: readonly string[] }} Shown
 *  @typedef {{ id: string, study: string, here: string, shown?: Shown }} Picture
 *  @type {readonly Picture[]} */
export const pictures = [
  {
    id: 'bias',
    study: 'prior',
    here: 'with the generating curves and nothing hidden, `ols` has no bias that its brackets would not hold. With hidden demand search is overrated by every arm, and twice the weeks do not help. A strong prior around twice the truth pulls everything towards itself.',
    shown: { channels: ['tv', 'search'] },
  },
  {
    id: 'coverage',
    study: 'prior',
    here: '20 replicates leave wide brackets, and still most of the failures are beyond doubt: intervals of search under hidden demand miss more often than not, and under the strong, wrong prior those of both channels do in both worlds.',
    shown: { channels: ['tv', 'search'] },
  },
  {
    id: 'zip',
    study: 'prior',
    here: 'without hidden demand the zip of `ols` opens about where it should and its dots fall on both sides; with hidden demand they nearly all fall to the right. Under the weak prior no interval misses in the first world, because they are wide.',
    shown: { periods: [104] },
  },
  {
    id: 'weeks-strength',
    study: 'prior',
    here: 'the strong prior (16) is off by about 75 % in every channel, however long the data: it was put at twice the truth. The weak one (1) leaves tv nearly alone, and search and social to the hidden demand.',
    shown: { scenarios: ['hidden-demand'] },
  },
  {
    id: 'confounding-mediated',
    study: 'dials',
    here: 'with search in the regression the answer is the direct effect, so tv falls short of its total by what is mediated; without it tv comes out nearly right, but social, which hidden demand moves, does not. No arm is pale all over.',
    shown: { periods: [104], channels: ['tv', 'social'] },
  },
  {
    id: 'error-n',
    study: 'prior',
    here: 'two lengths make a line of two points, which is enough to see search under hidden demand run flat while the guides fall.',
    shown: { channels: ['tv', 'search'] },
  },
  {
    id: 'estimate-se',
    study: 'prior',
    here: 'hidden demand lifts the clouds of `ols` to the upper edge of the wedge and beyond; the strong prior makes a small cloud outside it, wrong and sure.',
    shown: { periods: [104], channels: ['tv', 'search', 'social'] },
  },
  {
    id: 'paired',
    study: 'prior',
    here: 'rules of thumb for the curves (`ols-default`) err more than the generating curves (`ols`) on the very same data in about four of five cases. Under hidden demand the clouds of both lie along the solid line: they err together.',
    shown: { periods: [104] },
  },
  {
    id: 'curves',
    study: 'prior',
    here: 'of tv the true curve runs inside the bands; of social, which hidden demand moves, every estimate runs far above it.',
    shown: { scenarios: ['hidden-demand'], channels: ['tv', 'social'] },
  },
  {
    id: 'posteriors',
    study: 'prior',
    here: 'for tv the posterior of the strong prior is hardly another than the prior; for social no interval holds the truth.',
    shown: { scenarios: ['hidden-demand'], channels: ['tv', 'social'] },
  },
  {
    id: 'regret',
    study: 'decisions',
    here: 'in `clean` the split as it was is nearly the best, and every fit makes it worse. Where tv sells half as much and display twice as much, keeping it loses 9 % and a regression finds nearly all there is to find. Twice the weeks halve what is lost by the fits there; under hidden demand they change nothing for `ols-default`, which is worse than any rule.',
  },
  {
    id: 'calibration',
    study: 'calibration',
    here: 'all 13 quantities stay inside. With 60 simulations the band is wide: a wrong posterior could hide in it, so the shipped studies take 1000.',
  },
  {
    id: 'running',
    study: 'prior',
    here: 'all biases are many Monte Carlo errors from 0 after five replicates: to say that there is a bias 20 were enough, to say how much may take more. Lines that end early had fits that failed.',
  },
  {
    id: 'failures',
    study: 'prior',
    here: 'the chains of this study are kept short, and up to 30 % of its Bayesian fits do not converge.',
  },
  {
    id: 'time',
    study: 'prior',
    here: 'a regression takes a few thousandths of a second, a Bayesian fit some hundred times that. The machine was busy, which is why the brackets of the regressions are wide.',
  },
  {
    id: 'nested-loop',
    study: 'dials',
    here: 'with search, bias of tv steps down in time with the share mediated and minds confounding little; without it, social climbs with confounding. The lines hardly move with the weeks: these are biases that data do not cure.',
    shown: { channels: ['tv', 'social'] },
  },
];

/** @param {readonly (Picture & { title: string, caption: string })[]} drawn */
export function galleryPage(drawn) {
  const parts = drawn.map(
    ({ id, title, caption, here, study }) =>
      `## ${title}\n\n![${title}](gallery/${id}.svg)\n\n${caption}\n\n**Here:** ${here}\n\nData: \`plumbline run experiments/gallery/${study}.yaml\``,
  );
  return `${head}\n\n${parts.join('\n\n')}\n`;
}

const head = `# Gallery

Every figure of a report, in the order of its page, drawn by the page's own code from four small studies that come with
Plumbline. \`npm run gallery\` runs them (about a minute) and writes this page and its pictures anew; \`npm run gallery -- --check\`
says whether they are what the code draws today, to the byte, but for the drawing of times, which are of the machine that made it.
The studies are kept small for that. Nothing is concluded from them: findings have their own pages. In a report every figure
follows the filters, tells value, Monte Carlo error and n under the pointer, and has its table and its CSV.`;
