/**
 * Random rulesets under one policy: every requirement that the proof calls held is attacked with random packets, and
 * every packet that it shows against one is confirmed. `SIGAP_HELD_RULESETS=100 SIGAP_PROOF_ATTACKS=100000` for the
 * full figure.
 */
import assert from 'node:assert/strict';
import process from 'node:process';
import { test } from 'node:test';
import { LoadError, Topology, UnsupportedConstruct } from '../../../labs/firewall/kernel/index.ts';
import { readRuleset } from '../../../labs/firewall/language/index.ts';
import type { Policy } from '../../../labs/firewall/policy/model.ts';
import { readPolicy } from '../../../labs/firewall/policy/read.ts';
import { topologyOf } from '../../../labs/firewall/policy/topology.ts';
import { type Proof, prove } from '../../../labs/firewall/proof/prove.ts';
import { attack, type Laboratory } from './attack.ts';
import { attackRest } from './attack-rest.ts';
import { type Random, randomRuleset, seeded } from './random-rulesets.ts';

const RULESETS = Number(process.env.SIGAP_HELD_RULESETS ?? 25);
const ATTACKS = Number(process.env.SIGAP_PROOF_ATTACKS ?? 400);
const FIRST_SEED = 5001;

/** The world of random-rulesets.ts: its interfaces, networks and ports. */
const POLICY = `gerbang: gerbang
zona:
  wan: { nama: Internet, ikon: globe, antarmuka: wan0, jaringan: 203.0.113.0/24, gerbang: 203.0.113.1,
    contoh: [203.0.113.9, 198.51.100.7], jaringan6: '2001:db8:1::/64', gerbang6: '2001:db8:1::1',
    contoh6: ['2001:db8:1::9', '2001:db8:9::9'], bawaan: true }
  lan: { nama: LAN, ikon: building-2, antarmuka: lan0, jaringan: 192.168.10.0/24, gerbang: 192.168.10.1,
    contoh: [192.168.10.7], jaringan6: 'fd00:10::/64', gerbang6: 'fd00:10::1', contoh6: ['fd00:10::7'] }
  dmz: { nama: DMZ, ikon: app-window, antarmuka: dmz0, jaringan: 192.168.20.0/24, gerbang: 192.168.20.1,
    contoh: [192.168.20.10], jaringan6: 'fd00:20::/64', gerbang6: 'fd00:20::1', contoh6: ['fd00:20::10'] }
host:
  web: { nama: Web, ikon: app-window, zona: dmz, alamat: 192.168.20.10, alamat6: 'fd00:20::10' }
  admin: { nama: Admin, ikon: key-round, zona: lan, alamat: 192.168.10.7, alamat6: 'fd00:10::7' }
layanan:
  web: { nama: Web, di: web, protokol: tcp, port: 443 }
  web-lama: { nama: Web lama, di: web, protokol: tcp, port: 80 }
  ssh: { nama: SSH, di: web, protokol: tcp, port: 22 }
  data: { nama: Data, di: lan, protokol: tcp, port: 3306 }
  dns: { nama: DNS, di: wan, protokol: udp, port: 53 }
  kelola: { nama: SSH gerbang, di: gerbang, protokol: tcp, port: 22 }
  ping: { nama: Ping, di: web, protokol: icmp }
harus-lolos:
  - { id: web-publik, dari: wan, ke: web, alasan: Warga memakai laman. }
  - { id: web-kantor, dari: lan, ke: [web, web-lama], alasan: Pegawai memakai laman. }
  - { id: ssh-admin, dari: admin, ke: [ssh, kelola], alasan: Admin merawat server. }
  - { id: nama-keluar, dari: [lan, web, gerbang], ke: dns, alasan: Nama dicari di internet. }
  - { id: ping-kantor, dari: lan, ke: ping, alasan: Kantor memeriksa server. }
harus-ditolak:
  - { id: ssh-luar, dari: wan, ke: ssh, alasan: SSH tidak dari internet. }
  - { id: ssh-kantor, dari: lan, ke: ssh, alasan: Hanya admin yang memakai SSH. }
  - { id: data-luar, dari: [wan, web], ke: data, alasan: Data hanya di kantor. }
  - { id: kelola-luar, dari: [wan, dmz], ke: kelola, alasan: Gerbang dirawat dari kantor. }
  - { id: ping-luar, dari: wan, ke: ping, alasan: Internet tidak perlu ping. }
selain-itu:
  dari: [wan, lan, dmz, gerbang]
  alasan: Selain yang diminta, tidak ada yang perlu lewat.
  boleh:
    - { dari: lan, ke: wan, protokol: tcp, alasan: Kantor membuka situs. }
    - { ke: gerbang, protokol: icmp, alasan: Gerbang boleh disapa. }
`;

function policyOf(text: string): Policy {
  const { policy, problems } = readPolicy('policy.yaml', text);
  assert.deepEqual(problems, []);
  return policy as Policy;
}

/** The ruleset of this seed under the policy; null when the language or the kernel refuses it. */
function casesOf(policy: Policy, seed: number): { lab: Laboratory; proof: Proof } | null {
  const text = randomRuleset(seeded(seed));
  if (text === null) return null;
  const { ruleset } = readRuleset(text);
  const topology = new Topology(topologyOf(policy));
  try {
    return { lab: { policy, text, ruleset, topology }, proof: prove(ruleset, topology, policy) };
  } catch (problem) {
    if (problem instanceof UnsupportedConstruct || problem instanceof LoadError) return null;
    throw problem;
  }
}

/** The requirement at this place of the proof; behind them all stands the closed world. */
function attacked(lab: Laboratory, i: number, packets: number, random: Random) {
  const { requirements, rest } = lab.policy;
  const requirement = requirements[i];
  return requirement
    ? attack(lab, requirement, packets, random)
    : attackRest(lab, rest!, 5 * packets, random);
}

test('under random rulesets, what is held stands every attack, and what is broken is shown by a confirmed packet', (t) => {
  const policy = policyOf(POLICY);
  const count = { held: 0, broken: 0, open: 0, packets: 0, refused: 0, wouldFall: 0 };
  for (let seed = FIRST_SEED; seed < FIRST_SEED + RULESETS; seed++) {
    const found = casesOf(policy, seed);
    if (found === null || found.proof.unsupported.length > 0) {
      count.refused++;
      continue;
    }
    const { lab, proof } = found;
    for (const [i, { id, status, counterexample }] of proof.requirements.entries()) {
      const shown = `seed ${seed}, ${id}`;
      const random = seeded(seed * 100 + i);
      if (status === 'held') {
        const { packets, astray, hit } = attacked(lab, i, ATTACKS, random);
        assert.equal(hit, null, `${shown}: ${JSON.stringify(hit)}\n${lab.text}`);
        count.held++;
        count.packets += packets + astray;
      } else if (status === 'broken') {
        assert.equal(counterexample?.confirmed, true, shown);
        count.broken++;
        // The same attack must be able to fail: a prover that called this held would be found out.
        if (attacked(lab, i, 400, random).hit) count.wouldFall++;
      } else count.open++;
    }
  }
  t.diagnostic(
    `${RULESETS - count.refused} rulesets: ${count.held} held requirements stood ${count.packets} packets; ` +
      `${count.broken} broken ones confirmed, of which ${count.wouldFall} fall to 400 packets; ${count.open} open`,
  );
  assert.ok(count.held > RULESETS, 'there is something to attack');
  assert.ok(count.wouldFall > count.broken * 0.8, 'the attack finds most holes');
});
