import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cli, inFolder, studyYaml } from '../../cli/cli.fixture.ts';
import { hashJson } from '../../core/hash.ts';
import type { Plan } from '../plan/types.ts';
import { runStudy } from '../runStudy.node.ts';
import { parseStudy } from '../study/study.ts';

const older: readonly (readonly [what: string, change: (plan: Plan) => unknown, line: RegExp])[] = [
  [
    'versions of code and lockfile',
    (plan) => ({ ...plan, versions: { plumbline: plan.versions.plumbline, rng: plan.versions.rng } }),
    /^old: was begun with other code; go on with that code, or begin anew .*has null/,
  ],
  ['versions', ({ versions: _, ...plan }) => plan, /^old[/]plan\.json: the plan has no versions: written by an older/],
  ['limits', ({ limits: _, ...plan }) => plan, /^old[/]plan\.json: the plan has no limits: written by an older/],
  [
    'conditioning',
    (plan) => ({ ...plan, cells: plan.cells.map(({ conditioning: _, ...cell }) => cell) }),
    /^old[/]plan\.json: the plan has no conditioning: written by an older/,
  ],
];

test.each(older)('a folder from before plans recorded their %s is refused in one line', async (_, change, line) => {
  await inFolder({ 'small.yaml': studyYaml }, async (folder) => {
    const study = parseStudy(studyYaml, join(folder, 'small.yaml'));
    for (const name of ['old', 'new']) await runStudy({ study, out: join(folder, name), workers: 0 });
    const { plan } = await runStudy({ study, out: join(folder, 'new'), workers: 0 });
    const before = change(plan);
    const text = JSON.stringify({ hash: hashJson(before), root: folder, plan: before });
    writeFileSync(join(folder, 'old', 'plan.json'), text);
    const { code, err } = await cli(['run', './small.yaml', '--out', 'old', '--workers', '0'], folder);
    expect(err.trimEnd()).toMatch(line);
    expect({ code, lines: err.trimEnd().split('\n').length }).toEqual({ code: 3, lines: 1 });
    const readable = line.source.includes('begun');
    for (const words of ['status old', 'compare old new', 'merge old new --out all']) {
      const found = await cli(words.split(' '), folder);
      // rows may be read whatever made them; they are not mixed
      expect({ words, code: found.code }).toEqual({ words, code: readable && !words.startsWith('merge') ? 0 : 3 });
      expect(found.err).not.toContain('fault of ours');
    }
  });
});
