import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { CLIENT, chain, lab, QUERY, short } from './lab.ts';

const NETS = '2001:db8:1::2';
const CLIENT6 = { in: 'lan', src: 'fd00:10::5', dst: NETS, proto: 'tcp', sport: 4000, dport: 80 };

describe('chains', () => {
  test('accept ends only its own chain; a later chain of the hook may still drop', () => {
    const one = (name: string, priority: number, rule: string) =>
      `table inet ${name} {\nchain c {\ntype filter hook forward priority ${priority}; policy drop;\n${rule}\n}\n}\n`;
    const [verdict] = lab(one('a', -5, 'accept') + one('b', 5, 'udp dport 53 accept')).send(CLIENT);
    assert.equal(short(verdict!), 'drop policy');
    assert.deepEqual(
      verdict!.path.map(({ table, verdict }) => `${table} ${verdict}`),
      ['a accept', 'b drop'],
    );
  });

  test('of two chains with the same hook and priority the one added last runs first', () => {
    const one = (name: string) =>
      `table inet ${name} {\nchain c {\ntype filter hook forward priority 0;\ncounter\n}\n}\n`;
    const [verdict] = lab(one('first') + one('second')).send(CLIENT);
    assert.deepEqual(
      verdict!.path.map(({ table }) => table),
      ['second', 'second', 'first', 'first'],
    );
  });

  test('return in a base chain is its policy; after goto there is no way back', () => {
    const { send } = lab(
      'table inet t {\nchain s {\ncounter\n}\nchain c {\ntype filter hook forward priority 0; policy drop;\ntcp dport 80 goto s\ntcp dport 81 jump s\ntcp dport 82 return\naccept\n}\n}\n',
    );
    const ports = [80, 81, 82].map((dport) => short(send({ ...CLIENT, dport })[0]!));
    assert.deepEqual(ports, ['drop policy', 'accept', 'drop policy']);
  });

  test('a verdict map without the key is no match', () => {
    const { send } = lab(
      chain('forward', 'tcp dport vmap { 22 : accept, 23 : drop }\ntcp dport 80 accept', 'drop'),
    );
    assert.equal(short(send(CLIENT)[0]!), 'accept');
  });
});

describe('matches', () => {
  test('a negated match still asks for its own protocol', () => {
    const { send } = lab(
      chain('forward', 'ip saddr != 192.168.10.5 drop\ntcp dport != 80 drop\nicmp type != echo-request drop'),
    );
    assert.equal(short(send(CLIENT6)[0]!), 'accept');
    assert.equal(short(send(QUERY)[0]!), 'accept');
    assert.equal(short(send({ ...CLIENT, src: '192.168.10.6' })[0]!), 'drop rule');
  });

  test('in output there is no incoming interface, and != matches that', () => {
    const own = { in: 'local', src: '203.0.113.1', dst: '8.8.8.8', proto: 'tcp', sport: 4000, dport: 80 };
    assert.equal(short(lab(chain('output', 'iifname != "wan0" accept', 'drop')).send(own)[0]!), 'accept');
    assert.equal(short(lab(chain('output', 'iifname "wan0" accept', 'drop')).send(own)[0]!), 'drop policy');
  });

  test('iiftype in postrouting is that of the device the packet leaves by', () => {
    const own = { in: 'local', src: '203.0.113.1', dst: '8.8.8.8', proto: 'udp', sport: 4000, dport: 80 };
    assert.equal(
      short(lab(chain('postrouting', 'meta iiftype != 772 accept', 'drop')).send(own)[0]!),
      'accept',
    );
    assert.equal(
      short(lab(chain('output', 'meta iiftype != 772 accept', 'drop')).send(own)[0]!),
      'drop policy',
    );
  });

  test('an interface that the router does not have is refused by iif and harmless in iifname', () => {
    assert.throws(() => lab(chain('forward', 'iif "eth7" accept')), /"eth7" does not exist/);
    assert.equal(short(lab(chain('forward', 'iifname "eth7" drop')).send(CLIENT)[0]!), 'accept');
  });

  test('fib finds a spoofed source, and knows 0/8 as ordinary addresses', () => {
    const { send } = lab(chain('prerouting', 'fib saddr . iif oif missing drop'));
    assert.equal(short(send({ ...CLIENT, in: 'wan', dst: '192.168.20.10' })[0]!), 'drop rule');
    assert.equal(short(send(CLIENT)[0]!), 'accept');
    assert.equal(
      short(lab(chain('forward', 'fib daddr type broadcast drop')).send({ ...CLIENT, dst: '0.0.0.1' })[0]!),
      'accept',
    );
  });

  test('fib looks for a link-local address on the link it came from, also without naming the interface', () => {
    const { send } = lab(chain('prerouting', 'fib saddr oif "lan0" accept', 'drop'));
    const packet = { src: 'fe80::99', dst: 'ff02::1', proto: 'udp', sport: 1, dport: 2 };
    assert.deepEqual(send({ in: 'lan', ...packet }, { in: 'dmz', ...packet }).map(short), [
      'accept',
      'drop policy',
    ]);
  });

  test('fib on lo counts as found in prerouting and in input', () => {
    const self = { in: 'local', src: '192.168.10.1', dst: '192.168.10.1', proto: 'udp', sport: 1, dport: 2 };
    const { send } = lab(chain('input', 'fib saddr . iif oif missing drop'));
    assert.equal(short(send(self)[0]!), 'accept');
  });
});

