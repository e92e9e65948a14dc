/** The closed world: holes that no requirement names are found; what a policy tolerates, and nature, is not one. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Topology } from '../../../labs/firewall/kernel/index.ts';
import { readRuleset } from '../../../labs/firewall/language/index.ts';
import { REST } from '../../../labs/firewall/policy/model.ts';
import { readPolicy } from '../../../labs/firewall/policy/read.ts';
import { topologyOf } from '../../../labs/firewall/policy/topology.ts';
import { type ProofOptions, prove, type RequirementProof } from '../../../labs/firewall/proof/prove.ts';

const POLICY = `gerbang: gerbang
zona:
  internet: { nama: Internet, ikon: globe, antarmuka: wan, jaringan: 203.0.113.0/24, gerbang: 203.0.113.1,
    contoh: [203.0.113.9], jaringan6: '2001:db8:ff::/64', gerbang6: '2001:db8:ff::1', contoh6: ['2001:db8:ff::9'],
    bawaan: true }
  lan: { nama: Kantor, ikon: building-2, antarmuka: lan, jaringan: 10.40.0.0/24, gerbang: 10.40.0.1,
    contoh: [10.40.0.21], jaringan6: '2001:db8:40::/64', gerbang6: '2001:db8:40::1', contoh6: ['2001:db8:40::21'] }
  apl: { nama: Zona aplikasi, ikon: server, antarmuka: app, jaringan: 10.30.0.0/24, gerbang: 10.30.0.1,
    contoh: [10.30.0.9], jaringan6: '2001:db8:30::/64', gerbang6: '2001:db8:30::1', contoh6: ['2001:db8:30::9'] }
host:
  aplikasi: { nama: Server aplikasi, ikon: server, zona: apl, alamat: 10.30.0.4, alamat6: '2001:db8:30::4' }
  penyamar: { nama: Penyamar, ikon: globe, zona: internet, alamat: 10.40.0.21, mengaku: [10.40.0.0/24] }
layanan:
  aplikasi: { nama: Aplikasi, di: aplikasi, protokol: tcp, port: 8443 }
  ssh: { nama: SSH, di: aplikasi, protokol: tcp, port: 22 }
  data: { nama: Basis data, di: aplikasi, protokol: tcp, port: 3306 }
  kelola: { nama: SSH gerbang, di: gerbang, protokol: tcp, port: 22 }
harus-lolos:
  - { id: publik, dari: internet, ke: aplikasi, alasan: Warga memakai layanan. }
  - { id: admin, dari: lan, ke: [ssh, kelola], alasan: Admin merawat server. }
harus-ditolak:
  - { id: tertutup, dari: internet, ke: [ssh, data, kelola], alasan: Tidak dari internet. }
`;
const CLOSED = `${POLICY}selain-itu: { alasan: Selain itu tidak perlu. }\n`;

/** @param forward @param input One rule each; `chains` stand beside. */
function rules({
  forward = '',
  input = '',
  chains = '',
}: {
  forward?: string;
  input?: string;
  chains?: string;
}): string {
  return `table inet t {
  ${chains}
  chain masuk {
    type filter hook input priority filter; policy drop;
    ct state established,related accept
    iifname "lan" tcp dport 22 accept
    ${input}
  }
  chain teruskan {
    type filter hook forward priority filter; policy drop;
    ct state established,related accept
    iifname "wan" ip daddr 10.30.0.4 ip saddr != 10.0.0.0/8 tcp dport 8443 accept
    iifname "wan" ip6 daddr 2001:db8:30::4 tcp dport 8443 accept
    iifname "lan" ip saddr 10.40.0.0/24 ip daddr 10.30.0.4 tcp dport 22 accept
    iifname "lan" ip6 daddr 2001:db8:30::4 tcp dport 22 accept
    ${forward}
  }
}
`;
}

function proofOf(text: string, policyText: string, options: ProofOptions = {}): RequirementProof[] {
  const { ruleset, diagnostics } = readRuleset(text);
  assert.deepEqual(
    diagnostics.filter(({ severity }) => severity !== 'warning'),
    [],
  );
  const { policy, problems } = readPolicy('policy.yaml', policyText);
  assert.deepEqual(problems, []);
  assert.ok(policy);
  return prove(ruleset, new Topology(topologyOf(policy)), policy, options).requirements;
}

