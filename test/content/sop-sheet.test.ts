import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { checkSheet } from '../../src/sop/sheet/check.ts';
import { PAPERS, type Page } from '../../src/sop/sheet/model.ts';
import { layOutSheet } from '../../src/sop/sheet/sheet.ts';
import { pageSvg } from '../../src/sop/sheet/svg.ts';
import { anySop, sampleSop, sheetInput } from './sop-sample.ts';

const a4 = (sop = sampleSop()) => layOutSheet(sheetInput(sop), PAPERS.a4);

/** One fault put into a good sheet must be found by the checker. */
function spoiled(change: (page: Page) => void): string[] {
  const pages = a4();
  change(pages[1]!);
  return checkSheet(pages).map((fault) => fault.rule);
}

test('the checker finds an arrow that crosses text', () => {
  const rules = spoiled((page) => {
    const label = page.texts.find((text) => text.role === 'label')!;
    page.arrows[0]!.points.splice(
      1,
      0,
      { x: label.box.x - 5, y: label.box.y + 3 },
      { x: label.box.x + 30, y: label.box.y + 3 },
    );
  });
  assert.ok(rules.includes('arrow-text'));
});

test('the checker finds an arrow that crosses a symbol, enters from below, or runs on another arrow', () => {
  const through = spoiled((page) => {
    const arrow = page.arrows.find((each) => !each.joins)!;
    const tip = arrow.points.at(-1)!;
    arrow.points.push({ x: tip.x, y: tip.y + 12 });
  });
  assert.ok(through.includes('arrow-symbol'));
  assert.ok(through.includes('entry'));
  const onAnother = spoiled((page) => {
    const [one, other] = page.arrows;
    one!.points = other!.points.map((point) => ({ ...point }));
  });
  assert.ok(onAnother.includes('arrow-overlap'));
});

test('the checker finds an arrow that leaves the page', () => {
  const rules = spoiled((page) => {
    page.arrows[0]!.points.splice(1, 0, { x: page.arrows[0]!.points[0]!.x, y: 900 });
  });
  assert.ok(rules.includes('arrow-page'));
});

test('the checker finds a sixth kind of symbol, a lost head and a segi lima without its pair', () => {
  assert.ok(spoiled((page) => Object.assign(page.shapes[0]!, { kind: 'awan' })).includes('symbols'));
  assert.ok(spoiled((page) => Object.assign(page, { head: null })).includes('head'));
  assert.ok(
    spoiled((page) =>
      page.shapes.push({ ...page.shapes[0]!, kind: 'segi-lima', id: 'out A', letter: 'A' }),
    ).includes('pair'),
  );
});

test('a short SOP is one identity page and one table page, without a fault on both papers', () => {
  for (const paper of Object.values(PAPERS)) {
    const pages = layOutSheet(sheetInput(sampleSop()), paper);
    assert.deepEqual(
      pages.map((page) => page.kind),
      ['identity', 'flow'],
    );
    assert.deepEqual(checkSheet(pages), []);
  }
});

test('the identity page carries all thirteen items and a signature room of at least 22 mm', () => {
  const [identity] = a4();
  const words = identity!.texts.map((text) => text.text);
  for (const label of [
    'PEMERINTAH KOTA CONTOH',
    'NOMOR SOP',
    'TANGGAL PEMBUATAN',
    'TANGGAL REVISI',
    'TANGGAL EFEKTIF',
    'DISAHKAN OLEH',
    'NAMA SOP',
    'DASAR HUKUM:',
    'KUALIFIKASI PELAKSANA:',
    'KETERKAITAN:',
    'PERALATAN/PERLENGKAPAN:',
    'PERINGATAN:',
    'PENCATATAN DAN PENDATAAN:',
  ])
    assert.ok(words.includes(label), label);
  assert.ok(words.includes('Peminjaman Kunci Ruang'));
  assert.ok(words.includes('10 Januari 2026'));
  const office = identity!.texts.find((text) => text.text === 'Kepala Dinas')!;
  const name = identity!.texts.find((text) => text.text.startsWith('Nama: ...'))!;
  assert.ok(name.box.y - (office.box.y + office.box.h) >= 22 * (72 / 25.4));
});

test('a long identity block shrinks its letters, never below 8 pt, and says so when it cannot', () => {
  const long = (count: number) =>
    sampleSop((sop) => {
      sop.identitas.peralatan = Array.from({ length: count }, (_, i) => `Perlengkapan nomor ${i + 1}`);
    });
  const [page] = a4(long(14));
  assert.ok(page!.texts.every((text) => text.size >= 8));
  assert.deepEqual(checkSheet([page!]), []);
  assert.throws(() => a4(long(60)), /SOP-99: bagian identitas tidak muat satu halaman A4/);
});

