/** Broken rulesets, each with the place and the words a learner should see. Places are those of nft 1.0.6. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readRuleset } from '../../../labs/firewall/language/index.ts';
import { faults } from './helpers.ts';

interface Bad {
  /** Lines of an inet filter chain on the forward hook (the first is line 4 of the file) … */
  rule?: string;
  /** … or a whole file. */
  file?: string;
  line?: number;
  column: number;
  /** Part of the English message. */
  says: string;
  /** The mend offered. */
  replacement?: string;
}

const BAD: readonly Bad[] = [
  // pasted from documents and chats
  {
    rule: 'iifname \u201cwan\u201d accept',
    column: 9,
    says: 'does not know the character',
    replacement: '"',
  },
  { rule: 'tcp\u00a0dport 22 accept', column: 4, says: 'invisible character', replacement: ' ' },
  { rule: 'tcp dport \u200b22 accept', column: 11, says: 'invisible character', replacement: '' },
  { rule: 'tcp dport 20\u201322 accept', column: 13, says: 'does not know the character', replacement: '-' },
  // words
  { rule: 'tcp dprot 22 accept', column: 5, says: 'does not fit here', replacement: 'dport' },
  { rule: 'tcp dport 22 acept', column: 14, says: 'does not fit here', replacement: 'accept' },
  { rule: 'dport 22 accept', column: 1, says: 'cannot stand alone', replacement: 'tcp dport' },
  { rule: 'saddr 10.0.0.1 accept', column: 1, says: 'cannot stand alone', replacement: 'ip saddr' },
  { rule: 'l4proto tcp accept', column: 1, says: 'cannot stand alone', replacement: 'meta l4proto' },
  {
    rule: 'ct state establised accept',
    column: 10,
    says: 'not a value of type ct_state',
    replacement: 'established',
  },
  { rule: 'icmp type echo-reqest accept', column: 11, says: 'icmp_type', replacement: 'echo-request' },
  { rule: 'ip protocol tpc accept', column: 13, says: 'protocol', replacement: 'tcp' },
  { rule: 'tcp dport htpp accept', column: 11, says: 'service', replacement: 'http' },
  { rule: 'log level warnig', column: 11, says: 'no log level', replacement: 'warn' },
  // values
  { rule: 'tcp dport 70000 accept', column: 11, says: 'only 0 to 65535' },
  { rule: 'ip saddr 10.0.0.256 accept', column: 10, says: 'not a valid address' },
  { rule: 'ip saddr ::1 accept', column: 10, says: 'not an IPv4 address' },
  { rule: 'ip6 saddr 10.0.0.1 accept', column: 11, says: 'not an IPv6 address' },
  { rule: 'ip saddr www.example.com accept', column: 10, says: 'host name' },
  { rule: 'ip saddr 10.0.0.0/33 accept', column: 10, says: '/32 at most' },
  { rule: 'ip saddr 10.0.0.9-10.0.0.1 accept', column: 10, says: 'backwards' },
  { rule: 'iifname "*" accept', column: 9, says: 'does not take "*" alone' },
  { rule: 'iifname "averyverylongname0" accept', column: 9, says: 'too long' },
  { rule: 'tcp dport 22,80 accept', column: 11, says: 'in braces' },
  { rule: 'tcp dport = 22 accept', column: 11, says: '"=="', replacement: '==' },
  { rule: 'tcp dport ! 22 accept', column: 1, says: 'only for flags' },
  { rule: 'meta hour "25:00" accept', column: 11, says: 'no hour' },
  // structure of rules
  { rule: 'accept drop', column: 8, says: 'Nothing runs after the verdict' },
  { rule: 'tcp dport 22 udp dport 53 accept', column: 14, says: 'tcp cannot be udp too' },
  { rule: 'ip protocol { tcp, udp } tcp dport 53', column: 26, says: 'cannot be tcp too' },
  { rule: 'udp dport 53 reject with tcp reset', column: 14, says: 'only possible for TCP' },
  { rule: 'ip saddr . tcp dport 10.0.0.1 . 22 accept', column: 22, says: 'only be compared with a set' },
  { rule: 'limit rate 10 accept', column: 15, says: 'does not fit here' },
  { rule: 'limit rate 10/secon accept', column: 15, says: 'does not fit here', replacement: 'second' },
  { rule: 'jump nowhere', column: 6, says: 'no chain "nowhere"' },
  { rule: 'ip saddr @nothing accept', column: 10, says: 'no set or map "@nothing"' },
  { rule: 'tcp dport $PORT accept', column: 12, says: 'has not been defined' },
  { rule: 'dnat to 10.0.0.1', column: 1, says: 'say the family' },
  { rule: 'counter name "x"', column: 14, says: 'no counter "x"' },
  { rule: 'tcp dport { 22,\n\n80 } accept', line: 5, column: 1, says: 'empty line' },
  { rule: 'tcp dport { } accept', column: 13, says: 'may not be empty' },
  { rule: 'meta mark set tcp dport map { 22 }', column: 31, says: 'pairs' },
  { rule: 'tcp dport vmap { 22 : 5 }', column: 23, says: 'verdict must follow' },
  // the file
  { file: 'table inet t { chain c { accept } }\n', line: 1, column: 33, says: 'wants a newline or ";"' },
  { file: 'table inet t {\r\n}\r\n', line: 1, column: 15, says: 'Windows line ends' },
  { file: 'tabel inet t {\n}\n', line: 1, column: 1, says: 'does not fit here', replacement: 'table' },
  { file: 'table inet log {\n}\n', line: 1, column: 12, says: 'a word of nft itself' },
  { file: 'table inet "t" {\n}\n', line: 1, column: 12, says: 'without quotes', replacement: 't' },
  { file: 'define a = 1\ndefine a = 2\n', line: 2, column: 8, says: 'has been defined above' },
  { file: 'include "other.nft"\n', line: 1, column: 1, says: '"other.nft" was not found' },
  { file: 'include "d/*.nft"\n', line: 1, column: 1, says: '"d/*.nft" was not found' },
  {
    file: 'table inet t {\n\tchain c {\n\t\taccept\n\t}\n',
    line: 5,
    column: 1,
    says: 'opened on line 1 has not been closed',
  },
  {
    file: 'table inet t {\n\tchain c {\n\t\taccept\n\ntable ip u {\n}\n',
    line: 5,
    column: 1,
    says: 'opened on line 2',
  },
  { file: 'table inet t {\n}\n}\n', line: 3, column: 1, says: 'out of place' },
  { file: 'add rule inet t c accept\n', line: 1, column: 15, says: 'There is no table' },
  {
    file: 'table inet t {\n set s {\n  elements = { 1 }\n }\n}\n',
    line: 2,
    column: 6,
    says: 'no `type` line',
  },
  {
    file: 'table inet t {\n set s {\n  type ipv4_adr\n }\n}\n',
    line: 3,
    column: 8,
    says: 'not known',
    replacement: 'ipv4_addr',
  },
  {
    file: 'table inet t {\n set s {\n  type ipv4_addr\n  elements = { 10.0.0.0/8 }\n }\n}\n',
    line: 4,
    column: 16,
    says: 'no `flags interval`',
  },
  {
    file: 'table inet t {\n set s {\n  type ipv4_addr\n  flags interval\n  elements = { 10.0.0.0/8, 10.1.0.0/16 }\n }\n}\n',
    line: 5,
    column: 28,
    says: 'overlaps',
  },
  {
    file: 'table inet t {\n set s {\n  type mark\n  timeout 5\n }\n}\n',
    line: 4,
    column: 11,
    says: 'needs a unit',
    replacement: '5s',
  },
  {
    file: 'table inet t {\n chain c {\n  type filter hook inpt priority 0\n }\n}\n',
    line: 3,
    column: 20,
    says: 'no hook named',
    replacement: 'input',
  },
  {
    file: 'table inet t {\n chain c {\n  type nat hook forward priority 0\n }\n}\n',
    line: 3,
    column: 17,
    says: 'cannot be attached',
  },
  {
    file: 'table inet t {\n chain c {\n  type filter hook input priority dstnat\n }\n}\n',
    line: 3,
    column: 35,
    says: 'only for the prerouting hook',
  },
  {
    file: 'table inet t {\n chain c {\n  type nat hook prerouting priority -200\n }\n}\n',
    line: 3,
    column: 37,
    says: 'above -200',
  },
  {
    file: 'table inet t {\n chain c {\n  policy drop\n }\n}\n',
    line: 3,
    column: 3,
    says: 'cannot have a policy',
  },
  {
    file: 'table inet t {\n chain c {\n  type filter hook input priority 0; policy accept; policy drop;\n }\n}\n',
    line: 3,
    column: 53,
    says: 'already written above',
  },
  {
    file: 'table ip t {\n chain c {\n  ip6 saddr ::1 accept\n }\n}\n',
    line: 3,
    column: 3,
    says: 'ip cannot be ip6 too',
  },
];

