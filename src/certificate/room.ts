/** How the room for a signature stands in a certificate before it is signed. Apart from the PDF writer, which is heavy. */
import { ROOM, type Room } from '../../labs/signature/make/signature-room.ts';

/** Wider than any offset of a certificate; replaced when it is signed. */
export const WIDE = 9_999_999_999;

/** As the writer of the file spells the two places. */
export const RESERVED_ROOM: Room = {
  range: `[0 ${WIDE} ${WIDE} ${WIDE}]`,
  contents: `<${'0'.repeat(2 * ROOM)}>`,
};
