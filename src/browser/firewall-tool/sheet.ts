/** The attachment for what was last checked: hashes of the files, and the date as the agency's clock has it. */
import { type Answered, attachment } from './attachment.ts';
import type { Checked } from './inquiry.ts';
import { hashKey } from './paper-facts.ts';
import type { Typed } from './state.ts';
import { sha256 } from './words.ts';

/** @param page Data of the page's element: agency, office, unit, city, tool, zone of time and its short name. */
export async function sheetOf(
  { typed, checked, answered }: { typed: Typed; checked: Checked; answered: Answered | null },
  page: DOMStringMap,
): Promise<HTMLElement> {
  const hashes = new Map<string, string>();
  for (const version of ['before', 'after'] as const)
    for (const file of typed[version]) hashes.set(hashKey(version, file), sha256(file.text));
  const { agency = '', office = '', unit = '', city = '', tool = '', zone = 'UTC', zoneShort = 'UTC' } = page;
  const now = new Date();
  const day = now.toLocaleDateString('id-ID', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: zone,
  });
  const time = now.toLocaleTimeString('id-ID', { hour: '2-digit', minute: '2-digit', timeZone: zone });
  const date = `${day} pukul ${time.replace(':', '.')} ${zoneShort}`;
  const { about, result } = checked;
  const { zones, ipv6 } = about;
  return attachment({
    typed,
    zones,
    ipv6,
    result,
    answered,
    hashes,
    agency: { name: agency, office, unit, city },
    tool,
    date,
  });
}
