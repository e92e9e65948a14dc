/** Advice about traffic: what must not be dropped, and what is open that should not be. */
import * as F from '../kernel/fields.ts';
import { say } from '../language/diagnostics.ts';
import type { Chain, Ruleset } from '../language/ruleset.ts';
import type { Advice } from './advice.ts';
import { anywhere, versionsOf } from './anywhere.ts';
import { type Bdd, FALSE, TRUE } from './bdd.ts';
import { equals } from './bits.ts';
import { comingOut } from './difference.ts';
import { Evaluator } from './evaluate.ts';
import { fieldWord, oneOf } from './space.ts';
import { walk } from './walk.ts';
import type { World } from './world.ts';

/** Neighbour solicitation and advertisement (RFC 4861). */
const NEIGHBOURS = [135, 136];
/** Packet too big (RFC 8201) and fragmentation needed (RFC 1191). */
const PACKET_TOO_BIG = 2;
const UNREACHABLE = 3;
const FRAGMENTATION_NEEDED = 4;
const RELATED = 4;
const SSH = 22;

export class TrafficAdviser {
  private readonly bdd: Bdd;
  private readonly ruleset: Ruleset;
  private readonly world: World;
  private readonly evaluator: Evaluator;

  constructor(world: World, ruleset: Ruleset) {
    this.bdd = world.bdd;
    this.ruleset = ruleset;
    this.world = world;
    this.evaluator = new Evaluator(world, ruleset);
  }

  *all(): Generator<Advice> {
    yield* this.discovery();
    yield* this.openVersion6();
    yield* this.lockOut();
  }

  /** Neighbour discovery to the router, and the messages that path MTU discovery needs. */
  private *discovery(): Generator<Advice> {
    const { bdd } = this;
    for (const table of this.ruleset.tables)
      for (const chain of table.chains) {
        const { base } = chain;
        if (base?.type !== 'filter' || (base.hook !== 'input' && base.hook !== 'forward')) continue;
        for (const version of versionsOf(table)) {
          const journey = anywhere(this.world, chain, version);
          const kind = (type: number): number => equals(bdd, journey.registers[F.ICMP_TYPE]!, type);
          const icmp = equals(bdd, journey.registers[F.L4PROTO]!, version === 4 ? F.ICMP : F.ICMPV6);
          const accepted = walk(journey, table, chain, icmp);
          const related = bdd.and(accepted, equals(bdd, journey.registers[F.CT_STATE]!, RELATED));
          if (version === 6 && base.hook === 'input') {
            const lost = NEIGHBOURS.some((type) => bdd.and(accepted, kind(type)) === FALSE);
            if (lost)
              yield {
                kind: 'neighbour-discovery-dropped',
                span: chain.span,
                message: say(
                  'Rantai ini menolak penemuan tetangga IPv6 (ND); tanpa itu IPv6 mati.',
                  'This chain drops IPv6 neighbour discovery; without it IPv6 is dead.',
                ),
              };
          }
          const code = equals(bdd, journey.registers[F.ICMP_CODE]!, FRAGMENTATION_NEEDED);
          const tooBig = version === 6 ? kind(PACKET_TOO_BIG) : bdd.and(kind(UNREACHABLE), code);
          if (bdd.and(related, tooBig) === FALSE)
            yield {
              kind: 'path-mtu-dropped',
              span: chain.span,
              message: say(
                `Rantai ini menolak pesan ukuran paket (PMTUD) IPv${version}: terima ct state related.`,
                `This chain drops path MTU messages of IPv${version}: accept ct state related.`,
              ),
            };
        }
      }
  }

  /** Doors that IPv4 closes and IPv6 leaves open: same way in, same way out, same protocol and port. */
  private *openVersion6(): Generator<Advice> {
    const { bdd, world } = this;
    if (
      !world.topology.interfaces.some(
        ({ addresses }, dev) => dev > 1 && addresses.some(({ version }) => version === 6),
      )
    )
      return;
    const evaluations = { 4: this.evaluator.firstPackets(4), 6: this.evaluator.firstPackets(6) };
    const kept = this.doorLevels();
    const ported = oneOf(bdd, fieldWord(bdd, F.L4PROTO), [F.TCP, F.UDP]);
    for (const [dev, { peer }] of world.topology.interfaces.entries()) {
      if (dev !== 0 && peer === null) continue;
      const doors = ([4, 6] as const).map((version) =>
        bdd.project(bdd.and(ported, comingOut(bdd, evaluations[version], dev)), kept),
      );
      const extra = bdd.minus(bdd.minus(doors[1]!, doors[0]!), equals(bdd, fieldWord(bdd, F.IIF), 0));
      const chain = extra === FALSE ? null : this.firstChain(dev === 0 ? 'input' : 'forward');
      if (chain)
        yield {
          kind: 'ipv6-open',
          span: chain.span,
          message: say(
            `Pintu ke ${peer ?? 'gerbang'} yang tertutup di IPv4 terbuka di IPv6.`,
            `A door to ${peer ?? 'the gateway'} that is closed in IPv4 is open in IPv6.`,
          ),
        };
    }
  }

  /** Which variables tell doors apart: way in, protocol, port. */
  private doorLevels(): (level: number) => boolean {
    const { bdd } = this;
    const words = [F.IIF, F.L4PROTO, F.DPORT].flatMap((slot) => fieldWord(bdd, slot).bits);
    const levels = new Set(words.filter((node) => node > TRUE).map((node) => bdd.level(node)));
    return (level) => levels.has(level);
  }

  /** Nobody on any wire can open a connection to the router's SSH door any more. */
  private *lockOut(): Generator<Advice> {
    const { bdd } = this;
    const chain = this.firstChain('input');
    if (!chain) return;
    const ssh = bdd.and(
      equals(bdd, fieldWord(bdd, F.L4PROTO), F.TCP),
      equals(bdd, fieldWord(bdd, F.DPORT), SSH),
    );
    const wires = bdd.not(equals(bdd, fieldWord(bdd, F.IIF), 0));
    const open = ([4, 6] as const).some(
      (version) =>
        bdd.and(bdd.and(ssh, wires), comingOut(bdd, this.evaluator.firstPackets(version), 0)) !== FALSE,
    );
    if (!open)
      yield {
        kind: 'management-locked-out',
        span: chain.span,
        message: say(
          'Tidak ada yang dapat membuka SSH ke gerbang: Anda terkunci di luar.',
          'Nobody can open SSH to the gateway: you are locked out.',
        ),
      };
  }

  private firstChain(hook: string): Chain | null {
    const chains = this.ruleset.tables.flatMap((table) => table.chains);
    return chains.find(({ base }) => base?.hook === hook && base.type === 'filter') ?? null;
  }
}
