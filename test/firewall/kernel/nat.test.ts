import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { CLIENT, lab, QUERY, short } from './lab.ts';

const table = (pre: string, post: string, family = 'ip'): string =>
  `table ${family} nat {\nchain pre {\ntype nat hook prerouting priority dstnat;\n${pre}\n}\nchain post {\ntype nat hook postrouting priority srcnat;\n${post}\n}\n}\n`;
const MASQUERADE = table('', 'oifname "wan0" masquerade');
const VISITOR = { in: 'wan', src: '203.0.113.9', dst: '203.0.113.1', proto: 'tcp', sport: 4000, dport: 2222 };
const PUBLISHED = table(
  'iifname "wan0" tcp dport 2222 dnat to 192.168.20.10:22',
  'oifname "wan0" masquerade',
);

describe('address translation', () => {
  test('masquerade keeps the port, and the answer finds its way back', () => {
    const [out, back] = lab(MASQUERADE).send(CLIENT, { reply_to: 0, flags: 'SA' });
    assert.deepEqual(out!.outTuple, { src: '203.0.113.1', dst: '8.8.8.8', sport: 4000, dport: 80 });
    assert.deepEqual(back!.outTuple, { src: '8.8.8.8', dst: '192.168.10.5', sport: 80, dport: 4000 });
    assert.equal(back!.deliveredTo, 'lan');
  });

  test('a port that is taken is replaced by one of its own class, and the host keeps it for its next target', () => {
    const { send } = lab(MASQUERADE);
    const other = { ...CLIENT, src: '192.168.10.6' };
    const [, second, third] = send(CLIENT, other, { ...other, dst: '1.1.1.1' });
    const port = second!.outTuple!.sport!;
    assert.ok(port >= 1024 && port !== 4000);
    assert.equal(third!.outTuple!.sport, port);
    const [, low] = lab(MASQUERADE).send(
      { ...QUERY, sport: 53 },
      { ...QUERY, src: '192.168.10.6', sport: 53 },
    );
    assert.ok(low!.outTuple!.sport! < 512);
  });

  test('forward sees the new destination; ct status dnat holds from the first packet', () => {
    const filter = (rule: string) =>
      `table inet f {\nchain c {\ntype filter hook forward priority 0; policy drop;\n${rule}\n}\n}\n`;
    assert.equal(
      short(lab(PUBLISHED + filter('ip daddr 192.168.20.10 tcp dport 22 accept')).send(VISITOR)[0]!),
      'accept',
    );
    assert.equal(
      short(lab(PUBLISHED + filter('ip daddr 203.0.113.1 accept')).send(VISITOR)[0]!),
      'drop policy',
    );
    assert.equal(short(lab(PUBLISHED + filter('ct status dnat accept')).send(VISITOR)[0]!), 'accept');
  });

  test('nat chains see only the first packet of a connection, and never an invalid one', () => {
    const { send } = lab(PUBLISHED);
    const [first, second] = send(VISITOR, { ...VISITOR, flags: 'A' });
    assert.ok(first!.path.some(({ table }) => table === 'nat'));
    assert.deepEqual(second!.path, []);
    const [invalid] = send({ ...CLIENT, flags: 'SA' });
    assert.equal(invalid!.outTuple!.src, '192.168.10.5');
  });

  test('redirect goes to the address of the arriving interface, in output to 127.0.0.1', () => {
    const [arrived] = lab(table('tcp dport 80 redirect to :8080', '')).send(CLIENT);
    assert.deepEqual(arrived!.outTuple, {
      src: '192.168.10.5',
      dst: '192.168.10.1',
      sport: 4000,
      dport: 8080,
    });
    const output =
      'table ip nat {\nchain o {\ntype nat hook output priority -100;\nudp dport 53 redirect to :5353\n}\n}\n';
    const [own] = lab(output).send({
      in: 'local',
      src: '203.0.113.1',
      dst: '8.8.8.8',
      proto: 'udp',
      sport: 4000,
      dport: 53,
    });
    assert.deepEqual(
      [own!.outTuple!.dst, own!.outTuple!.dport, own!.deliveredTo],
      ['127.0.0.1', 5353, 'local'],
    );
  });

  test('masquerade out of lo takes the first outside address, not 127.0.0.1', () => {
    const self = {
      in: 'local',
      src: '192.168.10.1',
      dst: '192.168.20.1',
      proto: 'tcp',
      sport: 1023,
      dport: 22,
    };
    const [verdict] = lab(table('', 'ip saddr 192.168.10.0/24 masquerade')).send(self);
    assert.equal(verdict!.outTuple!.src, '203.0.113.1');
  });

  test('dnat ip to matches IPv6 packets too but leaves them alone; a map without the key does not match', () => {
    const packet = {
      in: 'wan',
      src: '2001:db8:ffff::1',
      dst: 'fd00:10::5',
      proto: 'tcp',
      sport: 4000,
      dport: 53,
    };
    const [plain] = lab(table('tcp dport 53 dnat ip to 192.168.20.11:22', '', 'inet')).send(packet);
    assert.equal(plain!.path[0]!.verdict, 'continue');
    assert.equal(plain!.outTuple!.dst, 'fd00:10::5');
    const [mapped] = lab(table('dnat ip to tcp dport map { 80 : 192.168.20.11 }', '', 'inet')).send(packet);
    assert.deepEqual(
      mapped!.path.map(({ handle }) => handle),
      [null, null],
    );
  });

  test('an ICMP error about a translated flow is translated back', () => {
    const [, error] = lab(MASQUERADE).send(QUERY, {
      inner_of: 0,
      icmp_type: 3,
      icmp_code: 3,
      src: '8.8.8.8',
    });
    assert.deepEqual(
      [error!.ctState, error!.deliveredTo, error!.outTuple!.dst],
      ['related', 'lan', '192.168.10.5'],
    );
  });

  test('two flows whose answers would look the same do not both get through', () => {
    const direct = { ...VISITOR, dst: '192.168.20.10', dport: 22 };
    const [, second] = lab(table('tcp dport 2222 dnat to 192.168.20.10:22', '')).send(direct, VISITOR);
    assert.notEqual(second!.outTuple?.sport, 4000);
  });

  test('an address out of a range is the same for the same pair of hosts', () => {
    const ranged = table('', 'oifname "wan0" snat to 203.0.113.60-203.0.113.63');
    const [a, b] = lab(ranged).send(CLIENT, { ...CLIENT, sport: 4001 });
    assert.equal(a!.outTuple!.src, b!.outTuple!.src);
    assert.match(a!.outTuple!.src, /^203\.0\.113\.6[0-3]$/);
  });
});
