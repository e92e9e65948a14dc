/** Gathers the official sheets of the chosen SOPs behind the bundle's front pages and prints them in one go. */

const sheets = document.querySelector<HTMLElement>('.bundle-sheets')!;
const said = document.querySelector<HTMLElement>('.bundle-said')!;
const make = document.querySelector<HTMLButtonElement>('.bundle-make')!;
const none = document.querySelector<HTMLButtonElement>('.bundle-none')!;
const boxes = [...document.querySelectorAll<HTMLInputElement>('.bundle-choice input')];
/** Sheets fetched so far, by address. */
const fetched = new Map<string, Promise<Element[]>>();

/** @throws Error when the page cannot be had */
async function fetchSheets(address: string): Promise<Element[]> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  return [...page.querySelectorAll('.lembar')];
}

function sheetsOf(address: string): Promise<Element[]> {
  const known = fetched.get(address);
  if (known) return known;
  const coming = fetchSheets(address);
  fetched.set(address, coming);
  // What failed is asked for again at the next press.
  coming.catch(() => fetched.delete(address));
  return coming;
}

function chosen(): HTMLInputElement[] {
  return boxes.filter(({ checked }) => checked);
}

/** The list shows what is chosen; sheets gathered before no longer fit the choice. */
function renew(): void {
  const ids = new Set(chosen().map(({ value }) => value));
  for (const row of document.querySelectorAll<HTMLElement>('tr[data-sop]'))
    row.hidden = !ids.has(row.dataset.sop ?? '');
  sheets.replaceChildren();
  sheets.dataset.state = 'empty';
  make.disabled = ids.size === 0;
  said.textContent = ids.size === 0 ? 'Pilih sekurangnya satu SOP.' : `${ids.size} SOP dipilih.`;
}

async function gather(): Promise<void> {
  const wanted = chosen();
  make.disabled = true;
  said.textContent = `Mengambil ${wanted.length} lembar.`;
  try {
    const lists = await Promise.all(wanted.map((box) => sheetsOf(box.dataset.sheet!)));
    sheets.replaceChildren(...lists.flat().map((page) => document.importNode(page, true)));
    sheets.dataset.state = 'ready';
    const pages = document.querySelectorAll('.tray .lembar').length;
    said.textContent = `${pages} halaman siap dicetak.`;
    window.print();
  } catch {
    said.textContent = 'Sebagian lembar belum dapat diambil. Sambungkan jaringan, lalu tekan sekali lagi.';
  } finally {
    make.disabled = chosen().length === 0;
  }
}

make.hidden = false;
none.hidden = false;
make.addEventListener('click', () => void gather());
none.addEventListener('click', () => {
  for (const box of boxes) box.checked = false;
  renew();
});
for (const box of boxes) box.addEventListener('change', renew);
renew();
