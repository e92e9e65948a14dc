/** Stops the build at the first content fault, and shows every fault of every file in one pass. */
import type { AstroIntegration } from 'astro';
import { checkContent } from './content/check.ts';
import { faultText } from './content/fault.ts';

export function contentCheck(): AstroIntegration {
  return {
    name: 'sigap:content-check',
    hooks: {
      'astro:build:start': () => {
        const faults = checkContent('content');
        if (faults.length > 0) {
          throw new Error(
            `Isi perlu diperbaiki di ${faults.length} tempat:\n\n${faults.map(faultText).join('\n\n')}\n`,
          );
        }
      },
    },
  };
}