describe('sets, limits and marks', () => {
  test('the element stays although the packet is dropped later in the rule', () => {
    const { send } = lab(
      `table inet t {\nset s {\ntype ipv4_addr\nflags dynamic,timeout\ntimeout 1m\n}\nchain c {\ntype filter hook forward priority 0; policy drop;\ntcp dport 1 add @s { ip saddr } drop\nip saddr @s accept\n}\n}\n`,
    );
    assert.deepEqual(send(CLIENT, { ...CLIENT, dport: 1 }, CLIENT).map(short), [
      'drop policy',
      'drop rule',
      'accept',
    ]);
  });

  test('elements end with their time', () => {
    const { send, wait } = lab(
      `table inet t {\nset s {\ntype ipv4_addr\nflags dynamic,timeout\ntimeout 1m\n}\nchain c {\ntype filter hook forward priority 0; policy drop;\ntcp dport 1 add @s { ip saddr } drop\nip saddr @s accept\n}\n}\n`,
    );
    send({ ...CLIENT, dport: 1 });
    wait(59_999);
    assert.equal(short(send(CLIENT)[0]!), 'accept');
    wait(2);
    assert.equal(short(send({ ...CLIENT, sport: 4001 })[0]!), 'drop policy');
  });

  test('an IPv6 interval that runs past the words all others begin with still holds its end', () => {
    const set = 'fd00:10::1-fd00:10::9, fd00:10::20-fd00:10::30, fd00:10:ff::-fd00:12::5';
    const { send } = lab(chain('prerouting', `ip6 saddr { ${set} } drop`));
    const dropped = (src: string): boolean =>
      send({ in: 'lan', src, dst: '2001:db8:77::1', proto: 'udp', sport: 5, dport: 9 })[0]!.droppedBy ===
      'rule';
    const inside = ['fd00:10::9', 'fd00:10::25', 'fd00:11::1', 'fd00:12::5'];
    const outside = ['fd00:9::5', 'fd00:10::15', 'fd00:10:fe::', 'fd00:12::6', 'fe00::1'];
    assert.deepEqual(inside.filter(dropped), inside);
    assert.deepEqual(outside.filter(dropped), []);
  });

  test('adding to a full set makes the rule not match, and a deleted element holds its place for a while', () => {
    const { send, wait } = lab(
      `table inet t {\nset s {\ntype ipv4_addr\nsize 1\nflags dynamic\n}\nchain c {\ntype filter hook forward priority 0; policy drop;\ntcp dport 9 delete @s { ip saddr } drop\nadd @s { ip saddr } accept\n}\n}\n`,
    );
    const other = { ...CLIENT, src: '192.168.10.6' };
    assert.deepEqual(send(CLIENT, other, { ...CLIENT, dport: 9 }, other).map(short), [
      'accept',
      'drop policy',
      'drop rule',
      'drop policy',
    ]);
    wait(1000);
    assert.equal(short(send(other)[0]!), 'accept');
  });

  test('burst packets pass at once, later ones as tokens come back', () => {
    const { send, wait } = lab(
      chain('forward', 'udp dport 53 limit rate 1/minute burst 2 packets accept', 'drop'),
    );
    assert.deepEqual(send(QUERY, QUERY, QUERY).map(short), ['accept', 'accept', 'drop policy']);
    wait(60_000);
    assert.deepEqual(send(QUERY, QUERY).map(short), ['accept', 'drop policy']);
  });

  test('the guard of reject with icmp comes before a limit, so IPv6 packets do not spend it', () => {
    const rules = 'iifname "lan0" limit rate over 1/hour burst 1 packets reject with icmp host-unreachable';
    assert.deepEqual(lab(chain('forward', rules)).send(CLIENT6, CLIENT, CLIENT).map(short), [
      'accept',
      'accept',
      'reject rule',
    ]);
  });

  test('a mark set in prerouting is seen in forward, the connection mark by the answer', () => {
    const { send } = lab(
      `table inet t {\nchain p {\ntype filter hook prerouting priority 0;\ntcp dport 80 meta mark set 5 ct mark set 7\n}\nchain f {\ntype filter hook forward priority 0; policy drop;\nmeta mark 5 accept\nct mark 7 accept\n}\n}\n`,
    );
    const [first, second] = send(CLIENT, { reply_to: 0, flags: 'SA' });
    assert.deepEqual([first!.decidedBy!.handle, second!.decidedBy!.handle], [4, 5]);
  });

  test('ct count over 1 matches the second connection', () => {
    const { send } = lab(chain('forward', 'tcp dport 22 ct count over 1 drop'));
    const ssh = { ...CLIENT, dport: 22 };
    assert.deepEqual(send(ssh, { ...ssh, sport: 4001 }).map(short), ['accept', 'drop rule']);
  });
});
