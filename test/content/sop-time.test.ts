import assert from 'node:assert/strict';
import { test } from 'node:test';
import { edgesOf, reachable } from '../../src/sop/flow.ts';
import { textWidth, wrapText } from '../../src/sop/sheet/metrics.ts';
import { capitalTitle } from '../../src/sop/sheet/words.ts';
import { parseTime, sayTime, sayTotal, totalTime } from '../../src/sop/time.ts';
import { sampleSop } from './sop-sample.ts';

test('times that are no sum are not read as one', () => {
  for (const text of ['', 'Segera', '1 x 24 jam', '5 mnt', 'jam 5', '5 menit lagi', 'Sesuai RTO', '5'])
    assert.equal(parseTime(text), null, text);
});

test('written times are read and said back', () => {
  for (const text of ['5 menit', '8 jam 5 menit', '2 hari kerja', '1 jam dan 3 hari kerja', '1,5 jam']) {
    const read = parseTime(text);
    assert.ok(read, text);
  }
  assert.equal(sayTotal(parseTime('8 jam 5 menit')!), '8 jam 5 menit');
  assert.equal(sayTotal(parseTime('90 menit')!), '1 jam 30 menit');
  assert.equal(sayTotal(parseTime('1 jam 3 hari kerja')!), '1 jam dan 3 hari kerja');
  assert.equal(sayTotal({ minutes: 0, days: 0 }), 'belum ditentukan');
});

test('the total adds minutes and hours, keeps working days apart, and names what it cannot add', () => {
  const sop = sampleSop((each) => {
    each.langkah[0]!.waktu = { nilai: 1.5, satuan: 'jam', dasar: 'contoh' };
    each.langkah[1]!.waktu = { teks: 'Segera', dasar: 'kewajiban' };
    each.langkah[2]!.waktu = { nilai: 2, satuan: 'hari kerja', dasar: 'contoh' };
  });
  assert.deepEqual(totalTime(sop), { minutes: 95, days: 2, uncounted: [2] });
  assert.equal(sayTime(sop.langkah[0]!.waktu), '1,5 jam');
});

test('arrows come from the steps, and rows behind a missing target are not reached', () => {
  const sop = sampleSop();
  assert.deepEqual(
    edgesOf(sop).map(({ from, to, exit }) => [from, to, exit]),
    [
      [1, 2, 'lanjut'],
      [2, 3, 'ya'],
      [2, 1, 'tidak'],
      [3, 4, 'lanjut'],
    ],
  );
  sop.langkah[1]!.ya = { ke: 12 };
  assert.deepEqual([...reachable(sop)].sort(), [1, 2]);
});

test('titles are written as on official papers', () => {
  assert.equal(
    capitalTitle('pelaporan insiden ke Diskominfo dan surat ke Wali Kota'),
    'Pelaporan Insiden ke Diskominfo dan Surat ke Wali Kota',
  );
  assert.equal(capitalTitle('email e-Government dan TTE'), 'Email e-Government dan TTE');
});

test('text breaks at spaces, then after a slash, and never leaves its width', () => {
  const face = { size: 9 };
  assert.equal(textWidth('Nama', face).toFixed(3), '24.003');
  const lines = wrapText('Mencatat alamat tte.komdigi.go.id/verifyPDFdanseterusnya yang panjang', 90, face);
  assert.ok(lines.length > 2);
  for (const line of lines) assert.ok(textWidth(line, face) <= 90, line);
  assert.ok(lines.some((line) => line.endsWith('/')));
  assert.deepEqual(wrapText('', 90, face), []);
});
