/**
 * The proof against the kernel model: a packet is in the proven set exactly when the model lets it through. Normally a
 * few hundred rulesets; `SIGAP_PROOF_RULESETS=2000 SIGAP_PROOF_PACKETS=1000` for the full figure.
 */
import assert from 'node:assert/strict';
import process from 'node:process';
import { test } from 'node:test';
import * as F from '../../../labs/firewall/kernel/fields.ts';
import {
  createKernel,
  DEFAULT_TOPOLOGY,
  LoadError,
  type Packet,
  preparePacket,
  Topology,
  UnsupportedConstruct,
  type Verdict,
} from '../../../labs/firewall/kernel/index.ts';
import { type Ruleset, readRuleset } from '../../../labs/firewall/language/index.ts';
import { Bdd, FALSE, TooLarge, TRUE } from '../../../labs/firewall/proof/bdd.ts';
import { type Evaluation, Evaluator } from '../../../labs/firewall/proof/evaluate.ts';
import { contains, FIRST_UNKNOWN } from '../../../labs/firewall/proof/space.ts';
import { type Moment, World } from '../../../labs/firewall/proof/world.ts';
import { randomPacket, randomRuleset, seeded } from './random-rulesets.ts';

const RULESETS = Number(process.env.SIGAP_PROOF_RULESETS ?? 60);
const PACKETS = Number(process.env.SIGAP_PROOF_PACKETS ?? 40);
const FIRST_SEED = Number(process.env.SIGAP_PROOF_SEED ?? 1);
const TOPOLOGY = new Topology(DEFAULT_TOPOLOGY);

interface Bounds {
  must: number;
  may: number;
}

function bounds(bdd: Bdd, set: number): Bounds {
  return { must: bdd.truncate(set, FIRST_UNKNOWN, FALSE), may: bdd.truncate(set, FIRST_UNKNOWN, TRUE) };
}

class Proof {
  readonly bdd = new Bdd();
  readonly world: World;
  readonly byVersion: Record<4 | 6, Evaluation>;
  private readonly accepted: Record<4 | 6, Bounds>;
  private readonly decided = new Map<number, Bounds>();

  constructor(ruleset: Ruleset, moment: Moment) {
    this.world = new World(this.bdd, TOPOLOGY, moment);
    const evaluator = new Evaluator(this.world, ruleset);
    this.byVersion = { 4: evaluator.firstPackets(4, true), 6: evaluator.firstPackets(6, true) };
    if (moment === 'fresh') this.compareWithShortcut(evaluator);
    const all = (version: 4 | 6): Bounds =>
      bounds(this.bdd, this.bdd.union(this.byVersion[version].deliveries.map(({ set }) => set)));
    this.accepted = { 4: all(4), 6: all(6) };
  }

  /** Deciding runs of plain rules together must give the very same sets. */
  private compareWithShortcut(evaluator: Evaluator): void {
    for (const version of [4, 6] as const) {
      const total = (deliveries: Evaluation['deliveries']): number =>
        this.bdd.union(deliveries.map(({ set }) => set));
      const { must, may } = bounds(this.bdd, total(evaluator.firstPackets(version).deliveries));
      const known = bounds(this.bdd, total(this.byVersion[version].deliveries));
      assert.equal(must, known.must);
      assert.equal(may, known.may);
    }
  }

  /** True: always accepted; false: never; null: depends on something the packet does not decide. */
  accepts(packet: Packet): boolean | null {
    const { must, may } = this.accepted[packet.registers[F.NFPROTO] === F.IPV4 ? 4 : 6];
    if (contains(this.bdd, must, packet)) return true;
    return contains(this.bdd, may, packet) ? null : false;
  }

  /** Is this rule (or policy) among those that may decide the packet? */
  mayDecide(packet: Packet, verdict: Verdict): boolean {
    const { decidedBy } = verdict;
    if (!decidedBy) return true;
    const { decisions } = this.byVersion[packet.registers[F.NFPROTO] === F.IPV4 ? 4 : 6];
    return decisions.some((one) => {
      if (one.hook !== decidedBy.hook || one.chain.name !== decidedBy.chain) return false;
      if ((one.rule?.handle ?? null) !== decidedBy.handle || one.verdict !== decidedBy.verdict) return false;
      const known = this.decided.get(one.set) ?? bounds(this.bdd, one.set);
      this.decided.set(one.set, known);
      return contains(this.bdd, known.may, packet);
    });
  }
}

