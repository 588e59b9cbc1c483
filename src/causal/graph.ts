/** The graph algorithms that the other rooms use. */
export { cycleIn, isCyclic, stronglyConnectedComponents } from './components.ts';
export { ancestors, children, descendants, directedPaths, type Graph, parents } from './digraph.ts';
