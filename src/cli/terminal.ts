/** What every command owes the terminal: help when asked, and quiet when nobody reads any more. */
import process from 'node:process';

export const asksForHelp = (words: readonly string[]): boolean =>
  words.includes('--help') || words.includes('-h');

/** The exit code of a command that takes only files, when it has nothing to do but say how it is used; else null. */
export function usageOnly(files: readonly string[], help: string): number | null {
  if (asksForHelp(files)) {
    process.stdout.write(help);
    return 0;
  }
  // A lone `-` is standard input.
  if (files.length > 0 && !files.some((word) => word.startsWith('-') && word !== '-')) return null;
  process.stderr.write(help);
  return 64;
}

/** `command | head` closes the pipe early: the rest is not wanted, and that is no fault of ours. */
export function endWithReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(0);
  });
}
