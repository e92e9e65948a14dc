import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { SIGNED_AT, signed, verify } from '../make/fixtures.ts';

const sound = signed();
const text = Buffer.from(sound.bytes).toString('latin1');
const [range] = [...text.matchAll(/\/ByteRange \[0 (\d+) (\d+) /g)].reverse();
const [from, to] = [Number(range![1]) + 1, Number(range![2]) - 1];
const container = Buffer.from(text.slice(from, to).replace(/(00)+$/, ''), 'hex');

/** Ways to spoil a container that keep it looking like one. */
const edit = fc.record({
  kind: fc.constantFrom('set', 'cut', 'repeat', 'move', 'length'),
  at: fc.nat(container.length - 1),
  size: fc.integer({ min: 1, max: 40 }),
  to: fc.nat(container.length - 1),
  value: fc.nat(255),
});

function apply(
  bytes: Buffer,
  { kind, at, size, to: target, value }: typeof edit extends fc.Arbitrary<infer T> ? T : never,
): Buffer {
  const place = Math.min(at, Math.max(0, bytes.length - 1));
  const part = bytes.subarray(place, place + size);
  switch (kind) {
    case 'set':
      return Buffer.concat([bytes.subarray(0, place), Buffer.from([value]), bytes.subarray(place + 1)]);
    case 'cut':
      return Buffer.concat([bytes.subarray(0, place), bytes.subarray(place + size)]);
    case 'repeat':
      return Buffer.concat([bytes.subarray(0, place), part, bytes.subarray(place)]);
    case 'move':
      return Buffer.concat([bytes.subarray(0, target), part, bytes.subarray(target)]);
    default:
      return Buffer.concat([
        bytes.subarray(0, place),
        Buffer.from([0x84, 0xff, 0xff, 0xff, value]),
        bytes.subarray(place + 1),
      ]);
  }
}

test('spoiled containers are answered, never thrown, and never prove another time or page', () => {
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
      const spoiled = edits.reduce(apply, container);
      const bytes = sound.bytes.slice();
      bytes.set(
        Buffer.from(
          spoiled
            .toString('hex')
            .slice(0, to - from)
            .padEnd(to - from, '0'),
          'latin1',
        ),
        from,
      );
      const [one] = verify(bytes).signatures;
      assert.ok(one);
      const proved = one.signingTime.proved;
      assert.ok(proved === null || proved === SIGNED_AT.toISOString());
    }),
    { numRuns: 250 },
  );
});
