import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { CLIENT, chain, lab, QUERY, short } from './lab.ts';

const answers = (rules: string, ...packets: Parameters<ReturnType<typeof lab>['send']>) =>
  lab(chain('forward', rules))
    .send(...packets)
    .map(({ rejectedWith }) => rejectedWith);

describe('reject', () => {
  test('a plain reject answers every protocol with port unreachable', () => {
    const six = { in: 'lan', src: 'fd00:10::5', dst: '2001:db8:1::2', proto: 'tcp', sport: 1, dport: 2 };
    const gre = { in: 'lan', src: '192.168.10.5', dst: '8.8.8.8', proto: 'gre' };
    assert.deepEqual(answers('reject', CLIENT, QUERY, gre, six), [
      'icmp-port-unreachable',
      'icmp-port-unreachable',
      'icmp-port-unreachable',
      'icmpv6-port-unreachable',
    ]);
  });

  test('with tcp reset UDP does not match, and a reset is not answered', () => {
    const verdicts = lab(chain('forward', 'reject with tcp reset')).send(
      CLIENT,
      { ...CLIENT, flags: 'R' },
      QUERY,
    );
    assert.deepEqual(
      verdicts.map(({ verdict, rejectedWith }) => [verdict, rejectedWith]),
      [
        ['reject', 'tcp-reset'],
        ['reject', null],
        ['accept', null],
      ],
    ); // prettier-ignore
  });

  test('ICMP errors, unknown ICMP types, broadcasts and wrong checksums get no answer', () => {
    const icmp = { in: 'lan', src: '192.168.10.5', dst: '8.8.8.8', proto: 'icmp' };
    const packets = [
      { ...icmp, icmp_type: 3 },
      { ...icmp, icmp_type: 9 },
      { ...QUERY, bad_checksum: true },
    ];
    assert.deepEqual(answers('reject', ...packets), [null, null, null]);
    const [broadcast] = lab(chain('input', 'reject')).send({ ...QUERY, dst: '192.168.10.255' });
    assert.deepEqual([broadcast!.verdict, broadcast!.rejectedWith], ['reject', null]);
  });

  test('a protocol without a known checksum is summed and found wrong, GRE and ESP are not summed', () => {
    const of = (proto: string) => ({ in: 'lan', src: '192.168.10.5', dst: '8.8.8.8', proto });
    assert.deepEqual(answers('reject', of('112'), of('47'), of('esp')), [
      null,
      'icmp-port-unreachable',
      'icmp-port-unreachable',
    ]);
  });

  test('the answer passes output and is related there; a strict output policy eats it', () => {
    const output = (rule: string) =>
      `table inet u {\nchain o {\ntype filter hook output priority 0; policy drop;\n${rule}\n}\n}\n`;
    const [eaten] = lab(chain('forward', 'reject') + output('ct state established accept')).send(QUERY);
    assert.deepEqual([eaten!.rejectedWith, eaten!.answerPath.at(-1)!.verdict], [null, 'drop']);
    const [passed] = lab(chain('forward', 'reject') + output('ct state related accept')).send(QUERY);
    assert.equal(passed!.rejectedWith, 'icmp-port-unreachable');
  });
});

describe('routing without a rule', () => {
  const reason = (packet: object) => {
    const [verdict] = lab(chain('forward', 'counter')).send({
      in: 'wan',
      src: '8.8.8.8',
      dst: '192.168.20.10',
      proto: 'udp',
      sport: 1,
      dport: 2,
      ...packet,
    }); // prettier-ignore
    return verdict!.droppedBy === 'kernel' ? verdict!.reason : verdict!.deliveredTo;
  };

  test('martian sources and destinations vanish after prerouting', () => {
    for (const src of ['203.0.113.1', '127.0.0.1', '0.0.0.0', '255.255.255.255', '224.0.0.5'])
      assert.equal(reason({ src }), 'martian source', src);
    assert.equal(reason({ dst: '127.0.0.1' }), 'martian destination');
    assert.equal(reason({ src: '240.0.0.1' }), 'dmz');
  });

  test('broadcasts and joined groups are for the router, other groups for nobody', () => {
    assert.equal(reason({ dst: '192.168.10.255' }), 'local');
    assert.equal(reason({ dst: '224.0.0.1', src: '0.0.0.0' }), 'local');
    assert.equal(reason({ dst: '224.0.0.251' }), 'multicast group not joined');
  });

  test('with TTL 1 a packet ends at the router, which says so', () => {
    const [verdict] = lab(chain('forward', 'counter')).send({ ...CLIENT, ttl: 1 });
    assert.deepEqual([short(verdict!), verdict!.kernelAnswer], ['drop kernel', 'icmp-time-exceeded']);
  });

  test('rp_filter drops a LAN source from the WAN, without it only fib does', () => {
    const spoofed = { ...CLIENT, in: 'wan', dst: '192.168.20.10' };
    assert.equal(short(lab(chain('forward', 'counter')).send(spoofed)[0]!), 'accept');
    assert.equal(
      short(lab(chain('forward', 'counter'), { settings: { rpFilter: { all: 1 } } }).send(spoofed)[0]!),
      'drop kernel',
    );
  });

  test('a link-local IPv6 source is not forwarded and is answered on its own link', () => {
    const packet = { in: 'dmz', src: 'fe80::99', dst: 'fd00:10::5', proto: 'udp', sport: 1, dport: 2 };
    const [verdict] = lab(chain('forward', 'counter')).send(packet);
    assert.deepEqual([verdict!.reason, verdict!.kernelAnswer], ['link-local source', 'icmpv6-beyond-scope']);
  });
});
