/** What every command owes the terminal: help when asked, and quiet when nobody reads any more. */
import process from 'node:process';

export const asksForHelp = (words: readonly string[]): boolean =>
  words.includes('--help') || words.includes('-h');

/** The first word that looks like an option; a lone `-` is standard input. */
export const optionIn = (words: readonly string[]): string | undefined =>
  words.find((word) => word.startsWith('-') && word !== '-');

/** `command | head` closes the pipe early: the rest is not wanted, and that is no fault of ours. */
export function endWithReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(0);
  });
}