for (const { rule, file, line, column, says, replacement } of BAD) {
  test(`${JSON.stringify(rule ?? file)} is refused at the right place`, () => {
    const text = file ?? `table inet t {\nchain c {\ntype filter hook forward priority 0\n${rule}\n}\n}\n`;
    const found = faults(text);
    const first = found.find(({ message }) => message.en.includes(says));
    assert.ok(first !== undefined, `said instead: ${found.map(({ message }) => message.en).join(' / ')}`);
    assert.equal(first.severity, 'error');
    assert.deepEqual([first.span.line, first.span.column], [line ?? 4, column]);
    assert.equal(first, found[0], `first of all was: ${found[0]?.message.en}`);
    if (replacement !== undefined) assert.equal(first.mend?.replacement, replacement);
  });
}

test('all faults of a file are reported in one pass, in the order of the text', () => {
  const text = [
    'table inet t {',
    '\tchain a {',
    '\t\ttype filter hook inpt priority 0',
    '\t\ttcp dprot 22 accept',
    '\t\tip saddr 10.0.0.300 drop',
    '\t\tjump nowhere',
    '\t}',
    '\tset s {',
    '\t\ttype ipv4_adr',
    '\t}',
    '}',
    '',
  ].join('\n');
  assert.deepEqual(
    faults(text).map(({ span }) => span.line),
    [3, 4, 5, 6, 9],
  );
});

