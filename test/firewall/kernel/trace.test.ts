import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  DEFAULT_TOPOLOGY,
  PacketError,
  preparePacket,
  Topology,
} from '../../../labs/firewall/kernel/index.ts';
import { Dice } from '../../kernel/dice.ts';
import { generateCase, PROFILES } from '../../kernel/generate.ts';
import { CLIENT, chain, lab, QUERY } from './lab.ts';

describe('why not rule 3', () => {
  test('for each rule passed over the trace tells the expression that failed and the value it saw', () => {
    const rules =
      'udp dport 53 accept\nip saddr 192.168.20.0/24 accept\ntcp dport 443 accept\nct state established accept';
    const { misses } = lab(chain('forward', rules, 'drop')).trace(CLIENT);
    assert.deepEqual(
      misses.map(({ handle, field, text }) => [handle, field, text]),
      [
        [2, 'meta l4proto', 'tcp'],
        [3, 'ip saddr', '192.168.10.5'],
        [4, 'tcp dport', '80'],
        [5, 'ct state', 'new'],
      ],
    );
  });

  test('a miss carries the place of its expression in the text', () => {
    const text = chain('forward', 'ip saddr 192.168.10.5 tcp dport 443 accept');
    const [miss] = lab(text).trace(CLIENT).misses;
    assert.equal(text.slice(miss!.failed.span.offset, miss!.failed.span.endOffset), 'tcp dport 443');
  });

  test('a field that the packet does not have has no value', () => {
    const [miss] = lab(chain('prerouting', 'ct mark 7 accept', 'accept', '-300')).trace(QUERY).misses;
    assert.deepEqual([miss!.field, miss!.value], ['ct mark', null]);
  });

  test('a verdict map, a limit and a full set are named too', () => {
    const { send, trace } = lab(
      chain(
        'forward',
        'tcp dport vmap { 22 : accept }\nudp dport 53 limit rate 1/day burst 1 packets accept',
      ),
    );
    assert.deepEqual([trace(CLIENT).misses[0]!.field, trace(CLIENT).misses[0]!.text], ['tcp dport', '80']);
    send(QUERY);
    assert.equal(trace(QUERY).misses.at(-1)!.field, 'limit rate');
  });
});

describe('one verdict whatever the way to it', () => {
  const summary = (verdict: ReturnType<ReturnType<typeof lab>['trace']>) => {
    const { misses: _, ...rest } = verdict;
    return rest;
  };

  test('tracing, and the index of long chains, change no verdict', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1 << 20 }), fc.constantFrom(...PROFILES), (seed, profile) => {
        const one = generateCase(profile, seed, 0);
        const build = (options: object) => {
          const dice = new Dice(seed);
          try {
            return lab(one.ruleset, { random: () => dice.next(), ...options });
          } catch {
            return null;
          }
        };
        const plain = build({ indexing: { shortest: 1000, after: 1000 } });
        const indexed = build({ indexing: { shortest: 1, after: 0 } });
        const traced = build({});
        if (!plain || !indexed || !traced) return;
        for (const packet of one.packets) {
          const expected = summary(plain.send(packet)[0]!);
          assert.deepEqual(summary(indexed.send(packet)[0]!), expected);
          assert.deepEqual(summary(traced.trace(packet)), expected);
        }
      }),
      { numRuns: 60, seed: 7 },
    );
  });
});

describe('bad packets', () => {
  const topology = new Topology(DEFAULT_TOPOLOGY);
  const broken: [object, RegExp][] = [
    [{ in: 'moon' }, /"moon" is no peer/],
    [{ src: '1.2.3' }, /src: "1\.2\.3" is no IPv4 or IPv6 address/],
    [{ dst: '::1' }, /not both of family/],
    [{ proto: 'tpc' }, /"tpc" is neither a known protocol name/],
    [{ sport: 70_000 }, /sport: 70000 is not a number/],
    [{ flags: 'X' }, /"X" is none of FSRPAUEC/],
  ];
  for (const [field, message] of broken)
    test(`${JSON.stringify(field)} is refused with the field, the value and what is expected`, () => {
      assert.throws(
        () => preparePacket({ ...CLIENT, ...field }, topology),
        (problem) => problem instanceof PacketError && message.test(problem.message),
      ); // prettier-ignore
    });
});
