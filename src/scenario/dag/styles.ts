/** Colors for light and dark, of contrast above 4.5 for text. */
export const styles = `
svg { color-scheme: light dark; --ground: #ffffff; --ink: #1f2933; --line: #52606d; --box: #e3edf7; --goal: #fff1cf; --other: #f5f7fa; }
@media (prefers-color-scheme: dark) { svg { --ground: #14181d; --ink: #eef2f6; --line: #9aa7b4; --box: #22384e; --goal: #4a3a10; --other: #232a31; } }
.ground { fill: var(--ground); }
.arrow { fill: none; stroke: var(--line); stroke-width: 1.3; }
.arrow.calendar { stroke-dasharray: 1.5 3.5; stroke-linecap: round; }
marker path { fill: var(--line); }
g rect { fill: var(--other); stroke: var(--line); stroke-width: 1.3; }
g.spend rect, g.exposure rect { fill: var(--box); }
g.outcome rect { fill: var(--goal); stroke: var(--ink); stroke-width: 2.6; }
g.outcome text { font-weight: 700; }
g.latent rect { fill: var(--ground); stroke-dasharray: 5 4; }
g.calendar rect { fill: var(--ground); stroke-dasharray: 1.5 3.5; stroke-linecap: round; }
text { font: 13px system-ui, sans-serif; fill: var(--ink); text-anchor: middle; }
text.lag { font-size: 10.5px; paint-order: stroke; stroke: var(--ground); stroke-width: 4px; stroke-linejoin: round; }
`;
