/**
 * Hand-made rulesets, one a line, with what nft 1.0.6 says of each: `+` accepted, `-` refused, `?` not to be judged
 * (nft broke down, or its answer depends on the machine). `## NAME` says what a line stands in; `\n` is a newline.
 * `node test/firewall/language/judged-cases.ts` writes the signs again from the nft of this machine.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { askNft } from './nft-process.ts';

export const FILE = new URL('fixtures/judged-by-nft.txt', import.meta.url);

export interface JudgedCase {
  line: number;
  sign: '+' | '-' | '?';
  written: string;
  text: string;
}

const OBJECTS = `counter cnt {
}
quota quo {
over 10 mbytes
}
limit lim {
rate 3/second
}
ct helper ftph {
type "ftp" protocol tcp
}
chain other {
}`;
const set = (name: string, type: string, more = ''): string => `set ${name} {\ntype ${type}\n${more}\n}`;
const map = (name: string, type: string, more = ''): string => `map ${name} {\ntype ${type}\n${more}\n}`;
const SETS = [
  set('ports', 'inet_service'),
  set('portr', 'inet_service', 'flags interval'),
  set('marks', 'mark'),
  set('ifs', 'ifname'),
  set('protos', 'inet_proto'),
  set('states', 'ct_state'),
  map('pv', 'inet_service : verdict'),
  map('pp', 'inet_service : inet_service'),
  map('pm', 'inet_service : mark'),
  map('po', 'inet_service : counter'),
].join('\n');
const SETS4 = [
  set('s4', 'ipv4_addr'),
  set('s4i', 'ipv4_addr', 'flags interval'),
  set('d4', 'ipv4_addr', 'flags dynamic,timeout\ntimeout 1m'),
  set('sp', 'ipv4_addr . inet_service'),
  set('sipp', 'ipv4_addr . inet_proto . inet_service', 'flags interval'),
  map('m4', 'inet_service : ipv4_addr'),
  map('m4p', 'inet_service : ipv4_addr . inet_service'),
  map('dm', 'ipv4_addr : inet_service', 'flags dynamic'),
  map('av', 'ipv4_addr : verdict'),
].join('\n');
const SETS6 = [
  set('s6', 'ipv6_addr'),
  set('s6i', 'ipv6_addr', 'flags interval'),
  map('m6', 'inet_service : ipv6_addr'),
].join('\n');
const PRELUDE: Readonly<Record<string, string>> = {
  inet: [OBJECTS, SETS, SETS4, SETS6].join('\n'),
  ip: [OBJECTS, SETS, SETS4].join('\n'),
  ip6: [OBJECTS, SETS, SETS6].join('\n'),
};
const inChain =
  (family: string, hook: string): ((text: string) => string) =>
  (text) =>
    `table ${family} t {\n${PRELUDE[family]}\nchain c {\ntype ${hook}\n${text}\n}\n}\n`;
const WRAPPERS: Readonly<Record<string, (text: string) => string>> = {
  inet: inChain('inet', 'filter hook forward priority 0'),
  ip: inChain('ip', 'filter hook forward priority 0'),
  ip6: inChain('ip6', 'filter hook forward priority 0'),
  natpre: inChain('inet', 'nat hook prerouting priority -100'),
  natpost: inChain('inet', 'nat hook postrouting priority 100'),
  ip4natpre: inChain('ip', 'nat hook prerouting priority -100'),
  ip4natpost: inChain('ip', 'nat hook postrouting priority 100'),
  ip6natpre: inChain('ip6', 'nat hook prerouting priority -100'),
  chain: (text) => `table inet t {\nchain c {\n${text}\n}\n}\n`,
  table: (text) => `table inet t {\n${text}\n}\n`,
  file: (text) => `${text}\n`,
};

export function judgedCases(): JudgedCase[] {
  let wrap = WRAPPERS['file']!;
  const cases: JudgedCase[] = [];
  for (const [at, line] of readFileSync(FILE, 'utf8').split('\n').entries()) {
    if (line.startsWith('## ')) wrap = WRAPPERS[line.slice(3)]!;
    else if (/^[+?-] /.test(line)) {
      const written = line.slice(2);
      const text = wrap(written.replaceAll('\\n', '\n'));
      cases.push({ line: at + 1, sign: line[0] as JudgedCase['sign'], written, text });
    }
  }
  return cases;
}

/** Answers that say something about the machine and not about the ruleset. */
const LOCAL = /Interface does not exist|User does not exist|Group does not exist|cgroupv2 path fails/;

function record(): void {
  const cases = judgedCases();
  const told = askNft(cases.map(({ text }) => text));
  if (told === null) throw new Error('there is no nft 1.0.6 to ask here');
  const lines = readFileSync(FILE, 'utf8').split('\n');
  for (const [n, { line, written }] of cases.entries()) {
    const { accepted, error } = told[n]!;
    const sign = accepted === null || LOCAL.test(error) ? '?' : accepted ? '+' : '-';
    lines[line - 1] = `${sign} ${written}`;
  }
  writeFileSync(FILE, lines.join('\n'));
}

if (process.argv[1] === import.meta.filename) record();
