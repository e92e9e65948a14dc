/** What a policy can say beyond zones and doors, and what it is told when it says it wrongly. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkRuleset } from '../../../labs/firewall/policy/check.ts';
import type { Policy } from '../../../labs/firewall/policy/model.ts';
import { readPolicy } from '../../../labs/firewall/policy/read.ts';
import { formatProblem, type Problem } from '../../../labs/yaml-reader.ts';

const POLICY = `gerbang: gerbang
zona:
  internet: { nama: Internet, ikon: globe, antarmuka: wan, jaringan: 203.0.113.0/24, gerbang: 203.0.113.1,
    contoh: [203.0.113.9], jaringan6: '2001:db8:ff::/64', gerbang6: '2001:db8:ff::1', contoh6: ['2001:db8:ff::9'],
    bawaan: true }
  lan: { nama: LAN, ikon: building-2, antarmuka: lan, jaringan: 10.40.0.0/24, gerbang: 10.40.0.1,
    contoh: [10.40.0.21], jaringan6: '2001:db8:40::/64', gerbang6: '2001:db8:40::1', contoh6: ['2001:db8:40::21'] }
host:
  web: { nama: Web, ikon: server, zona: lan, alamat: 10.40.0.9, alamat6: '2001:db8:40::9' }
  palsu: { nama: Palsu, ikon: globe, zona: internet, alamat: 10.40.0.5, mengaku: [10.40.0.0/24] }
layanan:
  web: { nama: Web, di: web, protokol: tcp, port: 8443, lewat: '203.0.113.1:443' }
  ssh: { nama: SSH, di: gerbang, protokol: tcp, port: 22 }
  situs: { nama: Situs, di: internet, protokol: tcp, port: 443 }
  cari: { nama: Cari, di: gerbang, protokol: icmpv6, jenis: nd-neighbor-solicit }
catatan:
  - { id: tiket, memuat: PF-1, alasan: Ada tiket. }
harus-lolos:
  - { id: web, dari: internet, ke: web, asal-tampak: asli, alasan: Warga. }
  - { id: situs, dari: lan, ke: situs, galat: terlalu-besar, alasan: Kantor. }
  - { id: cari, dari: lan, ke: cari, alasan: Tetangga. }
harus-ditolak:
  - { id: ssh, dari: palsu, ke: ssh, sebelumnya: [{ dari: internet, ke: ssh, kali: 3 }], alasan: Palsu. }
`;

function faults(from: string, to: string): Problem[] {
  assert.ok(POLICY.includes(from), from);
  const { policy, problems } = readPolicy('policy.yaml', POLICY.replace(from, to));
  assert.equal(policy, null);
  return problems;
}

/** Each wrong place: what is written instead, where it is told, what is wrong, and how to mend it. */
const WRONG: readonly (readonly [title: string, from: string, to: string, what: RegExp, mend: RegExp])[] = [
  [
    'a second network of the wrong family',
    "jaringan6: '2001:db8:40::/64'",
    'jaringan6: 10.41.0.0/24',
    /bukan jaringan IPv6/,
    /2001:db8/,
  ],
  [
    'a network longer than its address',
    'jaringan: 10.40.0.0/24',
    'jaringan: 10.40.0.0/40',
    /bukan jaringan/,
    /10\.40\.0\.0\/24/,
  ],
  [
    'a second family told by half',
    ", contoh6: ['2001:db8:40::21'] }",
    ' }',
    /"zona\.lan\.contoh6" belum ada/,
    /contoh6/,
  ],
  [
    'an IPv6 host outside its network',
    "alamat6: '2001:db8:40::9'",
    "alamat6: '2001:db8:41::9'",
    /tidak berada di 2001:db8:40/,
    /pilih alamat/,
  ],
  [
    'a forger whose sample is not what it claims',
    'alamat: 10.40.0.5',
    'alamat: 10.41.0.5',
    /tidak termasuk yang diakui/,
    /10\.40\.0\.0\/24/,
  ],
  [
    'a forger that claims no network',
    'mengaku: [10.40.0.0/24]',
    'mengaku: [semua]',
    /"semua" bukan jaringan/,
    /10\.40\.0\.0\/24/,
  ],
  ['a service on a forger', 'di: web, protokol', 'di: palsu, protokol', /"palsu" tidak ada/, /pilih gerbang/],
  [
    'a published address without a usable port',
    "'203.0.113.1:443'",
    "'203.0.113.1:https'",
    /bukan alamat IPv4 dengan port/,
    /203\.0\.113\.1:443/,
  ],
  [
    'a published address that is nowhere',
    "'203.0.113.1:443'",
    "'192.0.2.1:443'",
    /tidak berada di zona mana pun/,
    /alamat gerbang/,
  ],
  [
    'an ICMP message nobody knows',
    'jenis: nd-neighbor-solicit',
    'jenis: nd-halo',
    /nd-halo" tidak dikenal/,
    /nd-neighbor-solicit/,
  ],
  [
    'a seen source that is no address',
    'asal-tampak: asli',
    'asal-tampak: gerbang',
    /"gerbang" bukan alamat/,
    /asli/,
  ],
  [
    'a seen source for what must be refused',
    'ke: ssh, sebelumnya',
    'ke: ssh, asal-tampak: asli, sebelumnya',
    /tidak sampai ke mana pun/,
    /hapus/,
  ],
  [
    'an error for what is not answered',
    'ke: cari,',
    'ke: cari, galat: terlalu-besar,',
    /bukan sambungan yang dibalas/,
    /tcp atau udp/,
  ],
  [
    'an error that is unknown',
    'galat: terlalu-besar',
    'galat: terlalu-kecil',
    /terlalu-kecil" tidak dikenal/,
    /terlalu-besar/,
  ],
  [
    'an earlier packet from nowhere',
    '{ dari: internet, ke: ssh, kali',
    '{ dari: bulan, ke: ssh, kali',
    /"bulan" tidak ada/,
    /pilih gerbang/,
  ],
  ['too many earlier packets', 'kali: 3', 'kali: 3000', /bilangan 1 sampai 200/, /kali: 1/],
  ['a note without its text', 'memuat: PF-1, ', '', /"catatan\[1\]\.memuat" belum ada/, /memuat: PF-/],
  [
    'a forger that is to pass',
    '- { id: web, dari: internet, ke: web, asal-tampak: asli',
    '- { id: web, dari: palsu, ke: web',
    /memakai alamat palsu/,
    /harus-ditolak/,
  ],
  ['a requirement named like a note', 'id: cari', 'id: tiket', /"tiket" dipakai dua kali/, /nama lain/],
]; // prettier-ignore

