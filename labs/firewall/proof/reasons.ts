/** Why a requirement is held, broken or not proved, in a sentence. */
import { type Bilingual, say } from '../language/diagnostics.ts';
import { type Policy, placeName, type Requirement } from '../policy/model.ts';
import type { CellProof } from './requirement.ts';
import type { Unknown } from './world.ts';

export const HELD_REST = say(
  'Terbukti untuk semua paket: tidak ada yang lolos selain yang diminta.',
  'Proved for all packets: nothing gets through but what is asked for.',
);
export const DISAGREE = say(
  'Bukti dan simulator memberi jawaban yang berbeda untuk paket ini. Ini kesalahan Sigap; mohon laporkan.',
  'The proof and the simulator disagree about this packet. This is a fault of Sigap; please report it.',
);
export const HELD = {
  accept: say(
    'Terbukti untuk semua paket: permintaan sampai dan jawabannya kembali.',
    'Proved for all packets: requests arrive and their answers return.',
  ),
  drop: say(
    'Terbukti untuk semua paket: tidak ada yang lolos.',
    'Proved for all packets: none gets through.',
  ),
};

export function dependsReason(depends: readonly Unknown[]): Bilingual {
  const places = [...new Set(depends.map(({ what, span }) => `${what}, ${span.line}`))];
  const list = (word: string): string =>
    places.map((place) => place.replace(/, (\d+)$/, ` (${word} $1)`)).join('; ');
  return say(
    `Tidak dapat dipastikan untuk semua paket: bergantung pada ${list('baris')}.`,
    `Cannot be settled for all packets: it depends on ${list('line')}.`,
  );
}

/** @param seenAs The source that the target sees, where that is what is wrong. */
export function brokenReason(
  policy: Policy,
  { expected }: Requirement,
  { from, service, answerLost }: CellProof,
  seenAs: string | undefined,
): Bilingual {
  const who = placeName(policy, from);
  const what = service.name;
  if (expected === 'drop')
    return say(
      `Paket dari ${who} sampai ke ${what}, padahal harus ditolak.`,
      `A packet from ${who} reaches ${what}, but must be refused.`,
    );
  if (answerLost)
    return say(
      `Permintaan dari ${who} ke ${what} sampai, tetapi jawabannya tidak kembali.`,
      `A request from ${who} to ${what} arrives, but its answer does not return.`,
    );
  if (seenAs !== undefined)
    return say(
      `Paket dari ${who} ke ${what} lolos, tetapi tampak berasal dari ${seenAs}.`,
      `A packet from ${who} to ${what} passes, but seems to come from ${seenAs}.`,
    );
  return say(
    `Paket dari ${who} tidak sampai ke ${what}, padahal harus lolos.`,
    `A packet from ${who} does not reach ${what}, but must pass.`,
  );
}
