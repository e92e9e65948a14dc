/** What a terminal remembers between commands: where it stands, the files, the rules in force and their handles. */
import { LoadError, UnsupportedConstruct } from '../kernel/index.ts';
import { type Diagnostic, type Ruleset, readRuleset } from '../language/index.ts';
import type { Policy } from '../policy/model.ts';
import { Network } from './network.ts';
import { Handles } from './nft/handles.ts';
import type { Place } from './places.ts';

export interface SessionOptions {
  policy: Policy;
  /** Text of the editor. */
  text: string;
  /** Files that lie on the gateway already. */
  files?: Readonly<Record<string, string>>;
  /** Milliseconds; must not run backwards. */
  clock: () => number;
  /** Uniform in [0, 1). */
  random: () => number;
}

/** Name of the file that the editor shows. */
export const EDITOR_FILE = 'kantor.nft';

export interface Fault {
  line: number;
  sentence: string;
  diagnostics: readonly Diagnostic[];
}

export class Session {
  readonly network: Network;
  /** Machine on which commands run. */
  place: Place;
  /** Files of the gateway besides the editor's. */
  readonly files = new Map<string, string>();
  readonly history: string[] = [];
  readonly handles = new Handles();
  /** `nft monitor trace` is on. */
  tracing = false;
  /** Lines of trace not shown yet. */
  traced: string[] = [];
  /** Text of the editor, and why it is not in force; null when it is. */
  text = '';
  fault: Fault | null = null;

  constructor({ policy, text, files = {}, clock, random }: SessionOptions) {
    this.network = new Network(policy, clock, random);
    this.place = this.network.places.gateway;
    for (const [name, content] of Object.entries(files)) this.files.set(name, content);
    this.setText(text);
  }

  get ruleset(): Ruleset {
    return this.network.ruleset;
  }

  /** The editor has this text now: it is in force at once, or, when it cannot be read, what was in force stays. */
  setText(text: string): void {
    if (text === this.text) return;
    this.text = text;
    const read = tryRead(text);
    this.fault = read.fault ?? this.tryLoad(read.ruleset);
    if (!this.fault) this.handles.restart(this.ruleset);
  }

  /** As `setText`, but after a command: rules that stay keep their handles, as in the kernel. */
  setEditedText(text: string): void {
    this.text = text;
    const read = tryRead(text);
    this.fault = read.fault ?? this.tryLoad(read.ruleset);
    if (!this.fault) this.handles.follow(this.ruleset);
  }

  private tryLoad(ruleset: Ruleset): Fault | null {
    try {
      this.network.load(ruleset);
      return null;
    } catch (error) {
      if (error instanceof UnsupportedConstruct) {
        return {
          line: error.span.line,
          sentence: `"${error.construct}" belum ada di simulator ini.`,
          diagnostics: [],
        };
      }
      if (error instanceof LoadError)
        return { line: error.span.line, sentence: error.message, diagnostics: [] };
      throw error;
    }
  }
}

/** The ruleset of a text, or its first fault. */
export function tryRead(text: string): { ruleset: Ruleset; fault: null } | { ruleset: null; fault: Fault } {
  const { ruleset, diagnostics } = readRuleset(text);
  const faults = diagnostics.filter(({ severity }) => severity !== 'warning');
  const [first] = faults;
  if (!first) return { ruleset, fault: null };
  return {
    ruleset: null,
    fault: { line: first.span.line, sentence: first.message.id.replaceAll('`', '"'), diagnostics: faults },
  };
}
