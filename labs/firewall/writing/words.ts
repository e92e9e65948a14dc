/** What the words of a ruleset mean, in plain Indonesian, each with an example that can be tried in the lab. */

export interface WordHelp {
  /** One or two sentences. */
  means: string;
  example: string;
}

/** By the words as written; fields of two words stand together (`ip saddr`). */
export const WORD_HELP: Readonly<Record<string, WordHelp>> = {
  table: {
    means: 'Wadah bagi rantai dan daftar. "inet" berlaku untuk IPv4 dan IPv6 sekaligus.',
    example: 'table inet kantor { … }',
  },
  chain: { means: 'Rantai: daftar aturan yang dibaca dari atas ke bawah.', example: 'chain teruskan { … }' },
  hook: {
    means:
      'Titik di kernel tempat rantai ini memeriksa paket: input (ke gerbang), forward (lewat gerbang), output (dari gerbang).',
    example: 'type filter hook forward priority filter; policy drop;',
  },
  input: {
    means: 'Paket yang tujuannya gerbang ini sendiri.',
    example: 'type filter hook input priority filter;',
  },
  forward: {
    means: 'Paket yang lewat dari satu jaringan ke jaringan lain.',
    example: 'type filter hook forward priority filter;',
  },
  output: {
    means: 'Paket yang dibuat gerbang ini sendiri.',
    example: 'type filter hook output priority filter;',
  },
  prerouting: {
    means: 'Paket yang baru tiba, sebelum tujuannya ditentukan. Tempat dnat.',
    example: 'type nat hook prerouting priority dstnat;',
  },
  postrouting: {
    means: 'Paket yang akan keluar. Tempat snat dan masquerade.',
    example: 'type nat hook postrouting priority srcnat;',
  },
  priority: {
    means: 'Urutan bila beberapa rantai memeriksa di titik yang sama; yang kecil lebih dulu.',
    example: 'priority filter',
  },
  policy: {
    means:
      'Putusan bila tidak ada aturan yang cocok. "policy drop" berarti semua yang tidak disebut dibuang.',
    example: 'policy drop;',
  },
  accept: {
    means: 'Terima paket ini. Aturan di bawahnya dalam rantai ini tidak dibaca lagi.',
    example: 'tcp dport 443 accept',
  },
  drop: {
    means: 'Buang paket ini tanpa memberi tahu pengirimnya. Aturan di bawahnya tidak dibaca lagi.',
    example: 'ct state invalid drop',
  },
  reject: {
    means: 'Tolak paket ini dan beri tahu pengirimnya, sehingga ia tidak menunggu.',
    example: 'reject with icmpx admin-prohibited',
  },
  jump: {
    means: 'Periksa dulu di rantai lain; bila di sana tidak diputuskan, kembali ke baris berikutnya.',
    example: 'iifname "wan" jump dari_luar',
  },
  goto: { means: 'Pindah ke rantai lain tanpa kembali.', example: 'goto dari_luar' },
  return: {
    means: 'Kembali ke rantai yang memanggil; di rantai utama berarti pakai policy.',
    example: 'ip saddr 10.99.0.6 return',
  },
  counter: {
    means: 'Hitung paket dan byte yang sampai ke sini. Tidak memutuskan apa pun.',
    example: 'counter drop',
  },
  log: {
    means: 'Catat paket ke log kernel. Tidak memutuskan apa pun; taruh sebelum drop.',
    example: 'log prefix "tolak: " drop',
  },
  prefix: { means: 'Awalan catatan log, supaya mudah dicari.', example: 'log prefix "ssh gagal: "' },
  limit: {
    means: 'Cocok hanya selama lajunya belum melewati batas. Dengan "over": cocok bila sudah melewati.',
    example: 'limit rate 10/minute',
  },
  rate: {
    means: 'Laju yang dibatasi: jumlah per second, minute, hour, atau day.',
    example: 'limit rate 5/second burst 10 packets',
  },
  masquerade: {
    means: 'Ganti alamat asal dengan alamat gerbang di antarmuka keluar.',
    example: 'oifname "wan" masquerade',
  },
  snat: { means: 'Ganti alamat asal paket.', example: 'snat ip to 203.0.113.1' },
  dnat: {
    means:
      'Ganti alamat tujuan paket, misalnya untuk menerbitkan layanan dalam. Rantai forward melihat alamat yang sudah diganti.',
    example: 'dnat ip to 10.10.0.10',
  },
  redirect: { means: 'Belokkan ke port di gerbang sendiri.', example: 'tcp dport 80 redirect to :8080' },
  iifname: { means: 'Nama antarmuka tempat paket masuk.', example: 'iifname "lan"' },
  oifname: {
    means: 'Nama antarmuka tempat paket akan keluar. Tidak ada pada rantai input.',
    example: 'oifname "wan"',
  },
  iif: {
    means: 'Antarmuka tempat paket masuk, lebih cepat dari iifname tetapi antarmukanya harus sudah ada.',
    example: 'iif "lo" accept',
  },
  oif: { means: 'Antarmuka tempat paket akan keluar; antarmukanya harus sudah ada.', example: 'oif "wan"' },
  'ip saddr': { means: 'Alamat IPv4 asal paket (s dari source).', example: 'ip saddr 10.30.0.4' },
  'ip daddr': { means: 'Alamat IPv4 tujuan paket (d dari destination).', example: 'ip daddr 10.20.0.5' },
  'ip protocol': { means: 'Protokol di dalam paket IPv4.', example: 'ip protocol icmp' },
  'ip6 saddr': { means: 'Alamat IPv6 asal paket.', example: 'ip6 saddr fd00:40::/64' },
  'ip6 daddr': { means: 'Alamat IPv6 tujuan paket.', example: 'ip6 daddr fd00:20::5' },
  'ip6 nexthdr': {
    means: 'Kepala berikutnya di paket IPv6; untuk protokol lebih aman memakai meta l4proto.',
    example: 'meta l4proto ipv6-icmp',
  },
  'tcp dport': { means: 'Port TCP tujuan: layanan yang dituju.', example: 'tcp dport { 80, 443 }' },
  'tcp sport': {
    means: 'Port TCP asal. Pengirim bebas memilihnya, maka jangan dipakai untuk memberi izin.',
    example: 'tcp sport 1024-65535',
  },
  'tcp flags': { means: 'Bendera TCP, misalnya syn pada pembuka sambungan.', example: 'tcp flags syn' },
  'udp dport': { means: 'Port UDP tujuan, misalnya 53 untuk DNS.', example: 'udp dport 53' },
  'udp sport': { means: 'Port UDP asal. Pengirim bebas memilihnya.', example: 'udp sport 53' },
  'th dport': { means: 'Port tujuan, TCP maupun UDP.', example: 'meta l4proto { tcp, udp } th dport 53' },
  'icmp type': {
    means: 'Jenis pesan ICMP, misalnya echo-request untuk ping.',
    example: 'icmp type echo-request accept',
  },
  'icmpv6 type': {
    means:
      'Jenis pesan ICMPv6. Jangan buang nd-neighbor-* dan packet-too-big: IPv6 berhenti bekerja tanpanya.',
    example: 'icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert } accept',
  },
  'ct state': {
    means: 'Keadaan sambungan menurut catatan kernel (conntrack).',
    example: 'ct state established,related accept',
  },
  'ct count': { means: 'Banyaknya sambungan yang tercatat untuk kunci ini.', example: 'ct count over 20' },
  'meta l4proto': {
    means: 'Protokol lapis 4, untuk IPv4 maupun IPv6.',
    example: 'meta l4proto { tcp, udp }',
  },
  'meta nfproto': { means: 'Keluarga alamat paket: ipv4 atau ipv6.', example: 'meta nfproto ipv6' },
  'fib saddr': {
    means: 'Mencari alamat asal di tabel rute; berguna terhadap alamat palsu.',
    example: 'fib saddr . iif oif missing drop',
  },
  new: { means: 'Paket pertama dari sambungan yang belum tercatat.', example: 'ct state new' },
  established: {
    means: 'Paket dari sambungan yang sudah dijawab; balasan termasuk di sini.',
    example: 'ct state established accept',
  },
  related: {
    means: 'Paket yang berkaitan dengan sambungan tercatat, misalnya pesan galat ICMP.',
    example: 'ct state related accept',
  },
  invalid: {
    means: 'Paket yang tidak masuk akal bagi sambungan mana pun.',
    example: 'ct state invalid drop',
  },
  untracked: { means: 'Paket yang sengaja tidak dilacak (notrack).', example: 'ct state untracked' },
  define: {
    means: 'Memberi nama pada nilai; dipakai sebagai $NAMA di bawahnya.',
    example: 'define BASIS_DATA = 10.20.0.5',
  },
  set: {
    means: 'Daftar bernama; dipakai sebagai @nama.',
    example: 'set admin { type ipv4_addr; elements = { 10.99.0.6 } }',
  },
  map: {
    means: 'Daftar pasangan kunci dan nilai.',
    example: 'map layanan { type inet_service : ipv4_addr; }',
  },
  vmap: {
    means: 'Memilih putusan menurut nilai.',
    example: 'ct state vmap { established : accept, invalid : drop }',
  },
  elements: { means: 'Isi daftar.', example: 'elements = { 80, 443 }' },
  flags: {
    means: 'Sifat daftar: interval (rentang dan jaringan), timeout, dynamic.',
    example: 'flags interval',
  },
  flush: {
    means: 'Mengosongkan. "flush ruleset" di awal berkas membuat isi berkas menggantikan semua aturan lama.',
    example: 'flush ruleset',
  },
  comment: { means: 'Keterangan yang ikut disimpan bersama aturan.', example: 'accept comment "tiket 0417"' },
  inet: { means: 'Keluarga tabel untuk IPv4 dan IPv6 sekaligus.', example: 'table inet kantor' },
}; // prettier-ignore

/** Whole rules worth putting in, for those who do not know how to begin. */
export interface Snippet {
  title: string;
  rule: string;
}

export const SNIPPETS: readonly Snippet[] = [
  { title: 'Terima balasan sambungan yang tercatat', rule: 'ct state established,related accept' },
  { title: 'Buang paket yang tidak masuk akal', rule: 'ct state invalid drop' },
  {
    title: 'Dari satu alamat ke satu alamat, satu port',
    rule: 'ip saddr 10.30.0.4 ip daddr 10.20.0.5 tcp dport 3306 accept',
  },
  {
    title: 'Dari satu antarmuka ke antarmuka lain',
    rule: 'iifname "lan" oifname "wan" tcp dport { 80, 443 } accept',
  },
  { title: 'Izinkan ping', rule: 'icmp type echo-request accept' },
  { title: 'Batasi laju', rule: 'tcp dport 22 ct state new limit rate 10/minute accept' },
  { title: 'Catat lalu buang', rule: 'log prefix "tolak: " counter drop' },
];
