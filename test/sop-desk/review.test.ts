import assert from 'node:assert/strict';
import { test } from 'node:test';
import { overdueLines } from '../../src/build/sop-review.ts';
import { buildDay } from '../../src/build/today.ts';
import { gapsOf, type Overview } from '../../src/overview.ts';
import { reviewState } from '../../src/sop/review.ts';
import { sampleSop } from '../content/sop-sample.ts';

test('a review is due soon in the last thirty days, in time on its day, and late the day after', () => {
  const sop = { tinjauLagi: '2027-03-01' };
  assert.deepEqual(
    ['2027-01-29', '2027-01-30', '2027-03-01', '2027-03-02'].map((day) => reviewState(sop, day)),
    ['nanti', 'segera', 'segera', 'lewat'],
  );
});

test('the build names no SOP while all are in time, and every one when years have passed', () => {
  assert.deepEqual(overdueLines('content/sop', '2026-11-23'), []);
  const lines = overdueLines('content/sop', '2031-01-01');
  assert.equal(lines.length, 18);
  assert.match(lines[0]!, /^17 SOP lewat tanggal peninjauan pada 1 Januari 2031/);
  assert.match(lines[1]!, /SOP-\d\d .*: seharusnya ditinjau \d+ \p{L}+ \d{4} oleh /u);
});

test('the day of the build can be set, is the agency day otherwise, and a wrong one is refused', () => {
  assert.equal(buildDay('2027-05-22'), '2027-05-22');
  // 23:30 in Greenwich is the next morning in every Indonesian zone.
  assert.equal(buildDay(undefined, new Date('2026-11-22T23:30:00Z')), '2026-11-23');
  for (const wrong of ['besok', '2027-02-30', '2027-5-2'])
    assert.throws(() => buildDay(wrong), /bukan tanggal/);
});

const content = (change: (content: Overview) => void): Overview => {
  const sop = sampleSop();
  const other = sampleSop((each) => {
    each.kode = 'SOP-98';
    each.identitas.keterkaitan = ['kunci'];
  });
  sop.identitas.keterkaitan = ['lain'];
  const whole: Overview = {
    sop: new Map([
      ['kunci', sop],
      ['lain', other],
    ]),
    formulir: new Map([['log', { judul: 'Log', sop: ['kunci', 'lain'] }]]),
    klausul: [],
    peraturan: [],
    darurat: [],
    instansi: { kontak: [{ untuk: 'Helpdesk', telepon: '', surel: '' }] },
    answered: new Set(),
    cited: new Set(),
    links: [],
    addresses: new Set(['/sop/kunci/']),
  };
  change(whole);
  return whole;
};
const said = (change: (content: Overview) => void) =>
  gapsOf(content(change)).map(({ level, group, text }) => `${level}: ${group}: ${text}`);

test('content without gaps has none', () =>
  assert.deepEqual(
    said(() => {}),
    [],
  ));

test('each kind of gap is found and told apart by how bad it is', () => {
  assert.deepEqual(
    said((all) => {
      all.links = [
        { from: 'a', ke: '/sop/kunci/#x' },
        { from: 'a', ke: '/formulir/hilang/' },
      ];
      all.klausul = [{ id: 'S1-99', jenis: ['topik'], isi: 'Sesuatu.', jawaban: 'Belum.' }];
      all.formulir = new Map([['log', { judul: 'Log', sop: ['kunci'] }]]);
      all.peraturan = [
        {
          id: 'R08',
          nomor: 'Perban 4/2021',
          judul: 'x',
          tentang: 'x',
          status: 'dicabut',
          catatan: '',
          sumber: [],
          keyakinan: 'kutipan',
          diperiksa: '2026-01-01',
        },
      ];
      all.sop.get('lain')!.identitas.keterkaitan = [];
      all.instansi = { kontak: [] };
    }),
    [
      'broken: Tautan yang tidak menuju halaman: /formulir/hilang/',
      'gap: Klausul tanpa halaman: S1-99: Sesuatu.',
      'gap: SOP tanpa formulir: SOP-98 Peminjaman kunci ruang',
      'broken: Dasar hukum dicabut: SOP-99: Perban 4/2021',
      'broken: Dasar hukum dicabut: SOP-98: Perban 4/2021',
      'note: Keterkaitan satu arah: SOP-99 menyebut SOP-98, tetapi tidak sebaliknya',
      'gap: Belum diisi instansi: Kontak darurat masih kosong',
      'note: Peraturan yang belum dirujuk halaman mana pun: R08',
    ],
  );
});
