import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { checkEstimate } from '../contractCheck.ts';
import { decodeAnswer } from './answer.ts';
import { answerSchema, questionSchema } from './protocol.ts';
import { externalSettingsSchema } from './settings.ts';

const page = readFileSync(new URL('../../../docs/external-estimators.md', import.meta.url), 'utf8');
const blocks = (language: string) =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(([, block]) => block!);
const [question, answer, refusal] = blocks('json').map((block): unknown => JSON.parse(block));

test('the question and the answers of the page are what the protocol takes, and belong together', () => {
  const asked = questionSchema.parse(question);
  expect(questionSchema.strict().parse(question)).toEqual(question);
  for (const value of [answer, refusal]) expect(answerSchema.safeParse(value).success).toBe(true);
  const { estimands, levels } = asked;
  const request = { estimands: estimands.map(({ held: _, ...estimand }) => estimand), levels };
  const decoded = decodeAnswer(JSON.stringify(answer), asked.id, request);
  if (decoded.kind !== 'estimate') throw new Error('out of step');
  expect(checkEstimate(decoded.estimate, request, asked.dataset.periods).status).toBe('ok');
});

test('the page lists every setting, and its example has settings only', () => {
  for (const key of Object.keys(externalSettingsSchema.shape)) {
    if (key !== 'source') expect(page).toContain(`| \`${key}\` |`);
  }
  const { estimators } = parse(blocks('yaml')[0]!) as { estimators: { mine: { use: string } } };
  const { use, ...settings } = estimators.mine;
  expect(use).toBe('external');
  expect(externalSettingsSchema.safeParse(settings).success).toBe(true);
});
