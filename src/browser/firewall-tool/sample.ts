/** The example of the empty page: a gateway of an imaginary office, and a change that opens more than was asked for. */

const HEAD = `# Contoh: gerbang sebuah kantor kota (bukan perangkat sungguhan)
define WAN_IF = "eth0"
define LAN_IF = "eth1"
define SRV_IF = "eth2"
define MGMT_IF = "eth3"
define LAN_NET = 10.40.0.0/24
define SRV_NET = 10.20.0.0/24
define MGMT_NET = 10.99.0.0/24

flush ruleset
`;
const NAT = `
table ip nat {
  chain masuk {
    type nat hook prerouting priority dstnat; policy accept;
    iifname $WAN_IF ip daddr 203.0.113.10 tcp dport 443 dnat to 10.20.0.4
  }
  chain keluar {
    type nat hook postrouting priority srcnat; policy accept;
    oifname $WAN_IF ip saddr { $LAN_NET, $SRV_NET } masquerade
  }
}
`;

export const SAMPLE_NAME = 'contoh-gerbang.nft';
export const SAMPLE_CHANGED_NAME = 'contoh-gerbang-usulan.nft';

export const SAMPLE = `${HEAD}
table inet saring {
  chain masuk {
    type filter hook input priority filter; policy drop;
    ct state established,related accept
    ct state invalid drop
    iifname "lo" accept
    icmp type echo-request accept
    icmpv6 type { echo-request, nd-neighbor-solicit, nd-neighbor-advert, nd-router-advert } accept
    iifname $MGMT_IF ip saddr $MGMT_NET tcp dport 22 accept
    iifname $LAN_IF udp dport 53 accept
  }
  chain terus {
    type filter hook forward priority filter; policy drop;
    ct state established,related accept
    ct state invalid drop
    iifname $LAN_IF ip saddr $LAN_NET oifname $WAN_IF tcp dport { 80, 443 } accept
    iifname $LAN_IF ip saddr $LAN_NET ip daddr 10.20.0.4 tcp dport { 80, 443 } accept
    iifname $WAN_IF ip daddr 10.20.0.4 tcp dport 443 accept
    iifname $MGMT_IF ip saddr $MGMT_NET oifname $SRV_IF ip daddr $SRV_NET tcp dport { 22, 3306 } accept
    # Tiket 112: cetak kartu dari LAN
    iifname $LAN_IF ip saddr 10.40.0.21 ip daddr 10.20.0.4 tcp dport 443 accept
    iifname $SRV_IF oifname $WAN_IF tcp dport 443 accept
  }
}
${NAT}`;

/** The request was: the reporting server 10.40.0.50 may read the database. */
export const SAMPLE_CHANGED = SAMPLE.replace(
  '    # Tiket 112: cetak kartu dari LAN\n',
  `    # Tiket 131: server laporan membaca basis data
    iifname $LAN_IF oifname $SRV_IF tcp dport 3306 accept
    # Tiket 112: cetak kartu dari LAN
`,
);

/** What the change request of the example asks to be tried. */
export const SAMPLE_TESTS = [
  { from: 'LAN kantor', to: '10.20.0.5', door: 'tcp 3306', expected: 'accept' },
  { from: 'Internet', to: '10.20.0.5', door: 'tcp 3306', expected: 'drop' },
  { from: 'Internet', to: '203.0.113.10', door: 'https', expected: 'accept' },
] as const;