test('what the engine does not model is named with its place, never accepted in silence', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['queue num 1', 'queue'],
    ['tproxy ip to 127.0.0.1:80', 'tproxy'],
    ['synproxy mss 1460', 'synproxy'],
    ['dup to 10.0.0.1', 'dup'],
    ['socket transparent 1 accept', 'socket'],
    ['osf name "Linux" accept', 'osf'],
    ['@th,0,16 80 accept', 'raw payload'],
    ['meta mark set numgen inc mod 2', 'numgen'],
    ['flow add @f', 'flow add'],
  ];
  for (const [rule, construct] of cases) {
    const found = faults(`table inet t {\nchain c {\ntype filter hook forward priority 0\n${rule}\n}\n}\n`);
    assert.equal(found.length, 1, rule);
    assert.equal(found[0]!.severity, 'unsupported');
    assert.ok(found[0]!.message.en.includes(construct), found[0]!.message.en);
    assert.equal(found[0]!.span.line, 4);
  }
  for (const family of ['netdev', 'bridge', 'arp']) {
    const found = faults(`table ${family} t {\n}\n`);
    assert.deepEqual(
      found.map(({ severity }) => severity),
      ['unsupported'],
    );
  }
});

test('what only the kernel refuses when loading is an error marked as such', () => {
  const cases = [
    'table ip t {\nchain c {\ntype filter hook forward priority 0\nmasquerade\n}\n}\n',
    'table ip t {\nchain c {\ntype nat hook postrouting priority 0\ndnat to 10.0.0.1\n}\n}\n',
    'table ip t {\nchain c {\ntype filter hook postrouting priority 0\nreject\n}\n}\n',
    'table ip t {\nchain a {\njump b\n}\nchain b {\njump a\n}\nchain c {\ntype filter hook input priority 0\njump a\n}\n}\n',
  ];
  for (const text of cases) {
    assert.deepEqual(faults(text), []);
    const { diagnostics } = readRuleset(text);
    assert.ok(
      diagnostics.length > 0 &&
        diagnostics.every(({ atLoad, severity }) => atLoad === true && severity === 'error'),
      text,
    );
  }
});

test('an included file is read, and its faults name it', () => {
  const files: Record<string, string> = {
    'defs.nft': 'define LAN = 10.0.0.0/8\n',
    'bad.nft': 'define X = \n',
  };
  const include = (path: string): string | null => files[path] ?? null;
  const good = readRuleset('include "defs.nft"\ntable ip t {\nchain c {\nip saddr $LAN accept\n}\n}\n', {
    include,
  });
  assert.deepEqual(good.diagnostics, []);
  const bad = readRuleset('include "bad.nft"\n', { include });
  assert.deepEqual(
    bad.diagnostics.map(({ span }) => [span.file, span.line]),
    [['bad.nft', 1]],
  );
});
