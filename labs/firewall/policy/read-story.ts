/** What a requirement says beyond "from here to there": earlier packets, the source that is seen, errors on the way. */
import type { YamlMap } from '../../yaml-reader.ts';
import { parseAddress } from './address.ts';
import { type Earlier, isAnswered, type Requirement, type Service, UNCHANGED } from './model.ts';
import { requireKnown } from './read-places.ts';

type Story = Pick<Requirement, 'seenAs' | 'earlier' | 'tooBig'>;

const MOST_PACKETS = 200;
const LONGEST_PAUSE = 3600;

export function readStory(entry: YamlMap, places: string[], services: Service[]): Story {
  return {
    ...(entry.has('asal-tampak') ? { seenAs: readSeenAs(entry) } : {}),
    ...(entry.has('sebelumnya') ? { earlier: readEarlier(entry, places, services) } : {}),
    ...(entry.has('galat') ? readError(entry) : {}),
  };
}

function readError(entry: YamlMap): Pick<Story, 'tooBig'> {
  entry.choice('galat', ['terlalu-besar'] as const);
  return { tooBig: true };
}

function readSeenAs(entry: YamlMap): string {
  const seen = entry.text('asal-tampak', '203.0.113.1');
  if (seen !== UNCHANGED && parseAddress(seen) === null)
    entry.reject('asal-tampak', `"${seen}" bukan alamat.`, `tulis alamat gerbang, atau "${UNCHANGED}".`);
  return seen;
}

function readEarlier(entry: YamlMap, places: string[], services: Service[]): Earlier[] {
  const doors = services.map(({ id }) => id);
  return entry.maps('sebelumnya', '{ dari: internet, ke: ssh, kali: 20 }').map((one) => {
    const earlier: Earlier = {
      from: one.text('dari', 'internet'),
      to: one.text('ke', doors[0] ?? 'ssh'),
      times: one.has('kali') ? one.integer('kali', 1, MOST_PACKETS) : 1,
      pause: one.has('jeda') ? one.integer('jeda', 0, LONGEST_PAUSE) : 0,
    };
    requireKnown(one, 'dari', [earlier.from], places);
    requireKnown(one, 'ke', [earlier.to], doors);
    one.close();
    return earlier;
  });
}

/** Things that can be written but not be asked for together. */
export function refuseOddStory(entry: YamlMap, requirement: Requirement, services: Service[]): void {
  const { expected, seenAs, tooBig, to } = requirement;
  if (expected === 'drop' && seenAs !== undefined)
    entry.reject('asal-tampak', 'Paket yang ditolak tidak sampai ke mana pun.', 'hapus asal-tampak.');
  if (!tooBig) return;
  if (expected === 'drop')
    entry.reject('galat', 'Galat hanya kembali untuk paket yang lolos.', 'hapus galat.');
  const silent = services.find((service) => to.includes(service.id) && !isAnswered(service));
  if (silent)
    entry.reject('galat', `"${silent.id}" bukan sambungan yang dibalas.`, 'pilih layanan tcp atau udp.');
}