/** A month between packets: connections, limits and timed elements of the one before are over. */
const MONTH = 30 * 86_400_000;

function sender(ruleset: Ruleset): (packet: Packet) => Verdict {
  let now = 0;
  const kernel = createKernel(ruleset, TOPOLOGY, { now: () => now, random: () => 0.5 });
  return (packet) => {
    now += MONTH;
    return kernel.send(packet);
  };
}

test('for random rulesets and random first packets, the proven set and the kernel model agree', (t) => {
  let compared = 0;
  let exact = 0;
  let skipped = 0;
  let tooLarge = 0;
  for (let seed = FIRST_SEED; seed < FIRST_SEED + RULESETS; seed++) {
    const random = seeded(seed);
    const text = randomRuleset(random);
    if (text === null) {
      skipped++;
      continue;
    }
    const { ruleset } = readRuleset(text);
    let fresh: Proof;
    let ever: Proof;
    let send: ReturnType<typeof sender>;
    try {
      send = sender(ruleset);
      fresh = new Proof(ruleset, 'fresh');
      ever = new Proof(ruleset, 'ever');
    } catch (problem) {
      if (problem instanceof TooLarge) {
        tooLarge++;
        continue;
      }
      if (!(problem instanceof UnsupportedConstruct || problem instanceof LoadError)) throw problem;
      skipped++;
      continue;
    }
    assert.deepEqual(fresh.world.unsupported, [], `seed ${seed}\n${text}`);
    for (let i = 0; i < PACKETS; i++) {
      const description = randomPacket(random);
      const packet = preparePacket(description, TOPOLOGY);
      const verdict = send(packet);
      const accepted = verdict.verdict === 'accept';
      const shown = (): string =>
        `seed ${seed}: ${JSON.stringify(description)}\n${text}\n${JSON.stringify(verdict.path.map(({ span: _, ...one }) => one))}`;
      const now = fresh.accepts(packet);
      const later = ever.accepts(packet);
      assert.ok(now === null || now === accepted, `proof says ${now}, kernel ${verdict.verdict}, ${shown()}`);
      assert.ok(
        later === null || later === accepted,
        `bounds say ${later}, kernel ${verdict.verdict}, ${shown()}`,
      );
      assert.ok(fresh.mayDecide(packet, verdict), `deciding rule ${shown()}`);
      compared++;
      if (now !== null) exact++;
    }
  }
  t.diagnostic(
    `${compared} packets compared, ${exact} exactly; ${skipped} of ${RULESETS} rulesets refused, ${tooLarge} too large`,
  );
  assert.ok(tooLarge <= RULESETS / 100, 'rulesets of this size are provable');
  assert.ok(compared > (RULESETS * PACKETS) / 2, 'most random rulesets are accepted by the language');
  assert.ok(exact > compared * 0.9, 'most verdicts are certain');
});

test('a fib question about an address that only means something on one link is answered as the kernel answers it', () => {
  for (const condition of ['fib saddr oif exists', 'fib saddr . oif oif exists']) {
    const chain = `type filter hook postrouting priority 0; policy drop; ${condition} accept`;
    const { ruleset, diagnostics } = readRuleset(`table ip6 t {\n chain c {\n ${chain}\n }\n}\n`);
    assert.deepEqual(diagnostics, []);
    const proof = new Proof(ruleset, 'fresh');
    const send = sender(ruleset);
    for (const src of ['ff02::2', 'ff12::2', 'fe80::2', 'fd00:10::2']) {
      const packet = preparePacket(
        { in: 'local', src, dst: 'fd00:10::7', proto: 'udp', sport: 1, dport: 2 },
        TOPOLOGY,
      );
      const { verdict } = send(packet);
      assert.equal(proof.accepts(packet), verdict === 'accept', `${condition}, from ${src}`);
    }
  }
});
