/**
 * xterm behind a small interface. This module and what it imports are loaded only when the learner opens the
 * terminal; nothing else may import it statically.
 */
import { installStyleShim } from '../../editor/style-shim.ts';

installStyleShim();

import { FitAddon } from '@xterm/addon-fit';
import { Terminal as Xterm } from '@xterm/xterm';
import '@xterm/xterm/css/xterm.css';

export interface Screen {
  /** Text with \n and ANSI colours. */
  write(text: string): void;
  clear(): void;
  focus(): void;
  readonly columns: number;
  dispose(): void;
}

export interface ScreenOptions {
  label: string;
  onData(data: string): void;
  onResize(): void;
  /** May Tab leave now, as it does everywhere else on the page? */
  tabLeaves(): boolean;
}

const INK = '#f2f6f4';
const GROUND = '#10211f';

export function openScreen(host: HTMLElement, options: ScreenOptions): Screen {
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const xterm = new Xterm({
    convertEol: true,
    cursorBlink: !calm,
    fontFamily: getComputedStyle(document.documentElement).getPropertyValue('--f-mono'),
    fontSize: 13,
    lineHeight: 1.25,
    screenReaderMode: true,
    scrollback: 2000,
    // The desk colours of the site; the terminal is dark in both themes.
    theme: {
      background: GROUND,
      foreground: INK,
      cursor: '#ffc45c',
      cursorAccent: GROUND,
      selectionBackground: '#35514e',
      green: '#8fd6ae',
      red: '#ffab9f',
      brightBlack: '#b9cac6',
    },
  });
  const fit = new FitAddon();
  xterm.loadAddon(fit);
  xterm.open(host);
  xterm.textarea?.setAttribute('aria-label', options.label);
  let leaving = false;
  xterm.attachCustomKeyEventHandler((event) => {
    if (event.type !== 'keydown') return true;
    if (event.key === 'Tab') {
      const leave = event.shiftKey || leaving || options.tabLeaves();
      leaving = false;
      // With a screen reader's mode on, xterm would let the browser move the focus at every Tab.
      if (!leave) {
        event.preventDefault();
        options.onData('\t');
      }
      return false;
    }
    // Copying with the selection on, and the browser's own shortcuts, stay the browser's.
    if (event.ctrlKey && event.key.toLowerCase() === 'c' && xterm.hasSelection()) return false;
    leaving = event.key === 'Escape';
    return true;
  });
  xterm.onData(options.onData);
  const watcher = new ResizeObserver(() => {
    if (host.clientWidth === 0) return;
    fit.fit();
    options.onResize();
  });
  watcher.observe(host);
  fit.fit();
  return {
    write: (text) => xterm.write(text),
    clear: () => xterm.write('\x1b[2J\x1b[3J\x1b[H'),
    focus: () => xterm.focus(),
    get columns() {
      return xterm.cols;
    },
    dispose() {
      watcher.disconnect();
      xterm.dispose();
    },
  };
}
