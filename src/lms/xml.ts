/** XML as text, with everything from outside escaped. */

export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** One element on lines of its own; an empty one closes itself. @param content markup, already escaped. */
export function element(name: string, attributes: Record<string, string>, content = ''): string {
  const open = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`);
  const start = `<${name}${open.join('')}`;
  if (content === '') return `${start}/>\n`;
  return content.endsWith('\n')
    ? `${start}>\n${content.replace(/^(?=.)/gm, '  ')}</${name}>\n`
    : `${start}>${content}</${name}>\n`;
}
