/** The document as markup for the page and for print. Everything that was typed is escaped. */
import type { Block, DocumentModel, Line, Signature } from './model.ts';

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const escapeText = (text: string): string => text.replace(/[&<>"']/g, (mark) => ESCAPES[mark]!);

function line(runs: Line): string {
  return runs
    .map(({ text, bold, blank }) => {
      const safe = escapeText(text).replaceAll('\n', '<br>');
      if (blank) return `<span class="gap">${safe}</span>`;
      return bold ? `<b>${safe}</b>` : safe;
    })
    .join('');
}

const lines = (list: readonly Line[]): string => list.map(line).join('<br>');

/** @returns the paper as markup, without the sheet around it. */
export const documentHtml = (model: DocumentModel): string => model.blocks.map(block).join('\n');

function block(part: Block): string {
  switch (part.kind) {
    case 'kop':
      return `<header class="kop"><span class="emblem" aria-hidden="true"></span><div>${part.lines
        .map((text, place) => `<p class="kop-${place}">${escapeText(text)}</p>`)
        .join('')}<p class="kop-address">${line(part.address)}</p></div></header>`;
    case 'title':
      return `<div class="doc-title">${part.lines.map((text) => `<p>${line(text)}</p>`).join('')}${
        part.number ? `<p class="doc-number">${line(part.number)}</p>` : ''
      }</div>`;
    case 'letter':
      return letter(part);
    case 'decree':
      return decree(part);
    case 'paragraph':
      return `<p class="para ${part.align}">${line(part.text)}</p>`;
    case 'heading':
      return `<p class="doc-heading">${line(part.text)}</p>`;
    case 'details':
      return `<table class="details"><tbody>${part.rows
        .map(
          ([label, value]) =>
            `<tr><th scope="row">${escapeText(label)}</th><td>:</td><td>${lines(value)}</td></tr>`,
        )
        .join('')}</tbody></table>`;
    case 'items':
      return `<ol class="items ${part.mark}">${part.items.map((item) => `<li>${line(item)}</li>`).join('')}</ol>`;
    case 'boxes':
      return `<ul class="boxes">${part.options
        .map(
          ({ label, checked }) =>
            `<li><span aria-hidden="true">${checked ? '☒' : '☐'}</span> ${escapeText(label)}${
              checked ? '<span class="visually-hidden"> (dipilih)</span>' : ''
            }</li>`,
        )
        .join('')}</ul>`;
    case 'table':
      return table(part);
    case 'signatures':
      return `<div class="signatures of-${part.columns.length}">${part.columns.map(signature).join('')}</div>`;
    case 'copies':
      return `<div class="copies"><p>Tembusan:</p><ol>${part.items.map((item) => `<li>${line(item)}</li>`).join('')}</ol></div>`;
    case 'annex':
      return `<div class="annex new-page">${part.lines.map((text) => `<p>${line(text)}</p>`).join('')}</div>`;
    case 'page':
      return '<div class="new-page"></div>';
  }
}

function letter({ placeDate, rows, to }: Extract<Block, { kind: 'letter' }>): string {
  return `<p class="place-date">${line(placeDate)}</p><div class="letter-head"><table><tbody>${rows
    .map(([label, value]) => `<tr><th scope="row">${label}</th><td>:</td><td>${line(value)}</td></tr>`)
    .join('')}</tbody></table><p class="letter-to">${lines(to)}</p></div>`;
}

function decree({ heading, considering, given, articles }: Extract<Block, { kind: 'decree' }>): string {
  const rows = (label: string, list: readonly Line[], mark: (place: number) => string, end: string) =>
    list
      .map((text, place) => {
        const close = place === list.length - 1 ? end : ';';
        const first = place === 0 ? label : '';
        return `<tr><th scope="row">${first}</th><td>${first ? ':' : ''}</td><td>${mark(place)}.</td><td>${line(text)}${close}</td></tr>`;
      })
      .join('');
  return `<div class="doc-title">${heading.map((text) => `<p>${line(text)}</p>`).join('')}</div>
<table class="decree"><tbody>${rows('Menimbang', considering, (place) => String.fromCharCode(97 + place), ';')}${rows(
    'Mengingat',
    given,
    (place) => String(place + 1),
    ';',
  )}</tbody></table>
<p class="para tengah"><b>MEMUTUSKAN:</b></p>
<table class="decree articles"><tbody><tr><th scope="row">Menetapkan</th><td>:</td><td></td></tr>${articles
    .map(([name, text]) => `<tr><th scope="row">${name}</th><td>:</td><td>${line(text)}</td></tr>`)
    .join('')}</tbody></table>`;
}

function table({ head, rows, numeric, shares }: Extract<Block, { kind: 'table' }>): string {
  const cell = (text: Line, place: number) =>
    `<td${numeric[place] ? ' class="number"' : ''}>${line(text)}</td>`;
  return `<table class="ruled"><thead><tr>${head
    .map((label, place) => `<th scope="col" data-share="${shares[place]}">${escapeText(label)}</th>`)
    .join(
      '',
    )}</tr></thead><tbody>${rows.map((row) => `<tr>${row.map(cell).join('')}</tr>`).join('')}</tbody></table>`;
}

const signature = ({ heading, name, below }: Signature): string =>
  `<div class="signature"><p>${lines(heading)}</p><p class="signed">${line(name)}</p>${below
    .map((text) => `<p>${line(text)}</p>`)
    .join('')}</div>`;
