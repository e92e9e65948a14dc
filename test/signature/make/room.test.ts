/** Signing a file that was written with room for the signature: no room, too little room, a stranger's zeros before it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { latin1 } from '../../../labs/signature/make/pdf-draft.ts';
import { fillRoom, type Room } from '../../../labs/signature/make/signature-room.ts';

const ROOM: Room = { range: '[0 9999999999 9999999999 9999999999]', contents: `<${'0'.repeat(8)}>` };
const FILE = `before /ByteRange ${ROOM.range} /Contents ${ROOM.contents} after`;
const fill = (file: string, container: Uint8Array, after = 0): string =>
  new TextDecoder('latin1').decode(fillRoom(latin1(file), ROOM, after, () => container));

test('a file without room, or with too little of it, is not signed', () => {
  const container = new Uint8Array([0xab]);
  assert.throws(() => fill(FILE.replace(ROOM.contents, '<>'), container), /placeholder not found/);
  assert.throws(() => fill(FILE.replace(ROOM.range, '[]'), container), /placeholder not found/);
  assert.throws(() => fill(FILE, container, FILE.indexOf('after')), /placeholder not found/);
  assert.throws(() => fill(FILE, new Uint8Array(5)), /needs 5 bytes, there is room for 4/);
});

test('what is signed is everything but the room itself, and the offsets say so', () => {
  let signed = '';
  const bytes = fillRoom(latin1(FILE), ROOM, 0, (pieces) => {
    signed = pieces.map((piece) => new TextDecoder('latin1').decode(piece)).join('|');
    return new Uint8Array([0xab, 0xcd]);
  });
  const text = new TextDecoder('latin1').decode(bytes);
  const [, from, to, rest] = /\[0 (\d+) (\d+) (\d+)\]/.exec(text)?.map(Number) ?? [];
  assert.equal(text.length, FILE.length);
  assert.equal(text.slice(from, to), '<abcd0000>');
  assert.equal(signed, `${text.slice(0, from)}|${text.slice(to)}`);
  assert.equal((to ?? 0) + (rest ?? 0), text.length);
});

test('the room of an earlier revision is left alone', () => {
  const text = fill(`${FILE} ${FILE}`, new Uint8Array([0xab]), FILE.length);
  assert.equal(text.slice(0, FILE.length), FILE);
  assert.match(text.slice(FILE.length), /<ab000000>/);
});
