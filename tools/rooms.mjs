/** The rooms of src/ and what each may import: imports run one way (docs/architecture.md).
 *  biome.json is generated from this table, by `npm run generate`. */

const ground = ['core', 'media', 'causal', 'inference', 'dataset'];
const worlds = [...ground, 'scenario'];
const scored = [...worlds, 'simulate', 'estimate', 'score'];
const studied = [...scored, 'experiment'];

/** @type {Readonly<Record<string, readonly string[]>>} */
export const rooms = {
  core: [],
  media: ['core'],
  causal: ['core'],
  inference: ['core'],
  dataset: ['core'],
  scenario: ground,
  simulate: worlds,
  // neither scenario nor simulate: an estimator cannot reach the truth
  estimate: ground,
  score: [...worlds, 'simulate', 'estimate'],
  experiment: scored,
  compare: studied,
  testing: studied,
  report: [...studied, 'compare'],
  explorer: [...studied, 'report'],
  cli: [...studied, 'compare', 'testing', 'report', 'explorer'],
};

/** Rooms that `room` must not import. @param {string} room */
export const forbiddenTo = (room) =>
  Object.keys(rooms).filter((other) => other !== room && !rooms[room]?.includes(other));
