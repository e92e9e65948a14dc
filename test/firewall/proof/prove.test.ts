/** What samples miss and the proof finds; what cannot be proved is said, with its place. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { test } from 'node:test';
import { Topology } from '../../../labs/firewall/kernel/index.ts';
import { readRuleset } from '../../../labs/firewall/language/index.ts';
import type { Policy } from '../../../labs/firewall/policy/model.ts';
import { readPolicy } from '../../../labs/firewall/policy/read.ts';
import { topologyOf } from '../../../labs/firewall/policy/topology.ts';
import { type Proof, prove } from '../../../labs/firewall/proof/prove.ts';

const POLICY = `gerbang: gerbang
zona:
  internet: { nama: Internet, ikon: globe, antarmuka: wan, jaringan: 203.0.113.0/24, gerbang: 203.0.113.1,
    contoh: [203.0.113.9], bawaan: true }
  lan: { nama: LAN, ikon: building-2, antarmuka: lan, jaringan: 10.40.0.0/24, gerbang: 10.40.0.1, contoh: [10.40.0.21] }
  dmz: { nama: DMZ, ikon: app-window, antarmuka: dmz, jaringan: 10.10.0.0/24, gerbang: 10.10.0.1, contoh: [10.10.0.10] }
host:
  web: { nama: Web, ikon: app-window, zona: dmz, alamat: 10.10.0.10 }
  admin: { nama: Admin, ikon: key-round, zona: lan, alamat: 10.40.0.9 }
layanan:
  web: { nama: Web, di: web, protokol: tcp, port: 443 }
  ssh: { nama: SSH, di: web, protokol: tcp, port: 22 }
harus-lolos:
  - { id: web-kantor, dari: lan, ke: web, alasan: Pegawai memakai layanan. }
  - { id: ssh-admin, dari: admin, ke: ssh, alasan: Admin merawat server. }
harus-ditolak:
  - { id: ssh-luar, dari: internet, ke: ssh, alasan: SSH tidak dari internet. }
  - { id: ssh-kantor, dari: lan, ke: ssh, alasan: Hanya admin yang memakai SSH. }
`;

const RULES = `table inet t {
  chain f {
    type filter hook forward priority filter; policy drop;
    ct state established,related accept
    ct state invalid drop
    iifname "lan" ip daddr 10.10.0.10 tcp dport 443 accept
    ip saddr 10.40.0.9 iifname "lan" ip daddr 10.10.0.10 tcp dport 22 accept
    # tambahan
  }
}
`;

function policyOf(text: string): Policy {
  const { policy, problems } = readPolicy('policy.yaml', text);
  assert.deepEqual(problems, []);
  return policy as Policy;
}

function proofOf(text: string, nodes?: number): Proof {
  const { ruleset, diagnostics } = readRuleset(text);
  assert.deepEqual(
    diagnostics.filter(({ severity }) => severity !== 'warning'),
    [],
  );
  const policy = policyOf(POLICY);
  return prove(ruleset, new Topology(topologyOf(policy)), policy, nodes === undefined ? {} : { nodes });
}

function statusOf(proof: Proof, id: string): string {
  return proof.requirements.find((one) => one.id === id)?.status ?? 'missing';
}

function brokenBy(line: string, id: string): Proof['requirements'][number] {
  const proof = proofOf(RULES.replace('# tambahan', line));
  const found = proof.requirements.find((one) => one.id === id);
  assert.equal(found?.status, 'broken', JSON.stringify(found?.reason));
  assert.equal(found?.counterexample?.confirmed, true);
  return found as Proof['requirements'][number];
}

test('a door for one single address, which no sample comes from, is found', () => {
  const { counterexample, decidingRule } = brokenBy('ip saddr 198.51.100.77 tcp dport 22 accept', 'ssh-luar');
  assert.equal(counterexample?.packet.src, '198.51.100.77');
  assert.equal(decidingRule?.span.line, 8);
});

test('a door for one single source port is found', () => {
  const { counterexample } = brokenBy('iifname "wan" tcp sport 20 accept', 'ssh-luar');
  assert.equal(counterexample?.packet.sport, 20);
  assert.equal(counterexample?.packet.dport, 22);
});

test('a door that opens only for odd TCP flags is found', () => {
  const text = RULES.replace('ct state invalid drop', 'iifname "wan" tcp flags == fin accept');
  const found = proofOf(text).requirements.find((one) => one.id === 'ssh-luar');
  assert.equal(found?.status, 'broken');
  assert.equal(found?.counterexample?.packet.flags, 'F');
  assert.equal(found?.counterexample?.confirmed, true);
});

test('a hole in the middle of a network that must pass is found', () => {
  const text = RULES.replace('ct state invalid drop', 'ct state invalid drop\nip saddr 10.40.0.77 drop');
  const found = proofOf(text).requirements.find((one) => one.id === 'web-kantor');
  assert.equal(found?.status, 'broken');
  assert.equal(found?.counterexample?.packet.src, '10.40.0.77');
});

test('a port forwarded on the gateway to a service that must be refused is found behind the translation', () => {
  const nat =
    'table ip n { chain p { type nat hook prerouting priority dstnat; tcp dport 2222 dnat to 10.10.0.10:22 } }';
  const text = `${nat.replaceAll('; ', ';\n').replaceAll('{ ', '{\n').replaceAll(' }', '\n}')}\n${RULES.replace('# tambahan', 'ct status dnat accept')}`;
  const found = proofOf(text).requirements.find((one) => one.id === 'ssh-luar');
  assert.equal(found?.status, 'broken', JSON.stringify(found?.reason));
  assert.equal(found?.counterexample?.packet.dport, 2222);
  assert.equal(found?.counterexample?.confirmed, true);
});

test('a request that arrives without its answer is told as a lost answer', () => {
  const text = RULES.replace('ct state established,related accept', 'iifname "dmz" drop');
  const found = proofOf(text).requirements.find((one) => one.id === 'web-kantor');
  assert.equal(found?.status, 'broken');
  assert.equal(found?.counterexample?.wrong, 'reply');
  assert.equal(found?.counterexample?.confirmed, true);
});

test('the ruleset itself holds, and a host with a right of its own does not break the rule for its zone', () => {
  const proof = proofOf(RULES);
  assert.deepEqual(
    proof.requirements.map(({ status }) => status),
    ['held', 'held', 'held', 'held'],
  );
  assert.deepEqual(proof.unsupported, []);
});

test('what a limit decides is not proved, and the limit is named with its line', () => {
  const proof = proofOf(
    RULES.replace('# tambahan', 'iifname "wan" tcp dport 22 limit rate over 5/minute accept'),
  );
  const found = proof.requirements.find((one) => one.id === 'ssh-luar');
  assert.equal(found?.status, 'not-proved');
  assert.match(found?.reason.id ?? '', /limit \(baris 8\)/);
  assert.equal(statusOf(proof, 'ssh-kantor'), 'held');
});

test('a set that rules fill bounds the answer from both sides', () => {
  const set = 'set tamu { type ipv4_addr; flags dynamic; size 100; }';
  const text = RULES.replace('  chain f {', `  ${set}\n  chain f {`).replace(
    '# tambahan',
    'udp dport 7000 add @tamu { ip saddr }\n ip saddr @tamu iifname "wan" tcp dport 22 accept',
  );
  const proof = proofOf(text);
  assert.equal(statusOf(proof, 'ssh-luar'), 'not-proved');
  assert.equal(statusOf(proof, 'web-kantor'), 'held');
});

test('a construct without a model is named with its place, and only what depends on it stays open', () => {
  const proof = proofOf(RULES.replace('# tambahan', 'iifname "wan" meta skuid 0 tcp dport 22 accept'));
  assert.equal(proof.unsupported[0]?.construct, 'meta skuid');
  assert.equal(proof.unsupported[0]?.span.line, 8);
  assert.equal(statusOf(proof, 'ssh-luar'), 'not-proved');
  assert.equal(statusOf(proof, 'web-kantor'), 'held');
});

test('a proof over its budget says "too large" for every requirement', () => {
  const proof = proofOf(RULES, 500);
  assert.ok(
    proof.requirements.every(
      ({ status, reason }) => status === 'not-proved' && /terlalu besar/.test(reason.id),
    ),
  );
});

const folder = mkdtempSync(join(tmpdir(), 'sigap-prove-'));

function command(
  rules: string,
  ...more: string[]
): { status: number | null; stdout: string; stderr: string } {
  const file = join(folder, 'aturan.nft');
  const policy = join(folder, 'policy.yaml');
  writeFileSync(file, rules);
  writeFileSync(policy, POLICY);
  const args = ['src/cli/nft.ts', 'prove', file, ...(more.length > 0 ? more : ['--policy', policy])];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  return { status, stdout, stderr };
}

test('the command refuses wrong use, a missing file and a faulty ruleset', () => {
  assert.equal(command(RULES, '--polis', 'x').status, 64);
  assert.equal(command(RULES, '--policy', join(folder, 'tiada.yaml')).status, 1);
  const faulty = command(RULES.replace('policy drop;', 'policy drpo;'));
  assert.equal(faulty.status, 1);
  assert.match(faulty.stderr, /aturan\.nft:3:\d+: error: /);
});

test('the command exits 0 for held, 1 for broken with the rule as written, 2 for not proved', () => {
  const held = command(RULES);
  assert.equal(held.status, 0, held.stderr);
  assert.equal(JSON.parse(held.stdout).verdict, 'held');
  const broken = command(RULES.replace('# tambahan', 'tcp dport 22 accept'));
  assert.equal(broken.status, 1);
  const { requirements } = JSON.parse(broken.stdout) as {
    requirements: { id: string; decidingRule: { rule: string; line: number } }[];
  };
  const found = requirements.find(({ id }) => id === 'ssh-luar');
  assert.equal(found?.decidingRule.rule, 'tcp dport 22 accept');
  assert.equal(found?.decidingRule.line, 8);
  assert.equal(
    command(RULES.replace('# tambahan', 'iifname "wan" tcp dport 22 limit rate over 5/minute accept')).status,
    2,
  );
});
