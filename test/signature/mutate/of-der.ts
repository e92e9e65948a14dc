/** Changes to the DER inside /Contents and inside the validation data: lengths stay right, meanings do not. */
import { type Asn1, Asn1Error, decodeFirst } from '../../../labs/signature/cms/asn1.ts';
import { der } from '../../../labs/signature/cms/encode.ts';
import { concat } from '../../../labs/signature/cms/values.ts';
import { bytesOf, textOf } from '../pdf/build.ts';
import type { Chance } from './chance.ts';
import type { Mutation } from './of-files.ts';

/** A signature's container, or a certificate or list of the security store, with one field changed. */
export const changeDer: Mutation = (text, source, chance) => {
  const containers = [...text.matchAll(/\/Contents <([0-9a-f]{200,})>/g)];
  const streams = [14, 15].map((num) => source.objects[num]).filter((body) => body !== undefined);
  if (containers.length === 0 || chance.once(6)) return changeStream(text, chance.pick(streams), chance);
  const one = chance.pick(containers);
  const hex = one[1]!;
  const changed = mutateDer(Uint8Array.from(Buffer.from(hex, 'hex')), chance);
  const value = Buffer.from(changed).toString('hex').slice(0, hex.length).padEnd(hex.length, '0');
  const at = one.index + '/Contents <'.length;
  return text.slice(0, at) + value + text.slice(at + hex.length);
};

/** In place, so that the list of objects stays right; padded or cut to its length. */
function changeStream(text: string, body: string, chance: Chance): string {
  const data = /stream\n(.*)\nendstream/s.exec(body)?.[1];
  const at = data === undefined ? -1 : text.indexOf(data);
  if (data === undefined || at < 0) return text;
  const value = textOf(mutateDer(bytesOf(data), chance))
    .padEnd(data.length, '\0')
    .slice(0, data.length);
  return text.slice(0, at) + value + text.slice(at + data.length);
}

function mutateDer(bytes: Uint8Array, chance: Chance): Uint8Array {
  try {
    const root = decodeFirst(bytes);
    const all: Asn1[] = [];
    collect(root, all);
    return rebuild(root, chance.pick(all), chance.pick(all), chance);
  } catch (error) {
    if (error instanceof Asn1Error) return bytes;
    throw error;
  }
}

function collect(node: Asn1, into: Asn1[]): void {
  into.push(node);
  if (node.constructed) for (const child of node.children) collect(child, into);
}

/** Writes the tree anew with `target` changed; `other` is a field to borrow. */
function rebuild(node: Asn1, target: Asn1, other: Asn1, chance: Chance): Uint8Array {
  if (node === target) return changed(node, other, chance);
  if (!node.constructed) return node.raw;
  return der(identifierOf(node), ...node.children.map((child) => rebuild(child, target, other, chance)));
}

function changed(node: Asn1, other: Asn1, chance: Chance): Uint8Array {
  const body = node.body.slice();
  const at = chance.below(body.length || 1);
  switch (chance.below(9)) {
    case 0:
      return new Uint8Array();
    case 1:
      return concat([node.raw, node.raw]);
    case 2:
      return other.raw;
    case 3:
      return concat([other.raw, node.raw]);
    case 4:
      return der(chance.below(256), body);
    case 5:
      return der(identifierOf(node), body.subarray(0, at));
    case 6:
      return der(identifierOf(node), concat([body, new Uint8Array([chance.below(256)])]));
    case 7:
      if (node.constructed)
        return der(identifierOf(node), ...node.children.map((child) => child.raw).reverse());
      return der(identifierOf(node));
    default:
      if (body.length > 0) body[at] = body[at]! ^ (1 << chance.below(8));
      return der(identifierOf(node), body);
  }
}

const identifierOf = (node: Asn1): number =>
  (node.cls << 6) | (node.constructed ? 0x20 : 0) | (node.tag & 0x1f);