function restOf(parts: Parameters<typeof rules>[0], policy = CLOSED): RequirementProof {
  const found = proofOf(rules(parts), policy).find(({ id }) => id === REST);
  assert.ok(found);
  return found;
}

/** Only the closed world finds it, by a packet that the kernel model delivers. */
function hole(parts: Parameters<typeof rules>[0], policy = CLOSED) {
  const all = proofOf(rules(parts), policy);
  assert.deepEqual(
    all.filter(({ status }) => status !== 'held').map(({ id, status }) => `${id} ${status}`),
    [`${REST} broken`],
  );
  const { counterexample, reason, decidingRule } = all.at(-1)!;
  assert.ok(counterexample);
  assert.equal(counterexample.confirmed, true);
  return { packet: counterexample.packet, at: counterexample.deliveredTo, reason: reason.id, decidingRule };
}

const tolerating = (one: string): string =>
  `${POLICY}selain-itu:\n  alasan: Selain itu tidak perlu.\n  boleh:\n    - { ${one}, alasan: Boleh. }\n`;

test('a ruleset that lets through what is asked, and nothing else, holds', () => {
  assert.equal(restOf({}).status, 'held');
});

test('a policy without the key is judged as before: a service that it does not name may be open', () => {
  const all = proofOf(rules({ forward: 'iifname "wan" tcp dport 8080 accept' }), POLICY);
  assert.deepEqual(
    all.map(({ id }) => id),
    ['publik', 'admin', 'tertutup'],
  );
  assert.ok(all.every(({ status }) => status === 'held'));
});

test('every port but those that the policy names: the reason says what came from where to where', () => {
  const named = 'iifname "wan" oifname "app" tcp dport != { 22, 3306, 8443 } accept';
  const { packet, at, reason, decidingRule } = hole({ forward: named });
  assert.equal(at, 'apl');
  assert.equal(
    reason,
    `Paket TCP ke port ${packet.dport} dari Internet sampai ke Server aplikasi, padahal tidak ada syarat yang mengizinkannya.`,
  );
  assert.equal(decidingRule?.span.line, 16);
});

test('one single port among 65536, from one single address, is found', () => {
  const { packet } = hole({ forward: 'ip saddr 198.51.100.77 ip daddr 10.30.0.4 udp dport 47808 accept' });
  assert.deepEqual([packet.src, packet.proto, packet.dport], ['198.51.100.77', 'udp', 47808]);
});

test('an extra port on the gateway itself is found', () => {
  const { packet, at, reason } = hole({ input: 'tcp dport 8080 accept' });
  assert.deepEqual([packet.dport, at], [8080, 'local']);
  assert.match(reason, /sampai ke gerbang/);
});

test('an IPv6 door beside a closed IPv4 one is found', () => {
  assert.equal(hole({ forward: 'ip6 daddr 2001:db8:30::4 tcp dport 8080 accept' }).packet.family, 6);
});

test('a neighbour of the named host is no part of the requirement', () => {
  const { packet } = hole({ forward: 'iifname "wan" ip daddr 10.30.0.0/24 tcp dport 8443 accept' });
  assert.notEqual(packet.dst, '10.30.0.4');
});

test('other transports and other ICMP messages are found', () => {
  assert.equal(hole({ forward: 'iifname "wan" oifname "app" meta l4proto gre accept' }).packet.proto, 'gre');
  const { packet, reason } = hole({ input: 'iifname "wan" icmp type redirect accept' });
  assert.equal(packet.icmp_type, 5);
  assert.match(reason, /Paket ICMP jenis 5 dari Internet/);
  assert.equal(hole({ input: 'icmpv6 type nd-redirect accept' }).packet.icmp_type, 137);
  assert.equal(hole({ input: 'icmp type echo-request accept' }).packet.icmp_type, 8);
});

test('what is published by translation is judged where it comes out', () => {
  const chains = `chain tujuan {
    type nat hook prerouting priority dstnat; policy accept;
    iifname "wan" ip daddr 203.0.113.1 tcp dport 2222 dnat ip to 10.30.0.4:8080
  }`;
  const { packet, reason } = hole({ chains, forward: 'ct status dnat accept' });
  assert.deepEqual([packet.dst, packet.dport], ['203.0.113.1', 2222]);
  assert.match(reason, /ke port 2222 dari Internet sampai ke Server aplikasi port 8080/);
  const named = chains.replace('8080', '8443');
  assert.equal(
    restOf({ chains: named, forward: 'ip saddr != 10.0.0.0/8 ct status dnat accept' }).status,
    'held',
  );
});

