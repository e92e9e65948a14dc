/** Faulty exercise folders are told by file, line, fault and mend. */
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { readFirewallExercise } from '../../../labs/firewall/exercise.ts';
import { readPolicy } from '../../../labs/firewall/policy/read.ts';
import { formatProblem, type Problem } from '../../../labs/yaml-reader.ts';
import { firewallExercises } from '../../../src/firewall-exercises.ts';

const FOLDER = 'labs/firewall/exercises/01-basis-data';
const policy = readFileSync(`${FOLDER}/policy.yaml`, 'utf8');
const brief = readFileSync(`${FOLDER}/brief.mdx`, 'utf8');

function lineOf(text: string, part: string): number {
  return text.split('\n').findIndex((line) => line.includes(part)) + 1;
}

function onlyProblem(problems: Problem[]): Problem {
  assert.equal(problems.length, 1, problems.map(formatProblem).join('\n'));
  return problems[0] as Problem;
}

test('a policy that is no YAML names the line', () => {
  const { policy: read, problems } = readPolicy('policy.yaml', 'zona:\n  lan: { nama: "LAN\n');
  assert.equal(read, null);
  assert.match(problems[0]?.what ?? '', /YAML tidak terbaca/);
});

test('an empty policy says what to begin with', () => {
  const { problems } = readPolicy('policy.yaml', '');
  assert.match(onlyProblem(problems).what, /bukan daftar kunci/);
});

test('a misspelt key is named at its own line with the keys that exist', () => {
  const text = policy.replace('protokol: tcp, port: 8443', 'protokol: tcp, prot: 8443, port: 8443');
  const problem = onlyProblem(readPolicy('policy.yaml', text).problems);
  assert.equal(problem.line, lineOf(text, 'prot: 8443'));
  assert.match(problem.what, /layanan\.aplikasi\.prot/);
  assert.match(problem.mend, /port/);
});

test('a host outside its zone is refused with the network it should be in', () => {
  const text = policy.replace('alamat: 10.20.0.5', 'alamat: 10.21.0.5');
  const problem = onlyProblem(readPolicy('policy.yaml', text).problems);
  assert.equal(problem.line, lineOf(text, '10.21.0.5'));
  assert.match(problem.mend, /10\.20\.0\.0\/24/);
});

test('a requirement about an unknown service names those that exist', () => {
  const text = policy.replace('ke: keluar\n    alasan: Pegawai', 'ke: kluar\n    alasan: Pegawai');
  const problem = onlyProblem(readPolicy('policy.yaml', text).problems);
  assert.match(problem.what, /"kluar" tidak ada/);
  assert.match(problem.mend, /keluar/);
});

test('one cell asked for twice is refused, because the answers could contradict each other', () => {
  const text = policy.replace('dari: web\n    ke: basisdata', 'dari: [web, lan]\n    ke: basisdata');
  const problem = onlyProblem(readPolicy('policy.yaml', text).problems);
  assert.match(problem.what, /"lan ke basisdata" diminta oleh/);
});

test('a port out of range, an unknown icon and an unknown protocol are each named', () => {
  for (const [from, to, what] of [
    ['port: 3306', 'port: 99999', /port.* bilangan 1 sampai 65535/],
    ['ikon: database, zona', 'ikon: naga, zona', /ikon: naga/],
    ['protokol: tcp, port: 22', 'protokol: sctp, port: 22', /protokol: sctp/],
  ] as const) {
    const text = policy.replace(from, to);
    assert.notEqual(text, policy);
    assert.match(readPolicy('policy.yaml', text).problems[0]?.what ?? '', what);
  }
});

const files = {
  'brief.mdx': brief,
  'policy.yaml': policy,
  'start.nft': 'flush ruleset\n',
  'solution.nft': 'flush ruleset\n',
  ...Object.fromEntries(
    ['a', 'b', 'c', 'd'].map((name) => [`wrong/${name}.nft`, '# salah: ya\n# melanggar: web-publik\n']),
  ),
};

test('a complete folder is read without a fault', () => {
  const { exercise, problems } = readFirewallExercise('01-basis-data', files);
  assert.deepEqual(problems, []);
  assert.equal(exercise?.slug, 'basis-data');
});

