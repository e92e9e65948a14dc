/** `bantuan`: what there is, with examples that work in this very network. */

import { GATEWAY } from '../../policy/model.ts';
import { line, type Running, said } from '../chunk.ts';
import { EDITOR_FILE, type Session } from '../session.ts';

/** Every command, with what it is for. */
export const COMMANDS: Readonly<Record<string, string>> = {
  nft: 'melihat dan mengubah aturan',
  ping: 'apakah suatu mesin menjawab',
  nc: 'apakah suatu port terbuka (-z hanya mencoba, -u untuk UDP)',
  curl: 'membuka halaman web',
  ss: 'layanan dan sambungan mesin ini',
  ip: 'alamat, antarmuka, rute (addr, link, route)',
  conntrack: 'sambungan yang dicatat gerbang (-L)',
  dari: 'berpindah mesin, atau menjalankan satu perintah di sana',
  cat: 'isi berkas',
  cp: 'menyalin berkas, misalnya cadangan sebelum perubahan',
  ls: 'daftar berkas',
  rm: 'menghapus berkas',
  history: 'perintah sebelumnya',
  clear: 'mengosongkan layar',
  exit: 'kembali ke gerbang',
  bantuan: 'halaman ini',
};

/** Other words for the same. */
export const ALIASES: Readonly<Record<string, string>> = {
  help: 'bantuan',
  logout: 'exit',
  netcat: 'nc',
  cls: 'clear',
};

export interface TerminalExample {
  command: string;
  tells: string;
}

/** Three commands worth trying first on this level. */
export function examples(session: Session): TerminalExample[] {
  return [
    { command: 'nft -a list ruleset', tells: 'aturan yang berlaku, dengan nomornya' },
    ...doorsToTry(session).slice(0, 1),
    { command: 'conntrack -L', tells: 'sambungan yang tercatat' },
  ];
}

/** TCP doors of the policy as commands, those that must stay shut first: there the level's hole mostly is. */
function doorsToTry({ network }: Session): TerminalExample[] {
  const { policy, places } = network;
  const asked = [...policy.requirements].sort(
    (a, b) => Number(b.expected === 'drop') - Number(a.expected === 'drop'),
  );
  return asked.flatMap(({ from, to, sourcePorts, expected }) =>
    to.flatMap((id) => {
      const door = policy.services.find((service) => service.id === id);
      const source = places.all.find((place) => from.includes(place.id));
      const target = door?.places.find((place) => place !== source?.id && places.named(place));
      if (door?.transport !== 'tcp' || door.port === null || !source || !target) return [];
      // The port of a service as the source is what the level is about.
      const disguise = sourcePorts.find((port) => port < 1024);
      const ports = disguise === undefined ? '' : `-p ${disguise} `;
      // Where a machine has two addresses, the one that old rules forget.
      const six = places.named(target)?.addresses.find((address) => address.includes(':'));
      const end = `${door.published?.address ?? six ?? target} ${door.published?.port ?? door.port}`;
      const at = source.id === GATEWAY ? '' : `dari ${source.id} `;
      const wanted = expected === 'drop' ? 'harus ditolak' : 'harus lolos';
      return [
        { command: `${at}nc -zv -w 2 ${ports}${end}`, tells: `${source.name} ke ${door.name}, ${wanted}` },
      ];
    }),
  );
}

export function* help(session: Session): Running {
  const { network, place } = session;
  yield line(
    'Terminal latihan: simulasi di peramban Anda, bukan Linux sungguhan. Putusannya dari model kernel yang sama',
  );
  yield line(
    'dengan peta dan kebijakan di halaman ini. Perintah lain yang biasa ada di Linux belum tentu ada di sini.',
  );
  yield line('');
  for (const [name, tells] of Object.entries(COMMANDS)) yield line(`  ${name.padEnd(10)} ${tells}`);
  yield line('');
  yield line(
    `Mesin: ${network.places.all.map(({ id, name }) => (id === name ? id : `${id} (${name})`)).join(', ')}. Anda di: ${place.id}.`,
  );
  yield line(
    `Berkas: ${EDITOR_FILE} adalah isi editor. Yang diubah nft langsung tampil di sana, dan sebaliknya.`,
  );
  yield line('Contoh:');
  for (const { command, tells } of examples(session)) yield line(`  ${command.padEnd(40)} # ${tells}`);
  yield line(
    'Tab melengkapi, panah atas mengulang, Ctrl+C menghentikan, Ctrl+L membersihkan, Esc lalu Tab keluar dari terminal.',
  );
  yield said('Daftar perintah ditampilkan.');
}
