/** A question whose source page is gone stops the build. */
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after } from 'node:test';
import { missingSources } from '../../src/build/quiz-sources.ts';

const root = mkdtempSync(join(tmpdir(), 'sigap-soal-'));
after(() => rmSync(root, { recursive: true, force: true }));

test('the fault names file, line, page and mend', () => {
  cpSync('content/pelatihan', join(root, 'content/pelatihan'), { recursive: true });
  const built = join(root, 'dist');
  mkdirSync(built);
  const all = missingSources(join(root, 'content'), built);
  assert.ok(all.length > 30, 'with no page built, every question is without its source');
  const page = join(built, 'sop/pelaporan-insiden');
  mkdirSync(page, { recursive: true });
  writeFileSync(join(page, 'index.html'), '');
  const left = missingSources(join(root, 'content'), built);
  assert.ok(left.length < all.length);
  assert.ok(left.every(({ message }) => !message.includes('/sop/pelaporan-insiden/')));
  const [fault] = left;
  const text = readFileSync(fault?.file ?? '', 'utf8').split('\n')[(fault?.line ?? 0) - 1];
  assert.match(text ?? '', /^- id: /);
  assert.match(fault?.mend ?? '', /tunjuk halaman/);
});
