/** The graph algorithms that the other rooms use. */
export { adjustmentFor, type RegressionControls } from './adjustmentFor.ts';
export { badControls, type ControlVerdict } from './badControls.ts';
export { cycleIn, isCyclic, stronglyConnectedComponents } from './components.ts';
export type { AdjustmentSet, Control } from './controls.ts';
export { ancestors, children, descendants, directedPaths, type Edge, type Graph, parents } from './digraph.ts';
export { type Identification, identify } from './identify.ts';
