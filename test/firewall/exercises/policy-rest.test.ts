/** The closed world in `policy.yaml`: what is refused and how it is said, and what it comes to. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPolicy } from '../../../labs/firewall/policy/read.ts';
import { formatProblem } from '../../../labs/yaml-reader.ts';

const POLICY = `gerbang: gerbang
zona:
  internet: { nama: Internet, ikon: globe, antarmuka: wan, jaringan: 203.0.113.0/24, gerbang: 203.0.113.1,
    contoh: [203.0.113.9], bawaan: true }
  lan: { nama: LAN, ikon: building-2, antarmuka: lan, jaringan: 10.40.0.0/24, gerbang: 10.40.0.1, contoh: [10.40.0.21] }
host:
  web: { nama: Web, ikon: app-window, zona: lan, alamat: 10.40.0.10 }
layanan:
  web: { nama: Web, di: web, protokol: tcp, port: 443 }
harus-lolos:
  - { id: web-publik, dari: internet, ke: web, alasan: Warga memakai layanan. }
harus-ditolak:
  - { id: web-kantor, dari: lan, ke: web, alasan: Kantor tidak perlu. }
`;
/** Where the key itself stands. */
const REST_LINE = 14;

function problemsOf(rest: string): string[] {
  return readPolicy('policy.yaml', `${POLICY}${rest}`).problems.map(formatProblem);
}

function only(rest: string, ...parts: string[]): void {
  const problems = problemsOf(rest);
  assert.equal(problems.length, 1, problems.join('\n'));
  for (const part of parts) assert.ok(problems[0]?.includes(part), problems[0]);
}

test('without its reason the closed world is refused, with the line and the mend', () => {
  only(
    'selain-itu:\n  dari: lan\n',
    `policy.yaml:${REST_LINE + 1}:`,
    '"selain-itu.alasan" belum ada.',
    'Perbaiki: alasan:',
  );
});

test('a closed world that is no mapping is refused', () => {
  only('selain-itu: ditolak\n', '"selain-itu" harus berisi kunci.', 'selain-itu: { alasan:');
  only('selain-itu: [lan]\n', '"selain-itu" harus berisi kunci.');
});

test('a source that is no zone is refused: hosts are in their zones', () => {
  only('selain-itu: { dari: web, alasan: Tutup. }\n', '"web" tidak ada.', 'pilih gerbang, internet, lan.');
  only('selain-itu: { dari: [], alasan: Tutup. }\n', 'daftar teks yang tidak kosong');
});

test('a misspelt key is named with the keys there are', () => {
  only(
    'selain-itu: { kecuali: lan, alasan: Tutup. }\n',
    'Kunci "selain-itu.kecuali" tidak dikenal.',
    'boleh',
  );
});

test('what is tolerated needs a target and a reason', () => {
  const rest = (one: string): string => `selain-itu:\n  alasan: Tutup.\n  boleh:\n    - ${one}\n`;
  only(rest('{ dari: lan, alasan: Situs. }'), `:${REST_LINE + 3}:`, '"selain-itu.boleh[1].ke" belum ada.');
  only(rest('{ ke: internet }'), '"selain-itu.boleh[1].alasan" belum ada.');
  only(rest('{ ke: situs, alasan: Situs. }'), '"situs" tidak ada.', 'pilih gerbang, internet, lan, web.');
  only(rest('{ dari: tamu, ke: internet, alasan: Situs. }'), '"tamu" tidak ada.');
  only(rest('{ ke: internet, protokol: sctp, alasan: Situs. }'), 'sctp" tidak dikenal.', 'tcp, udp');
});

test('a port without a protocol that has ports is refused', () => {
  const rest = (one: string): string => `selain-itu: { alasan: Tutup., boleh: [${one}] }\n`;
  only(rest('{ ke: internet, port: 80, alasan: Situs. }'), 'Port tanpa protokol.', 'protokol: tcp');
  only(
    rest('{ ke: internet, protokol: icmp, port: 8, alasan: Ping. }'),
    'icmp tidak punya port',
    'hapus port',
  );
  only(rest('{ ke: internet, protokol: tcp, port: 0, alasan: Situs. }'), 'bilangan 1 sampai 65535');
});

test('a requirement cannot have the name of the closed world', () => {
  const twice = POLICY.replace('id: web-kantor', 'id: selain-itu');
  const { problems } = readPolicy('policy.yaml', `${twice}selain-itu: { alasan: Tutup. }\n`);
  assert.match(problems.map(formatProblem).join(), /Id "selain-itu" dipakai dua kali/);
});

test('a sound closed world is about every zone, unless it says which', () => {
  const read = (rest: string) => readPolicy('policy.yaml', `${POLICY}${rest}`).policy?.rest;
  assert.deepEqual(read('selain-itu: { alasan: Tutup. }\n'), {
    from: ['internet', 'lan'],
    tolerated: [],
    reason: 'Tutup.',
  });
  const boleh = '{ dari: lan, ke: [internet, gerbang], protokol: udp, port: 53, alasan: DNS. }';
  assert.deepEqual(read(`selain-itu: { dari: [gerbang], alasan: Tutup., boleh: [${boleh}] }\n`), {
    from: ['gerbang'],
    tolerated: [{ from: ['lan'], to: ['internet', 'gerbang'], transport: 'udp', port: 53, reason: 'DNS.' }],
    reason: 'Tutup.',
  });
  assert.equal(read(''), undefined);
});
