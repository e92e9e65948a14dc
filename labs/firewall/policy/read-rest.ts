/** The closed world of `policy.yaml`: whose packets it is about, and what it puts up with. */
import type { YamlMap } from '../../yaml-reader.ts';
import { GATEWAY, type Policy, type Rest, type Tolerated, type Transport } from './model.ts';
import { requireKnown } from './read-places.ts';

const TRANSPORTS = ['tcp', 'udp', 'icmp', 'icmpv6'] as const satisfies readonly Transport[];

export function readRest(entry: YamlMap, { zones, hosts }: Pick<Policy, 'zones' | 'hosts'>): Rest {
  const zoneIds = zones.map(({ id }) => id);
  const rest: Rest = {
    from: entry.has('dari') ? entry.texts('dari', 'internet') : zoneIds,
    tolerated: entry.has('boleh')
      ? entry
          .maps('boleh', '{ dari: lan, ke: internet, protokol: tcp, port: 80, alasan: … }')
          .map((one) => readTolerated(one, [GATEWAY, ...zoneIds, ...hosts.map(({ id }) => id)]))
      : [],
    reason: entry.text('alasan', 'Selain yang diminta, tidak ada yang perlu lewat.'),
  };
  requireKnown(entry, 'dari', rest.from, [GATEWAY, ...zoneIds]);
  entry.close();
  return rest;
}

function readTolerated(entry: YamlMap, places: string[]): Tolerated {
  const transport = entry.has('protokol') ? entry.choice('protokol', TRANSPORTS) : undefined;
  const tolerated: Tolerated = {
    from: entry.texts('dari', 'lan', false),
    to: entry.texts('ke', 'internet'),
    ...(transport === undefined ? {} : { transport }),
    ...(entry.has('port') ? { port: entry.integer('port', 1, 65535) } : {}),
    reason: entry.text('alasan', 'Pegawai membuka situs lama.'),
  };
  if (tolerated.port !== undefined && transport !== 'tcp' && transport !== 'udp') {
    const what = transport === undefined ? 'Port tanpa protokol.' : `Pesan ${transport} tidak punya port.`;
    const mend = transport === undefined ? 'tambahkan protokol: tcp atau protokol: udp.' : 'hapus port.';
    entry.reject('port', what, mend);
  }
  requireKnown(entry, 'dari', tolerated.from, places);
  requireKnown(entry, 'ke', tolerated.to, places);
  entry.close();
  return tolerated;
}
