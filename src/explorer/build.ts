import { explorerWorlds } from './worlds.ts';

/** What tools/explorer.mjs makes the page with. */
export { inlineScript } from '../report/escape.ts';
export { describeForExplorer } from './describe.ts';
export { explorerHtml } from './html.ts';

/** Theme and name of every world, in the order of the page's menu. */
export function listed(): readonly (readonly [theme: string, name: string])[] {
  return Object.entries(explorerWorlds).flatMap(([theme, names]) => names.map((name) => [theme, name] as const));
}
