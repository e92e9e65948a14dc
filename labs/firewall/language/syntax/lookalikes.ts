/** Characters that word processors and chats put in the place of those nft knows, and which of these was meant. */
const MEANT: readonly (readonly [characters: string, meant: string])[] = [
  ['\u201c\u201d\u201e\u201f\u00ab\u00bb\u2018\u2019', '"'],
  ['\u2010\u2011\u2012\u2013\u2014\u2212', '-'],
  ['\u00a0\u2007\u2009\u202f\u3000', ' '],
  ['\u200b\u200c\u200d\u2060\ufeff', ''],
];

/** What nft would have understood: a character, a blank, or nothing for an invisible one; null when nobody can tell. */
export function meantBy(character: string): string | null {
  return MEANT.find(([characters]) => characters.includes(character))?.[1] ?? null;
}
