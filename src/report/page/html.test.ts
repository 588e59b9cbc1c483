// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { inlineScript } from '../escape.ts';
import { reportHtml } from '../html.ts';

const hostile = '</title><img src=x onerror=alert(1)>"\'&<!--<script>alert(2)</script>';
const parts = { css: 'a{}</style>', script: 'const a = "</script><!--";', scriptHash: 'aGFzaA==', data: 'QUJD' };

test('what users named stays text', () => {
  const page = new DOMParser().parseFromString(reportHtml({ ...parts, title: hostile, answer: hostile }), 'text/html');
  expect(page.querySelectorAll('img')).toHaveLength(0);
  expect(page.title).toBe(hostile);
  expect(page.querySelector('h1')!.textContent).toBe(hostile);
  expect(page.querySelectorAll('script')).toHaveLength(2);
  expect(page.querySelector('#data')!.textContent).toBe('QUJD');
});

test('a script cannot be ended from inside, and says the same', () => {
  const script = inlineScript('globalThis.said = "</script>" + "</SCRIPT " + "<!--";');
  expect(script).not.toMatch(/<\/script|<!--/i);
  expect(new Function(script.replace('globalThis.said =', 'return'))()).toBe('</script></SCRIPT <!--');
});

test('the page allows nothing but itself', () => {
  const page = reportHtml({ ...parts, title: 't', answer: 'a' });
  expect(page).toContain("default-src 'none'; script-src 'sha256-aGFzaA=='");
  expect(page).not.toMatch(/(src|href)="(?!#)/);
});
