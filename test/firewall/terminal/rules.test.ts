/** nft in the terminal: what it lists, what its commands make of the editor's file, and that nothing typed is lost. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readRuleset } from '../../../labs/firewall/language/index.ts';
import { printRuleset } from '../../../labs/firewall/language/print/ruleset.ts';
import { LEVEL, LEVELS, saidIn, sit } from './lab.ts';

const HOLE = 'ip daddr $BASIS_DATA tcp dport 3306 accept';
const CHAIN = 'inet kantor teruskan';

function commentsOf(text: string): string[] {
  return text.split('\n').filter((line) => line.trim().startsWith('#'));
}

function handleOf(listing: string, rule: string): string {
  const line = listing.split('\n').find((each) => each.includes(rule)) ?? '';
  return / # handle (\d+)$/.exec(line)?.[1] ?? 'none';
}

test('list ruleset prints what the editor says, and -a the handles the kernel would give', () => {
  const desk = sit();
  assert.equal(
    desk.type('nft -s list ruleset'),
    printRuleset(readRuleset(LEVEL.start).ruleset).replace(/counter packets 0 bytes 0/, 'counter'),
  );
  const listing = desk.type('nft -a list ruleset');
  // An anonymous set takes a number of its own just before its rule.
  assert.equal(handleOf(listing, 'ip daddr 10.20.0.5 tcp dport 3306 accept'), '4');
  assert.equal(handleOf(listing, 'iifname { "wan", "lan" }'), '6');
});

test('a rule is deleted by its handle, and its line leaves the file while all comments stay', () => {
  const desk = sit();
  desk.type(`nft delete rule ${CHAIN} handle 4`);
  assert.equal(desk.file, LEVEL.start.replace(`    ${HOLE}\n`, ''));
  assert.match(desk.type('dari internet nc -zv -w 2 basisdata 3306'), /failed: Connection timed out/);
});

test('rules that stay keep their handles when another goes or comes, as in the kernel', () => {
  const desk = sit();
  const before = handleOf(desk.type('nft -a list ruleset'), 'iifname "mgmt"');
  desk.type(`nft delete rule ${CHAIN} handle 4`, `nft insert rule ${CHAIN} tcp dport 25 drop`);
  const listing = desk.type('nft -a list ruleset');
  assert.equal(handleOf(listing, 'iifname "mgmt"'), before);
  assert.equal(handleOf(listing, 'tcp dport 25 drop'), '13');
});

test('a new rule stands where the command puts it, indented like its neighbours', () => {
  const desk = sit();
  desk.type(`nft add rule ${CHAIN} tcp dport 8080 drop`);
  assert.match(desk.file, /counter drop\n {4}tcp dport 8080 drop\n {2}\}/);
  desk.type(`nft insert rule ${CHAIN} tcp dport 8081 drop`);
  assert.match(desk.file, /policy drop;\n {4}tcp dport 8081 drop\n {4}ct state established/);
  desk.type(`nft add rule ${CHAIN} handle 4 tcp dport 8082 drop`);
  assert.match(desk.file, /3306 accept\n {4}tcp dport 8082 drop\n {4}iifname \{/);
  desk.type(`nft replace rule ${CHAIN} handle 4 ip saddr 10.30.0.4 tcp dport 3306 accept`);
  assert.match(desk.file, /\n {4}ip saddr 10\.30\.0\.4 tcp dport 3306 accept\n/);
  assert.deepEqual(commentsOf(desk.file), commentsOf(LEVEL.start));
});

test('what has no place in a chain is written as a command at the end of the file', () => {
  const desk = sit();
  desk.type("nft 'add chain inet kantor masuk { type filter hook input priority 0; policy drop; }'");
  assert.ok(desk.file.startsWith(LEVEL.start.trimEnd()));
  assert.match(desk.file, /# dari terminal\nadd chain inet kantor masuk/);
  assert.match(desk.type('nft list chains'), /hook input priority filter; policy drop/);
});

test('any rule that can be added is deleted again by its handle and leaves the ruleset as it was', () => {
  const condition = fc.constantFrom(
    'tcp dport 22',
    'ip saddr 10.40.0.0/24',
    'iifname lan',
    'ct state new',
    'udp dport { 53, 123 }',
  );
  const verdict = fc.constantFrom('accept', 'drop', 'counter accept', 'reject');
  const verb = fc.constantFrom('add', 'insert');
  fc.assert(
    fc.property(verb, condition, condition, verdict, (how, one, two, end) => {
      const desk = sit();
      const before = desk.type('nft -s list ruleset');
      desk.type(`nft ${how} rule ${CHAIN} '${one} ${two} ${end}'`);
      const listing = desk.type(`nft -a list chain ${CHAIN}`);
      const numbers = [...listing.matchAll(/ # handle (\d+)$/gm)].map(([, number]) => Number(number));
      const added = Math.max(...numbers);
      // Conditions that contradict each other (tcp and udp) nft refuses.
      fc.pre(desk.file !== LEVEL.start);
      desk.type(`nft delete rule ${CHAIN} handle ${added}`);
      assert.equal(desk.type('nft -s list ruleset'), before);
      assert.deepEqual(commentsOf(desk.file), commentsOf(LEVEL.start));
    }),
    { numRuns: 60 },
  );
});

test('a faulty command changes nothing and points at the word', () => {
  const desk = sit();
  const out = desk.type(`nft add rule ${CHAIN} tcp dprot 22 accept`);
  assert.match(out, /^Error: .*dprot/);
  const [, written = '', carets = ''] = out.split('\n');
  assert.equal(written.slice(carets.indexOf('^'), carets.lastIndexOf('^') + 1), 'dprot');
  assert.equal(desk.file, LEVEL.start);
});

test('a name of the file is not known in the terminal, as in a real shell, and the message says so', () => {
  const desk = sit();
  assert.match(
    desk.type(`nft add rule ${CHAIN} 'ip daddr $BASIS_DATA accept'`),
    /\$BASIS_DATA hanya dikenal di dalam berkas/,
  );
  assert.equal(desk.file, LEVEL.start);
});

test('a handle that is not there is told, with where to look', () => {
  const desk = sit();
  assert.match(
    desk.type(`nft delete rule ${CHAIN} handle 99`),
    /No such file or directory[\s\S]*nft -a list chain/,
  );
  assert.match(desk.type('nft list chain inet kantor masuk'), /Rantai "masuk" .* belum ada/);
});

test('while the editor cannot be read, the last good rules stay in force and are not edited', () => {
  const desk = sit();
  desk.terminal.setText(LEVEL.start.replace('accept', 'acept'));
  assert.match(desk.type('dari internet nc -zv -w 2 web 443'), /succeeded/);
  assert.match(desk.type(`nft add rule ${CHAIN} tcp dport 22 accept`), /belum dapat dibaca \(baris 10\)/);
  assert.match(desk.type('nft -c -f kantor.nft'), /^kantor\.nft:10:.*Error/);
});

test('a copy made before a change brings the old file back', () => {
  const desk = sit();
  desk.type('cp kantor.nft cadangan.nft', 'nft flush ruleset');
  assert.equal(desk.type('nft list ruleset'), '');
  desk.type('nft -f cadangan.nft');
  assert.equal(desk.file, LEVEL.start);
  assert.ok(desk.chunks.some((chunk) => chunk.kind === 'file' && chunk.replaced));
});

test('a file without flush ruleset adds to what is there, and this is said', () => {
  const desk = sit();
  const out = desk.type('nft list ruleset > cadangan.nft', 'nft -f cadangan.nft');
  assert.match(out, /tidak diawali flush ruleset/);
  assert.equal(
    desk
      .type('nft list ruleset | grep 3306')
      .split('\n')
      .filter((line) => line.includes('daddr 10.20.0.5')).length,
    4,
  );
});

test('counters of the rules count the packets that were sent', () => {
  const desk = sit();
  desk.type('dari internet nc -z -w 2 basisdata 22');
  assert.match(desk.type('nft list ruleset'), /counter packets 1 bytes 40 drop/);
});

for (const { folder, policy, start, solution } of LEVELS) {
  test(`level ${folder}: the terminal lists start and solution as the printer does`, () => {
    for (const text of [start, solution]) {
      const desk = sit(text, policy);
      const plain = (words: string): string => words.replace(/ packets \d+ bytes \d+/g, '');
      assert.equal(plain(desk.type('nft list ruleset')), plain(printRuleset(readRuleset(text).ruleset)));
      assert.equal(saidIn(desk.chunks), '');
    }
  });
}

test('a rule that lost its quotation marks to the shell is offered in a form that works', () => {
  const desk = sit();
  const said = desk.type(`nft add rule ${CHAIN} tcp dport 8443 accept comment "PF-1 bank, sementara"`);
  const offered = /Bungkus seluruh aturan: (.*)/.exec(said)?.[1] ?? '';
  desk.type(offered);
  assert.match(desk.file, /comment "PF-1 bank, sementara"/);
});
