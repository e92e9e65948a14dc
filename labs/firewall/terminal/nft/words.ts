/** The words of an nft command: options, family, names, position (nft(8) SYNOPSIS, ADDRESS FAMILIES, RULES). */

export interface Address {
  family: string;
  table: string;
}

const FAMILIES = ['ip', 'ip6', 'inet', 'arp', 'bridge', 'netdev'];

/** Takes words one after the other. */
export class Words {
  private at = 0;
  private readonly words: readonly string[];

  constructor(words: readonly string[]) {
    this.words = words;
  }

  get peek(): string | undefined {
    return this.words[this.at];
  }

  take(): string | undefined {
    const word = this.words[this.at];
    if (word !== undefined) this.at += 1;
    return word;
  }

  /** Takes the word when it is one of these. */
  eat(...wanted: string[]): string | undefined {
    return this.peek !== undefined && wanted.includes(this.peek) ? this.take() : undefined;
  }

  /** `[family] table`; the family is ip when none is written. */
  address(): Address | null {
    const family = this.eat(...FAMILIES) ?? 'ip';
    const table = this.take();
    return table === undefined ? null : { family, table };
  }

  rest(): string {
    const rest = this.words.slice(this.at).join(' ');
    this.at = this.words.length;
    return rest;
  }
}

export interface NftCommand {
  flags: Set<string>;
  /** -f: the file to read. */
  file: string | null;
  /** Everything that is no option, as the shell handed it over. */
  words: string[];
  /** An option this nft does not have. */
  unknown: string | null;
}

const LONG: Readonly<Record<string, string>> = {
  '--handle': 'a',
  '--check': 'c',
  '--file': 'f',
  '--numeric': 'n',
  '--stateless': 's',
  '--json': 'j',
  '--version': 'v',
  '--help': 'h',
  '--echo': 'e',
};
const SHORT = 'acfnsjvhey';

/** Options may stand before and behind the command's words; what is quoted as one word is cut at its spaces. */
export function readCommand(args: readonly string[]): NftCommand {
  const flags = new Set<string>();
  let file: string | null = null;
  let unknown: string | null = null;
  const words: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const word = args[i] as string;
    const letters = LONG[word] ?? (/^-[a-z]+$/i.test(word) ? word.slice(1) : null);
    if (letters === null || words.length > 0) {
      words.push(...word.split(/\s+/).filter((part) => part !== ''));
      continue;
    }
    for (const letter of letters) {
      if (!SHORT.includes(letter)) unknown ??= word;
      if (letter === 'f') file = args[++i] ?? '';
      else flags.add(letter);
    }
  }
  return { flags, file, words, unknown };
}
