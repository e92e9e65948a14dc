/** iptables-save text: each line has an nft twin of the same meaning, and what cannot be translated is named. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readIptables } from '../../../labs/firewall/language/iptables/reader.ts';

const TWINS: readonly (readonly [string, string, string])[] = [
  ['filter', '-A INPUT -i lo -j ACCEPT', 'iifname "lo" accept'],
  ['filter', '-A INPUT -i eth+ ! -s 10.0.0.0/8 -j DROP', 'iifname "eth*" ip saddr != 10.0.0.0/8 drop'],
  ['filter', '-A INPUT -s 192.168.1.1/32 -j ACCEPT', 'ip saddr 192.168.1.1 accept'],
  ['filter', '-A INPUT -s 10.0.0.0/255.255.0.0 -j ACCEPT', 'ip saddr 10.0.0.0/16 accept'],
  ['filter', '-A INPUT -p tcp -m tcp --dport 22 -j ACCEPT', 'tcp dport 22 accept'],
  ['filter', '-A INPUT -p udp -m udp ! --sport 1024:65535 -j DROP', 'udp sport != 1024-65535 drop'],
  [
    'filter',
    '-A INPUT -p tcp -m multiport --dports 80,443,8000:8010 -j ACCEPT',
    'tcp dport { 80, 443, 8000-8010 } accept',
  ],
  ['filter', '-A INPUT -p icmp -j ACCEPT', 'meta l4proto icmp accept'],
  ['filter', '-A INPUT ! -p tcp -j DROP', 'meta l4proto != tcp drop'],
  ['filter', '-A INPUT -p icmp -m icmp --icmp-type 8 -j ACCEPT', 'icmp type 8 accept'],
  [
    'filter',
    '-A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT',
    'ct state related,established accept',
  ],
  ['filter', '-A INPUT -m state --state NEW -j DROP', 'ct state new drop'],
  [
    'filter',
    '-A FORWARD -m conntrack ! --ctstate NEW,RELATED -j ACCEPT',
    'ct state & (new | related) == 0 accept',
  ],
  ['filter', '-A FORWARD -m conntrack --ctstate DNAT -j ACCEPT', 'ct status dnat accept'],
  [
    'filter',
    '-A INPUT -p tcp -m tcp --tcp-flags FIN,SYN,RST,ACK SYN -j DROP',
    'tcp flags & (fin | syn | rst | ack) == syn drop',
  ],
  [
    'filter',
    '-A INPUT -p tcp -m tcp --tcp-flags ALL NONE -j DROP',
    'tcp flags & (fin | syn | rst | psh | ack | urg) == 0 drop',
  ],
  [
    'filter',
    '-A INPUT -m limit --limit 5/min --limit-burst 10 -j LOG --log-prefix "masuk: " --log-level 4',
    'limit rate 5/minute burst 10 packets log prefix "masuk: " level warn',
  ],
  ['filter', '-A INPUT -m iprange --src-range 10.0.0.1-10.0.0.9 -j DROP', 'ip saddr 10.0.0.1-10.0.0.9 drop'],
  ['filter', '-A INPUT -m addrtype --dst-type BROADCAST -j DROP', 'fib daddr type broadcast drop'],
  ['filter', '-A INPUT -m mark --mark 0x1/0xff -j ACCEPT', 'meta mark & 0xff == 0x1 accept'],
  ['filter', '-A INPUT -j REJECT --reject-with icmp-host-prohibited', 'reject with icmp host-prohibited'],
  ['filter', '-A INPUT -p tcp -j REJECT --reject-with tcp-reset', 'meta l4proto tcp reject with tcp reset'],
  ['filter', '-A INPUT -m comment --comment "web server" -j TAMU', 'jump TAMU comment "web server"'],
  ['filter', '-A INPUT -g TAMU', 'goto TAMU'],
  ['filter', '[3:180] -A INPUT -j DROP', 'counter packets 3 bytes 180 drop'],
  ['nat', '-A POSTROUTING -o wan0 -j MASQUERADE', 'oifname "wan0" masquerade'],
  [
    'nat',
    '-A PREROUTING -p tcp -m tcp --dport 80 -j DNAT --to-destination 192.168.20.10:8080',
    'tcp dport 80 dnat to 192.168.20.10:8080',
  ],
  [
    'nat',
    '-A POSTROUTING -s 10.0.0.0/8 -j SNAT --to-source 203.0.113.1',
    'ip saddr 10.0.0.0/8 snat to 203.0.113.1',
  ],
  [
    'nat',
    '-A PREROUTING -p udp -m udp --dport 53 -j REDIRECT --to-ports 5353',
    'udp dport 53 redirect to :5353',
  ],
  [
    'mangle',
    '-A FORWARD -p tcp -m tcp --tcp-flags SYN,RST SYN -j TCPMSS --clamp-mss-to-pmtu',
    'tcp flags & (syn | rst) == syn tcp option maxseg size set rt mtu',
  ],
  ['mangle', '-A PREROUTING -j MARK --set-xmark 0x1/0xffffffff', 'meta mark set 0x1'],
  ['mangle', '-A PREROUTING -j CONNMARK --restore-mark', 'meta mark set ct mark'],
];

const CHAINS: Record<string, string> = {
  filter: ':INPUT DROP [0:0]\n:FORWARD DROP [0:0]\n:OUTPUT ACCEPT [0:0]\n:TAMU - [0:0]',
  nat: ':PREROUTING ACCEPT [0:0]\n:INPUT ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\n:POSTROUTING ACCEPT [0:0]',
  mangle: ':PREROUTING ACCEPT [0:0]\n:FORWARD ACCEPT [0:0]',
};

for (const [table, line, twin] of TWINS) {
  test(`${line} has the twin ${twin}`, () => {
    const reading = readIptables(`# saved\n*${table}\n${CHAINS[table]}\n${line}\nCOMMIT\n`);
    assert.deepEqual(reading.diagnostics, []);
    assert.equal(reading.lines.find(({ text }) => text === line)?.nft, twin);
    assert.equal(reading.ruleset.tables.length, 1);
    assert.equal(reading.ruleset.tables[0]!.chains.flatMap(({ rules }) => rules).length, 1);
  });
}

test('built-in chains hook where iptables hooks them, with their policy', () => {
  const { ruleset } = readIptables(
    '*filter\n:INPUT DROP [0:0]\n:FORWARD ACCEPT [0:0]\nCOMMIT\n*nat\n:POSTROUTING ACCEPT [0:0]\nCOMMIT\n',
  );
  assert.deepEqual(
    ruleset.tables.flatMap(({ chains }) =>
      chains.map(({ base }) => [base?.type, base?.hook, base?.priority, base?.policy]),
    ),
    [
      ['filter', 'input', 0, 'drop'],
      ['filter', 'forward', 0, 'accept'],
      ['nat', 'postrouting', 100, 'accept'],
    ],
  );
});

test('what cannot be translated is named on its own line and the rest is still read', () => {
  const text =
    '*filter\n:INPUT DROP [0:0]\n-A INPUT -m recent --update --seconds 60 -j DROP\n-A INPUT -j NFQUEUE\n-A INPUT -j ACCEPT\nCOMMIT\n';
  const { diagnostics, lines, ruleset } = readIptables(text);
  assert.deepEqual(
    diagnostics.map(({ severity, span }) => [severity, span.line]),
    [
      ['unsupported', 3],
      ['unsupported', 4],
    ],
  );
  assert.equal(lines[4]!.nft, 'accept');
  assert.equal(ruleset.tables[0]!.chains[0]!.rules.length, 1);
});

test('lines around the output are told as left out, and a table that is not supported is named once', () => {
  const { diagnostics } = readIptables(
    'root@gw:~# iptables-save\n*lain\n:INPUT DROP [0:0]\n-A INPUT -j ACCEPT\nCOMMIT\n*filter\n:INPUT DROP [0:0]\nkata\nCOMMIT\n',
  );
  assert.deepEqual(
    diagnostics.map(({ severity, span }) => [severity, span.line]),
    [
      ['warning', 1],
      ['unsupported', 2],
      ['error', 8],
    ],
  );
});

test('a fault of the twin is shown on the iptables line it came from', () => {
  const { diagnostics } = readIptables(
    '*filter\n:INPUT DROP [0:0]\n-A INPUT -p tcp -m tcp --dport 99999 -j ACCEPT\nCOMMIT\n',
  );
  assert.deepEqual(
    diagnostics.map(({ severity, span }) => [severity, span.line]),
    [['error', 3]],
  );
});

test('any text is answered without a crash', () => {
  for (const text of [
    '',
    '*',
    ':',
    '-A',
    '*filter\n-A',
    '*filter\n:INPUT\n-A INPUT ! ! -j',
    '*filter\n:INPUT DROP\n-A INPUT --dport',
    '\0',
    '*filter\n:A - [0:0]\n-A A -j A\n',
  ]) {
    assert.ok(readIptables(text).lines.length > 0);
  }
});
