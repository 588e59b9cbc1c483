import type { ComparisonData } from '../../comparison/types.ts';
import { decodeJson } from '../decode.ts';
import { startPage } from '../start.ts';
import { renderComparison } from './render.ts';

startPage(
  async (app, data) => renderComparison(app, (await decodeJson(data)) as ComparisonData),
  'The numbers are what plumbline compare --json prints.',
);