test('what a limit lets through is let through', () => {
  hole({ forward: 'iifname "wan" ip daddr 10.30.0.4 tcp dport 80 limit rate 1/day accept' });
});

test('odd packets without a connection are not forgotten', () => {
  hole({ forward: 'iifname "wan" ip daddr 10.30.0.4 tcp dport 80 ct state invalid accept' });
});

test('a forger that the policy names is refused everywhere; other forged addresses are not in question', () => {
  const { packet } = hole({ forward: 'ip saddr 10.40.0.0/24 ip daddr 10.30.0.4 tcp dport 22 accept' });
  assert.deepEqual([packet.in, packet.src.startsWith('10.40.0.')], ['internet', true]);
  const stranger = 'iifname "wan" ip saddr 10.30.0.0/24 ip daddr 10.40.0.21 tcp dport 80 accept';
  assert.equal(restOf({ forward: stranger }).status, 'held');
});

test('a door that opens after knocking is not proved, and the set is named', () => {
  const chains = 'set tamu {\n    type ipv4_addr\n    flags dynamic\n    size 64\n  }';
  const knock = 'iifname "wan" tcp dport 7000 add @tamu { ip saddr } drop';
  const { status, reason } = restOf({ chains, input: `${knock}\n    tcp dport 2000 ip saddr @tamu accept` });
  assert.equal(status, 'not-proved');
  assert.match(reason.id, /@tamu/);
});

test('what breaks a requirement is told there, not twice', () => {
  const all = proofOf(
    rules({ forward: 'iifname "wan" ip saddr != 10.0.0.0/8 ip daddr 10.30.0.4 tcp dport 3306 accept' }),
    CLOSED,
  );
  assert.deepEqual(
    all.filter(({ status }) => status === 'broken').map(({ id }) => id),
    ['tertutup'],
  );
});

test('nature: neighbour discovery and errors pass, between neighbours everything', () => {
  const input =
    'icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert, nd-router-solicit, mld-listener-report } accept';
  const errors =
    'icmpv6 type { destination-unreachable, packet-too-big, time-exceeded, parameter-problem } accept\n' +
    '    icmp type { destination-unreachable, time-exceeded, parameter-problem } accept\n' +
    '    iifname "app" oifname "app" accept';
  assert.equal(restOf({ input, forward: errors }).status, 'held');
  // Only to the gateway: neighbour discovery is never forwarded by an honest network (RFC 4861).
  hole({ forward: 'icmpv6 type nd-neighbor-solicit accept' });
});

test('the gateway’s own packets are in question only when the policy says so', () => {
  assert.equal(restOf({}).status, 'held');
  const all = proofOf(rules({}), `${POLICY}selain-itu: { dari: gerbang, alasan: Selain itu tidak perlu. }\n`);
  const rest = all.at(-1)!;
  assert.equal(rest.status, 'broken');
  assert.equal(rest.counterexample?.packet.in, 'local');
});

test('what is tolerated is tolerated exactly: source, target, protocol and port', () => {
  const old = 'iifname "lan" oifname "wan" tcp dport 80 accept';
  assert.equal(
    restOf({ forward: old }, tolerating('dari: lan, ke: internet, protokol: tcp, port: 80')).status,
    'held',
  );
  hole({ forward: old }, tolerating('dari: apl, ke: internet, protokol: tcp, port: 80'));
  hole({ forward: old }, tolerating('dari: lan, ke: apl, protokol: tcp, port: 80'));
  hole({ forward: old }, tolerating('dari: lan, ke: internet, protokol: udp, port: 80'));
  hole({ forward: old }, tolerating('dari: lan, ke: internet, protokol: tcp, port: 81'));
  hole(
    { forward: 'iifname "lan" oifname "wan" tcp dport 79-80 accept' },
    tolerating('dari: lan, ke: internet, protokol: tcp, port: 80'),
  );
  assert.equal(restOf({ input: 'accept' }, tolerating('ke: gerbang')).status, 'held');
});

test('too large to prove, or beyond the proof, is never held', () => {
  const few = proofOf(rules({}), CLOSED, { nodes: 100 });
  assert.deepEqual([few.at(-1)?.id, few.at(-1)?.status], [REST, 'not-proved']);
});
