/** getopt(3) for the small tools: letters with or without a value, long words as given. */

export type OptionKind = 'flag' | 'number' | 'text';

export interface Options {
  flags: Set<string>;
  numbers: Record<string, number>;
  texts: Record<string, string>;
  rest: string[];
  /** In the words of getopt; null when all is well. */
  fault: string | null;
}

export function readOptions(args: readonly string[], known: Readonly<Record<string, OptionKind>>): Options {
  const options: Options = { flags: new Set(), numbers: {}, texts: {}, rest: [], fault: null };
  const take = (name: string, value: string | undefined): void => {
    const kind = known[name];
    if (kind === 'flag') options.flags.add(name);
    else if (value === undefined) options.fault ??= `option requires an argument -- '${name}'`;
    else if (kind === 'text') options.texts[name] = value;
    else if (!/^\d+(\.\d+)?$/.test(value)) options.fault ??= `invalid argument: '${value}'`;
    else options.numbers[name] = Number(value);
  };
  for (let i = 0; i < args.length; i++) {
    const word = args[i] as string;
    if (word.startsWith('--') && word.length > 2) {
      const [name = '', value] = word.slice(2).split('=');
      const kind = known[name];
      if (kind === undefined) options.fault ??= `unrecognized option '${word}'`;
      else take(name, kind === 'flag' ? undefined : (value ?? args[++i]));
    } else if (word.startsWith('-') && word.length > 1) {
      for (let at = 1; at < word.length; at++) {
        const letter = word[at] as string;
        const kind = known[letter];
        if (kind === undefined) options.fault ??= `invalid option -- '${letter}'`;
        else if (kind === 'flag') take(letter, undefined);
        else {
          take(letter, word.slice(at + 1) || args[++i]);
          break;
        }
      }
    } else options.rest.push(word);
  }
  return options;
}
