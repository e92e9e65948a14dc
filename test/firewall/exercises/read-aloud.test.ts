/** A rule read aloud says what the rule says, no more. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readRuleset } from '../../../labs/firewall/language/index.ts';
import { readAloud } from '../../../labs/firewall/reading/read-aloud.ts';

const names = new Map([
  ['10.20.0.5', 'Basis data'],
  ['dmz', 'Zona DMZ'],
]);

/** The sentence for one rule in a forward chain. */
function aloud(rule: string): string {
  const text = `table inet t {\n chain c {\n  type filter hook forward priority 0; policy drop;\n  ${rule}\n }\n}\n`;
  const { ruleset, diagnostics } = readRuleset(text);
  assert.deepEqual(diagnostics, []);
  return readAloud(ruleset, text, names).find((reading) => reading.line === 4)?.sentence ?? '';
}

test('conditions are joined and known addresses get their names', () => {
  assert.equal(
    aloud('iifname "dmz" ip daddr 10.20.0.5 tcp dport { 80, 443 } accept'),
    'Paket yang masuk lewat antarmuka dmz (Zona DMZ), alamat tujuannya 10.20.0.5 (Basis data), dan port tujuannya TCP 80 atau 443: terima.',
  );
});

test('a rule without conditions is about every packet that comes to it', () => {
  assert.equal(
    aloud('log prefix "tolak: " counter drop'),
    'Semua paket yang sampai ke baris ini: catat dengan awalan "tolak:", hitung, lalu buang.',
  );
});

test('a negation is spoken', () => {
  assert.equal(aloud('ip saddr != 10.0.0.0/8 drop'), 'Paket yang alamat asalnya bukan 10.0.0.0/8: buang.');
});

test('a range is spoken with both ends', () => {
  assert.equal(aloud('udp sport 1000-2000 accept'), 'Paket yang port asalnya UDP 1000 sampai 2000: terima.');
});

test('states are explained, each with its own word', () => {
  const sentence = aloud('ct state established,related accept');
  for (const word of ['established', 'related']) assert.match(sentence, new RegExp(`\\(${word}\\)`));
  assert.doesNotMatch(sentence, /\((new|invalid|untracked)\)/);
});

test('what has no plain words is quoted as written and never left out', () => {
  assert.match(aloud('ip dscp 10 accept'), /memenuhi "ip dscp 10"/);
  assert.match(aloud('tcp dport > 1024 accept'), /memenuhi "tcp dport > 1024"/);
});

test('the chain tells its hook and its policy', () => {
  const text = 'table inet t {\n chain c {\n  type filter hook input priority 0; policy accept;\n }\n}\n';
  const [reading] = readAloud(readRuleset(text).ruleset, text);
  assert.equal(reading?.line, 3);
  assert.match(reading?.sentence ?? '', /menuju gerbang sendiri.*diterima/);
});
