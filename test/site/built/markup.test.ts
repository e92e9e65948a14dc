import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FileSystemConfigLoader, HtmlValidate } from 'html-validate';
import { DIST, readPages } from './pages.ts';

test('every page is valid HTML', async () => {
  const validator = new HtmlValidate(new FileSystemConfigLoader());
  const faults: string[] = [];
  for (const { url } of readPages()) {
    const file = `${DIST}${url}${url.endsWith('.html') ? '' : 'index.html'}`;
    const report = await validator.validateFile(file);
    for (const { messages } of report.results) {
      faults.push(
        ...messages.map(
          ({ line, column, ruleId, message }) => `${file}:${line}:${column} ${ruleId}: ${message}`,
        ),
      );
    }
  }
  assert.deepEqual(faults, []);
});

test('no page carries an inline script, an inline style or an event attribute', () => {
  const faults = readPages().flatMap(({ url, html }) =>
    [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>|<style[\s>]|\s(?:style|on[a-z]+)="/g)].map(
      (match) => `${url}: ${match[0]}`,
    ),
  );
  assert.deepEqual(faults, []);
});
