/** Where the engine and the kernel once differed: each was found by comparing random cases (test/kernel/campaign.ts). */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { CLIENT, chain, lab, QUERY, states } from './lab.ts';

describe('found by comparing with the kernel', () => {
  test('tcp reset after a set that ends in tcp has no guard: the rule drops the other protocols in silence', () => {
    const ping = { in: 'lan', src: '192.168.10.5', dst: '8.8.8.8', proto: 'icmp' };
    const verdicts = lab(chain('forward', 'ip protocol { icmp, tcp } reject with tcp reset')).send(
      CLIENT,
      ping,
      QUERY,
    );
    assert.deepEqual(
      verdicts.map(({ verdict, rejectedWith }) => [verdict, rejectedWith]),
      [
        ['reject', 'tcp-reset'],
        ['reject', null],
        ['accept', null],
      ],
    );
  });

  test('an ICMPv6 error comes from the address of the arriving interface, not of the one that leads back', () => {
    const sources = ['2001:db8:1::1', 'fd00:10::1', 'fd00:20::1', 'fe80::/10'];
    const output = sources.map((source) => `ip6 saddr ${source} counter`).join('\n');
    const ruleset = `table ip6 t {\nchain f {\ntype filter hook prerouting priority 0\nudp dport 9 reject\n}\nchain o {\ntype filter hook output priority 0\n${output}\n}\n}\n`;
    const { send } = lab(ruleset);
    const from = (side: string, src: string): string => {
      const packet = { in: side, src, dst: '2001:db8:77::1', proto: 'udp', sport: 5, dport: 9 };
      const [verdict] = send(packet);
      return sources[verdict!.answerPath.find(({ verdict }) => verdict === 'continue')!.handle! - 4] ?? '?';
    };
    assert.equal(from('dmz', 'fd00:10::7'), 'fd00:20::1');
    assert.equal(from('wan', 'fd00:10::7'), '2001:db8:1::1');
    assert.equal(from('dmz', 'fe80::9'), 'fe80::/10');
  });

  test('before routing a reject looks at the way back: a group as target is answered, a group as source is not', () => {
    const { send } = lab(chain('prerouting', 'reject with tcp reset'));
    const verdicts = send(
      { ...CLIENT, dst: '224.0.0.1' },
      { ...CLIENT, dst: '192.168.10.255' },
      { ...CLIENT, src: '255.255.255.255' },
      { ...CLIENT, src: '224.0.0.5' },
    );
    assert.deepEqual(
      verdicts.map(({ rejectedWith }) => rejectedWith),
      ['tcp-reset', 'tcp-reset', null, null],
    );
  });

  test('an answer to 0.0.0.0 goes to the router itself', () => {
    const { send } = lab(chain('prerouting', 'iifname "lan0" reject\niifname "lo" counter'));
    const [verdict] = send({ ...CLIENT, src: '0.0.0.0', dst: '192.168.10.1' });
    assert.equal(verdict!.rejectedWith, 'icmp-port-unreachable');
    assert.deepEqual(
      verdict!.answerPath.map(({ verdict }) => verdict),
      ['continue', 'accept'],
    );
  });

  test('a packet that the router sends itself is answered from the address it was sent to, also after snat', () => {
    const filter = chain('prerouting', 'iifname "lo" udp dport 9 reject', 'accept', '10');
    const nat =
      'table ip n {\nchain p {\ntype nat hook postrouting priority 100\nip saddr 192.168.10.1 snat to 203.0.113.90\n}\nchain o {\ntype filter hook output priority 0\nip saddr 192.168.20.1 counter\n}\n}\n';
    const { send } = lab(nat + filter);
    const [verdict] = send({
      in: 'local',
      src: '192.168.10.1',
      dst: '192.168.20.1',
      proto: 'udp',
      sport: 5,
      dport: 9,
    });
    assert.equal(verdict!.answerPath[0]!.verdict, 'continue');
  });

  test('a reset for a flow that is not in the table yet does not close it', () => {
    const ruleset = `table inet t {
chain i {
type filter hook input priority 0; policy drop;
iifname "lo" accept
tcp flags & (syn|ack) == syn reject with tcp reset
ct state established accept
}
chain o {
type filter hook output priority 0; policy drop;
oif "lo" accept
meta l4proto tcp reject with icmpx admin-prohibited
}
}
`;
    const syn = {
      in: 'dmz',
      src: '192.168.20.11',
      dst: '192.168.20.1',
      proto: 'tcp',
      sport: 40057,
      dport: 25,
    };
    const verdicts = lab(ruleset).send(syn, { reply_to: 0, flags: 'SA' }, { ...syn, flags: 'A' });
    assert.deepEqual(states(verdicts), ['new', 'established', 'established']);
  });

  test('an answer from 127.0.0.1 does not leave by a cable', () => {
    const nat =
      'table ip n {\nchain o {\ntype nat hook output priority -100\nudp dport 9090 redirect to :5353\n}\nchain p {\ntype nat hook postrouting priority 100\nip saddr 192.168.10.1 snat to 203.0.113.60\n}\n}\n';
    const { send } = lab(nat + chain('prerouting', 'udp dport 5353 reject', 'accept', '200'));
    const [verdict] = send({
      in: 'local',
      src: '192.168.10.1',
      dst: '192.168.20.1',
      proto: 'udp',
      sport: 600,
      dport: 9090,
    });
    assert.deepEqual([verdict!.verdict, verdict!.rejectedWith, verdict!.answerPath], ['reject', null, []]);
  });

  test('no reset goes to the unspecified IPv6 address', () => {
    const { send } = lab(chain('forward', 'reject with tcp reset'));
    const [verdict] = send({ in: 'lan', src: '::', dst: 'fd00:10::5', proto: 'tcp', sport: 5, dport: 9 });
    assert.deepEqual([verdict!.verdict, verdict!.answerPath], ['reject', []]);
  });

  test('fib looks for groups of the link on the link they came from', () => {
    const { send } = lab(chain('prerouting', 'fib daddr oifname "dmz0" drop'));
    const packet = { in: 'dmz', src: 'fd00:20::9', dst: 'ff02::1', proto: 'udp', sport: 5, dport: 9 };
    const verdicts = send(packet, { ...packet, in: 'lan', src: 'fd00:10::9' });
    assert.deepEqual(
      verdicts.map(({ droppedBy }) => droppedBy),
      ['rule', null],
    );
  });
});
