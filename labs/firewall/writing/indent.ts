/**
 * Lays a ruleset out: indentation by block, one space where several stood, at most one empty line. Only white space
 * outside quotes and comments changes, so nothing that was written is lost.
 */
const STEP = '  ';

export function indent(text: string): string {
  let depth = 0;
  let empty = 0;
  const out: string[] = [];
  for (const line of text.split('\n')) {
    const { code, comment } = split(line.trim());
    const closes = /^\}+/.exec(code)?.[0].length ?? 0;
    const inner = Math.max(depth - closes, 0);
    depth = Math.max(depth + braces(code), 0);
    if (code === '' && comment === '') {
      if (++empty === 1 && out.length > 0) out.push('');
      continue;
    }
    empty = 0;
    const shown = [code, comment].filter((part) => part !== '').join('  ');
    out.push(STEP.repeat(inner) + (code === '' ? comment : shown));
  }
  while (out.at(-1) === '') out.pop();
  return `${out.join('\n')}\n`;
}

/** Code with single spaces, and the comment as written. Aligned `define … =` keeps its columns. */
function split(line: string): { code: string; comment: string } {
  let quoted = false;
  let end = line.length;
  for (let i = 0; i < line.length; i++) {
    if (line[i] === '"') quoted = !quoted;
    if (line[i] === '#' && !quoted) {
      end = i;
      break;
    }
  }
  const code = line.slice(0, end).trimEnd();
  const tidy = code.startsWith('define ')
    ? code
    : code
        .split(/("[^"]*")/)
        .map((part, i) => (i % 2 === 1 ? part : part.replace(/[ \t]+/g, ' ')))
        .join('');
  return { code: tidy, comment: line.slice(end) };
}

function braces(code: string): number {
  const bare = code.replace(/"[^"]*"/g, '');
  return bare.split('{').length - bare.split('}').length;
}