for (const [title, from, to, what, mend] of WRONG)
  test(`${title} is told at its line with the mend`, () => {
    const problems = faults(from, to);
    const text = problems.map(formatProblem).join('\n');
    const found = problems.find((problem) => what.test(problem.what));
    assert.ok(found, text);
    assert.match(found.mend, mend);
    const wanted = POLICY.slice(0, POLICY.indexOf(from)).split('\n').length;
    assert.ok(Math.abs(found.line - wanted) <= 2, `line ${found.line}, not ${wanted}: ${text}`);
  });

function policyOf(): Policy {
  const { policy, problems } = readPolicy('policy.yaml', POLICY);
  assert.deepEqual(problems.map(formatProblem), []);
  return policy as Policy;
}

const OPEN = 'table inet t {\n chain f {\n  type filter hook forward priority 0; policy accept;\n }\n}\n';
const DNAT = `table inet t {
  chain d { type nat hook prerouting priority dstnat; iifname "wan" tcp dport 443 dnat ip to 10.40.0.9:8443; }
  # tambahan
}
`.replaceAll('; }', ';\n}');

test('a request that comes to another place than asked is broken, and says where it came', () => {
  const { result } = checkRuleset(OPEN, policyOf());
  const cell = result?.cells.find(({ requirement }) => requirement === 'web');
  assert.equal(cell?.held, false);
  assert.deepEqual(cell?.samples[0]?.packets[0]?.stray, {
    wrong: 'place',
    src: '203.0.113.9',
    dst: '203.0.113.1',
    dport: 443,
  });
});

test('a request that comes with another source than asked is broken, and says which', () => {
  const policy = policyOf();
  assert.equal(checkRuleset(DNAT, policy).result?.cells[0]?.held, true);
  const masked = DNAT.replace(
    '# tambahan',
    'chain s { type nat hook postrouting priority srcnat; masquerade;\n}',
  ).replace('srcnat; masq', 'srcnat;\nmasq');
  const cell = checkRuleset(masked, policy).result?.cells[0];
  assert.equal(cell?.held, false);
  assert.equal(cell?.samples[0]?.packets[0]?.stray?.src, '10.40.0.1');
});

test('a note is missing until some rule carries it as its comment', () => {
  const policy = policyOf();
  assert.deepEqual(checkRuleset(OPEN, policy).result?.missing, ['tiket']);
  const noted = OPEN.replace(
    'policy accept;',
    'policy accept;\n  tcp dport 22 accept comment "PF-1 sementara"',
  );
  assert.deepEqual(checkRuleset(noted, policy).result?.missing, []);
});

test('both families are tried where both ends speak them', () => {
  const cells = checkRuleset(OPEN, policyOf()).result?.cells ?? [];
  const families = cells
    .find(({ requirement }) => requirement === 'situs')
    ?.samples.map(({ sample }) => sample.src.includes(':'));
  assert.deepEqual(families, [false, true]);
});