test('the drawing says it is a sample until it is signed', () => {
  const text = (status: 'contoh' | 'disahkan') =>
    a4(
      sampleSop((sop) => {
        sop.status = status;
      }),
    )
      .map(pageSvg)
      .join('');
  assert.match(text('contoh'), /Contoh - belum disahkan/);
  assert.doesNotMatch(text('disahkan'), /belum disahkan/);
});

test('the drawing uses the five symbols and no style attribute', () => {
  const svg = layOutSheet(sheetInput(longSop()), PAPERS.a4).map(pageSvg).join('');
  const classes = new Set([...svg.matchAll(/class="([^"]*)"/g)].map((match) => match[1]));
  assert.deepEqual([...classes].sort(), ['belah-ketupat', 'kapsul', 'kotak', 'panah', 'segi-lima']);
  assert.doesNotMatch(svg, /style=|<script/);
});

test('text from an SOP is escaped in the drawing', () => {
  const svg = a4(
    sampleSop((sop) => {
      sop.langkah[0]!.kegiatan = 'Mencatat <b> & "suhu"';
    }),
  )
    .map(pageSvg)
    .join('');
  assert.match(svg, /Mencatat &lt;b&gt; &amp; &quot;suhu&quot;/);
});

/** Forty steps, six actors, returns inside returns. */
function longSop() {
  return sampleSop((sop) => {
    sop.pelaksana = ['AA', 'BB', 'CC', 'DD', 'EE', 'FF'].map((id) => ({ id, nama: `Pejabat ${id}` }));
    sop.langkah = Array.from({ length: 40 }, (_, i) => {
      const no = i + 1;
      const base = {
        kegiatan: `Memeriksa bagian ke-${no} dari berkas permohonan yang panjang`,
        pelaksana: sop.pelaksana[(i * 5 + Math.floor(i / 3)) % 6]!.id,
        kelengkapan: 'Berkas dan daftar periksa',
        waktu: { nilai: 10, satuan: 'menit' as const, dasar: 'contoh' as const },
        output: 'Catatan pemeriksaan',
        keterangan: '',
      };
      if (no === 1) return { ...base, simbol: 'mulai' as const };
      if (no === 40) return { ...base, simbol: 'selesai' as const };
      const back: Record<number, number> = {
        5: 2,
        6: 1,
        9: 3,
        12: 11,
        14: 4,
        18: 8,
        19: 10,
        25: 20,
        26: 15,
        33: 30,
        34: 28,
        38: 2,
      };
      if (!back[no]) return { ...base, simbol: 'proses' as const };
      return { ...base, simbol: 'keputusan' as const, ya: { ke: no + 1 }, tidak: { ke: back[no]! } };
    });
  });
}

test('forty steps with six actors and nested returns are drawn without a fault on A4 and F4', () => {
  for (const paper of Object.values(PAPERS)) {
    const pages = layOutSheet(sheetInput(longSop()), paper);
    assert.deepEqual(checkSheet(pages), []);
    assert.deepEqual(
      pages.flatMap((page) => page.steps),
      Array.from({ length: 40 }, (_, i) => i + 1),
    );
  }
});

test('any SOP of 2 to 40 steps and 1 to 6 actors is drawn without a fault', () => {
  fc.assert(
    fc.property(anySop({ steps: [2, 40], actors: [1, 6] }), fc.constantFrom('a4', 'f4'), (sop, paper) => {
      const pages = layOutSheet(sheetInput(sop), PAPERS[paper as 'a4' | 'f4']);
      assert.deepEqual(checkSheet(pages), []);
      assert.equal(pages.flatMap((page) => page.steps).length, sop.langkah.length);
      const drawn = pages
        .flatMap((page) => page.arrows)
        .filter((arrow) => arrow.from.startsWith('step')).length;
      assert.equal(
        drawn,
        sop.langkah.reduce(
          (n, step) => n + (step.simbol === 'selesai' ? 0 : step.simbol === 'keputusan' ? 2 : 1),
          0,
        ),
      );
    }),
    { numRuns: 120 },
  );
});

test('more than six actors turn their names and still draw without a fault', () => {
  fc.assert(
    fc.property(anySop({ steps: [2, 14], actors: [7, 8] }), (sop) => {
      assert.deepEqual(checkSheet(layOutSheet(sheetInput(sop), PAPERS.a4)), []);
    }),
    { numRuns: 10 },
  );
});
