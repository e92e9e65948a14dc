import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { CLIENT, chain, lab, QUERY, SERVER, short, states } from './lab.ts';

const OPEN = chain('forward', 'counter');

describe('connections in TCP', () => {
  test('only a SYN or a plain ACK may open a flow; every other first packet is invalid', () => {
    const { send } = lab(OPEN);
    const first = (flags: string, sport: number) => send({ ...CLIENT, flags, sport })[0]!.ctState;
    assert.deepEqual(['S', 'A', 'PA', 'SEC'].map(first), ['new', 'new', 'new', 'new']);
    const others = ['SA', 'R', 'RA', 'F', 'FA', '', 'FPU', 'SF', 'SR', 'U', 'FPUA'];
    for (const [i, flags] of others.entries()) assert.equal(first(flags, 5000 + i), 'invalid', flags);
  });

  test('with tcp_loose off a connection cannot be picked up in the middle', () => {
    const { send } = lab(OPEN, { settings: { tcpLoose: false } });
    assert.deepEqual(states(send({ ...CLIENT, flags: 'A' })), ['invalid']);
  });

  test('a reset as the first answer removes the entry', () => {
    const { send } = lab(OPEN);
    assert.deepEqual(states(send(CLIENT, { reply_to: 0, flags: 'RA' }, { reply_to: 0, flags: 'SA' })), [
      'new',
      'established',
      'invalid',
    ]);
  });

  test('after a reset inside a connection its late packets still count as established', () => {
    const { send } = lab(OPEN);
    const packets = [
      CLIENT,
      { reply_to: 0, flags: 'SA' },
      { ...CLIENT, flags: 'A' },
      { reply_to: 0, flags: 'R' },
      { ...CLIENT, flags: 'A' },
    ]; // prettier-ignore
    assert.deepEqual(states(send(...packets)).at(-1), 'established');
  });

  test('a segment far outside the window is invalid, and is not with be_liberal', () => {
    const packets = [
      CLIENT,
      { reply_to: 0, flags: 'SA' },
      { ...CLIENT, flags: 'A' },
      { ...CLIENT, flags: 'PA', len: 10, seq: 5_000_000 },
    ]; // prettier-ignore
    assert.equal(states(lab(OPEN).send(...packets)).at(-1), 'invalid');
    assert.equal(
      states(lab(OPEN, { settings: { tcpBeLiberal: true } }).send(...packets)).at(-1),
      'established',
    );
  });

  test('a reset after a simultaneous open is only trusted without a window check when it answers the other end', () => {
    const far = { flags: 'R', seq: 5_001_001, ack: 0 };
    const open = [
      { ...CLIENT, flags: 'S' },
      { ...SERVER, flags: 'S', seq: 3000 },
    ];
    assert.equal(states(lab(OPEN).send(...open, { ...SERVER, ...far })).at(-1), 'invalid');
    assert.equal(states(lab(OPEN).send(...open, { ...CLIENT, ...far })).at(-1), 'established');
  });

  test('a flow picked up in the middle stays liberal about windows after a SYN and its answer put it in step', () => {
    const pickedUp = [
      { ...CLIENT, flags: 'A', seq: 0, ack: 1011 },
      { ...CLIENT, flags: 'S' },
    ];
    const answer = { ...SERVER, flags: 'SA', seq: 1000, len: 500 };
    const beyond = { ...SERVER, flags: 'A', seq: 1001, ack: 1002 };
    const got = states(lab(OPEN).send(...pickedUp, answer, { ...CLIENT, flags: 'A' }, beyond));
    assert.deepEqual(got, ['new', 'new', 'established', 'established', 'established']);
  });

  test('a reset that the router itself sends closes the flow', () => {
    const { send } = lab(chain('input', 'tcp flags syn reject with tcp reset'));
    const self = {
      in: 'local',
      src: '192.168.10.1',
      dst: '192.168.10.1',
      proto: 'tcp',
      sport: 4000,
      dport: 80,
    };
    const verdicts = send(self, { reply_to: 0, in: 'local', flags: 'SA' }, { ...self, flags: 'A' });
    assert.deepEqual(states(verdicts), ['new', 'established', 'invalid']);
  });
});

