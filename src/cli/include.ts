/** Files a ruleset includes, found beside it; a pattern gives every file it matches, in order of name, as nft does. */
import { globSync, readFileSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import type { IncludeResolver } from '../../labs/firewall/language/index.ts';

/** @param main path of the ruleset. */
export function includesBeside(main: string): IncludeResolver {
  return (path, from) => {
    const base = dirname(from === null ? main : isAbsolute(from) ? from : join(dirname(main), from));
    const wanted = isAbsolute(path) ? path : join(base, path);
    try {
      if (/[*?[]/.test(path))
        return globSync(wanted)
          .sort()
          .map((file) => readFileSync(file, 'utf8'));
      return readFileSync(wanted, 'utf8');
    } catch {
      return null;
    }
  };
}
