/** The roster in unlucky hands: dates the wrong way round, names that match nobody, years no calendar has, twins. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { dutiesOf, eventsOf, leaveFaults, leavesOf, turnsOf } from '../../src/roster/roster.ts';

const duty = (tugas: string, nama: string, pengganti1 = '') => ({ tugas, nama, pengganti1, pengganti2: '' });
const leave = (nama: string, mulai: string, sampai: string) => ({ nama, mulai, sampai, alasan: 'Cuti' });

test('a leave that cannot count is named, never dropped in silence', () => {
  const duties = dutiesOf([duty('Server', 'Siti', 'Budi')]);
  const rows = [
    leave('Siti', '2026-11-25', '2026-11-20'),
    leave('Sitti', '2026-11-25', '2026-11-26'),
    leave('budi ', '2026-11-25', '2026-11-26'),
    leave('Siti', '', '2026-11-26'),
    leave('', '2026-11-25', '2026-11-26'),
  ];
  const told = leaveFaults(rows, duties).map(({ tugas, message }) => `${tugas}: ${message}`);
  assert.equal(told.length, 3);
  assert.match(told[0] ?? '', /^Cuti Siti: .*mendahului/);
  assert.match(told[1] ?? '', /^Cuti Sitti: .*tidak ada di daftar tugas/);
  assert.match(told[2] ?? '', /^Cuti Siti: .*belum ada tanggal mulai/);
});

test('two duties of one name on one day are two events of the calendar', () => {
  const duties = dutiesOf([
    duty('Jaga', 'Siti', 'Budi'),
    duty('Jaga', 'Ani', 'Tono'),
    duty('备份', 'Siti', 'Budi'),
    duty('网络', 'Siti', 'Budi'),
  ]);
  const leaves = leavesOf(['Siti', 'Ani'].map((name) => leave(name, '2026-11-23', '2026-11-24')));
  const events = eventsOf(turnsOf(duties, leaves, '2026-11-23', 2));
  assert.equal(events.length, 4);
  assert.equal(new Set(events.map(({ uid }) => uid)).size, 4);
});

test('a year that no calendar has is no crash', () => {
  assert.deepEqual(turnsOf(dutiesOf([duty('Jaga', 'Siti')]), [], '275760-09-13', 28), []);
  assert.deepEqual(turnsOf(dutiesOf([duty('Jaga', 'Siti')]), [], 'besok', 28), []);
});