test('a missing file, a missing number, and too few wrong answers are each named', () => {
  const rest: Record<string, string> = { ...files };
  delete rest['start.nft'];
  delete rest['wrong/d.nft'];
  const whats = readFirewallExercise('basis-data', rest).problems.map((problem) => problem.what);
  assert.ok(whats.some((what) => what.includes('nomor urut')));
  assert.ok(whats.some((what) => what.includes('start.nft belum ada')));
  assert.ok(whats.some((what) => what.includes('Jawaban salah ada 3')));
});

test('a goal that names an unknown requirement is refused', () => {
  const text = brief.replace('syarat: [data-dari-luar]', 'syarat: [data-dari-bulan]');
  const { exercise, problems } = readFirewallExercise('01-basis-data', { ...files, 'brief.mdx': text });
  assert.equal(exercise, null);
  assert.match(onlyProblem(problems).what, /data-dari-bulan/);
});

test('two hints instead of three are refused at their line', () => {
  const text = brief.replace(/ {2}- judul: Satu contoh jawaban\n.*\n/, '');
  assert.notEqual(text, brief);
  const { problems } = readFirewallExercise('01-basis-data', { ...files, 'brief.mdx': text });
  const problem = onlyProblem(problems);
  assert.match(problem.what, /Petunjuk ada 2/);
  assert.ok(Math.abs(problem.line - lineOf(text, 'petunjuk:')) <= 1, String(problem.line));
});

test('a wrong answer without its lesson is refused', () => {
  const { problems } = readFirewallExercise('01-basis-data', { ...files, 'wrong/a.nft': 'flush ruleset\n' });
  assert.deepEqual(
    problems.map((problem) => problem.what),
    ['Komentar "melanggar" belum ada.', 'Komentar "salah" belum ada.'],
  );
});

test('a ruleset that nft would refuse is told by file, line and mend', () => {
  const broken = 'flush ruleset\ntable inet t {\n  chain c {\n    tcp dprt 22 accept\n  }\n}\n';
  const { exercise, problems } = readFirewallExercise('01-basis-data', { ...files, 'solution.nft': broken });
  const problem = onlyProblem(problems);
  assert.equal(exercise, null);
  assert.deepEqual([problem.file, problem.line, problem.column], ['01-basis-data/solution.nft', 4, 9]);
  assert.match(formatProblem(problem), /dprt.*Perbaiki: .*dport/s);
});

test('a ruleset with something the simulator cannot judge is no exercise', () => {
  const foreign =
    'table inet t {\n  chain c {\n    type filter hook forward priority 0;\n    queue num 1\n  }\n}\n';
  const { problems } = readFirewallExercise('01-basis-data', { ...files, 'start.nft': foreign });
  assert.deepEqual([onlyProblem(problems).line, onlyProblem(problems).file], [4, '01-basis-data/start.nft']);
});

test('a missing policy is told as a missing file, not as a broken one', () => {
  const rest: Record<string, string> = { ...files };
  delete rest['policy.yaml'];
  const problem = onlyProblem(readFirewallExercise('01-basis-data', rest).problems);
  assert.match(
    formatProblem(problem),
    /01-basis-data\/policy\.yaml:1:1: Berkas policy\.yaml belum ada\. Perbaiki: buat/,
  );
});

test('a level is a folder: one more is found by itself, and its faults stop the build by file and line', (t) => {
  const root = mkdtempSync(join(tmpdir(), 'sigap-levels-'));
  t.after(() => rmSync(root, { recursive: true }));
  cpSync(FOLDER, join(root, '01-basis-data'), { recursive: true });
  cpSync(FOLDER, join(root, '02-tambahan'), { recursive: true });
  writeFileSync(join(root, 'README.md'), 'not a level');
  assert.deepEqual(
    firewallExercises(root).map(({ slug }) => slug),
    ['basis-data', 'tambahan'],
  );
  const text = policy.replace('protokol: tcp, port: 8443', 'protokol: tcp, prot: 8443');
  writeFileSync(join(root, '02-tambahan/policy.yaml'), text);
  rmSync(join(root, '02-tambahan/start.nft'));
  assert.throws(
    () => firewallExercises(root),
    (problem: Error) => {
      const line = lineOf(text, 'prot: 8443');
      assert.match(
        problem.message,
        new RegExp(`${root}/02-tambahan/policy.yaml:${line}:\\d+: .*prot.*Perbaiki: .*port`),
      );
      assert.match(
        problem.message,
        new RegExp(`${root}/02-tambahan/start.nft:1:1: .*belum ada. Perbaiki: buat`),
      );
      return true;
    },
  );
});
