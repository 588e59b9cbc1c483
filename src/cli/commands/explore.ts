import { existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { InputError } from '../../core/errors.ts';
import { makeFolder, unwritable } from '../../core/files.node.ts';
import { writeAtomic } from '../../experiment/output/atomic.node.ts';
import { answer } from '../output.ts';

/** Made by tools/explorer.mjs at the build; src/cli/commands and dist/cli/commands lie equally deep. */
const built = fileURLToPath(new URL('../../../dist/page/explorer.html', import.meta.url));

type Options = { readonly out: string; readonly json?: boolean };

export function exploreCommand(): Command {
  return new Command('explore')
    .description('writes the explorer: one page where a world’s dials are turned and estimators answer at once')
    .option('--out <file>', 'where the page goes', 'explorer.html')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  plumbline explore --out explorer.html   then open the file in a browser')
    .action(({ out, json }: Options) => {
      if (!existsSync(built)) throw new Error('the explorer is not built: npm run build');
      const page = readFileSync(built, 'utf8');
      write(out, page);
      const bytes = Buffer.byteLength(page);
      answer(json, { explorer: out, bytes }, `${out}: open it in a browser; it needs no server and no network`);
    });
}

function write(file: string, text: string): void {
  try {
    makeFolder(dirname(file));
    writeAtomic(file, text);
  } catch (error) {
    throw new InputError({ file, path: '--out', message: `cannot be written: ${unwritable(error)}` });
  }
}
