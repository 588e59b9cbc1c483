import { decodeReport } from './decode.ts';
import { renderReport } from './render.ts';
import { startPage } from './start.ts';

startPage(
  async (app, data) => renderReport(app, await decodeReport(data)),
  'The numbers are in performance.csv beside it.',
);