describe('connections in UDP, ICMP and the rest', () => {
  test('repeated first packets stay new until a reply is seen', () => {
    const { send } = lab(OPEN);
    assert.deepEqual(states(send(QUERY, QUERY, { reply_to: 0 }, QUERY)), [
      'new',
      'new',
      'established',
      'established',
    ]);
  });

  test('a dropped first packet leaves no entry', () => {
    const { send, kernel } = lab(chain('forward', 'udp dport 53 drop'));
    send(QUERY);
    assert.equal(kernel.flows().length, 0);
    assert.deepEqual(states(send({ reply_to: 0, in: 'wan' })), ['new']);
  });

  test('an entry ends with its lifetime on the virtual clock', () => {
    const { send, wait } = lab(OPEN);
    send(QUERY);
    wait(29_999);
    assert.deepEqual(states(send({ reply_to: 0 })), ['established']);
    wait(30_001);
    assert.deepEqual(states(send({ reply_to: 0 })), ['new']);
  });

  test('an ICMP error is related only to a live flow that it quotes', () => {
    const { send } = lab(OPEN);
    const foreign = {
      in: 'wan',
      src: '8.8.8.8',
      dst: '192.168.10.5',
      proto: 'icmp',
      icmp_type: 3,
      icmp_code: 1,
    };
    const inner = { src: '192.168.10.5', dst: '9.9.9.9', proto: 'udp', sport: 1, dport: 2 };
    const got = states(
      send(QUERY, { inner_of: 0, icmp_type: 3, icmp_code: 3 }, { ...foreign, inner }, foreign),
    );
    assert.deepEqual(got, ['new', 'related', 'invalid', 'invalid']);
  });

  test('neighbour discovery is untracked, so established,related,new does not pass it', () => {
    const { send } = lab(chain('forward', 'ct state established,related,new accept', 'drop'));
    const solicit = { in: 'lan', src: 'fd00:10::5', dst: 'fd00:20::10', proto: 'icmpv6', icmp_type: 135 };
    const [verdict] = send(solicit);
    assert.equal(verdict!.ctState, 'untracked');
    assert.equal(short(verdict!), 'drop policy');
  });

  test('an unasked echo reply is invalid', () => {
    const { send } = lab(OPEN);
    assert.deepEqual(
      states(send({ in: 'wan', src: '8.8.8.8', dst: '192.168.10.5', proto: 'icmp', icmp_type: 0 })),
      ['invalid'],
    ); // prettier-ignore
  });

  test('a wrong checksum is invalid on arrival but not for packets of the router', () => {
    const { send } = lab(OPEN);
    const own = {
      in: 'local',
      src: '203.0.113.1',
      dst: '8.8.8.8',
      proto: 'udp',
      sport: 1,
      dport: 2,
      bad_checksum: true,
    };
    assert.deepEqual(states(send({ ...QUERY, bad_checksum: true }, own)), ['invalid', 'new']);
  });

  test('SCTP without chunks is always invalid', () => {
    const { send } = lab(OPEN);
    const sctp = { in: 'lan', src: '192.168.10.5', dst: '8.8.8.8', proto: '132' };
    assert.deepEqual(states(send(sctp, { reply_to: 0 })), ['invalid', 'invalid']);
  });

  test('a full table drops new connections and keeps the old ones', () => {
    const { send } = lab(OPEN, { connections: 1 });
    const [first, second, third] = send(QUERY, { ...QUERY, sport: 4001 }, QUERY);
    assert.equal(first!.verdict, 'accept');
    assert.deepEqual([second!.droppedBy, second!.reason], ['kernel', 'connection table full']);
    assert.equal(third!.verdict, 'accept');
  });
});
