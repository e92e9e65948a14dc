/** `<firewall-lab>`: brings one level to life. It keeps what is chosen and lets the views draw it. */
import { brokenChecks } from '../../../labs/firewall/policy/broken-checks.ts';
import type { Sample } from '../../../labs/firewall/policy/samples.ts';
import type { Reading } from '../../../labs/firewall/reading/read-aloud.ts';
import { namesFor } from '../../../labs/firewall/writing/names.ts';
import { need } from '../dom.ts';
import { Announcer } from './announcer.ts';
import { Attempts } from './attempts.ts';
import { GoalsView, HintsView } from './brief-view.ts';
import { ChangeView } from './change-view.ts';
import { Engine } from './engine.ts';
import { EvidenceView } from './evidence-view.ts';
import { FindingsView } from './findings-view.ts';
import { showLevels } from './level-bar.ts';
import { type LevelData, readLevel } from './level-data.ts';
import { marksOf } from './marks.ts';
import { setUpPacketForm } from './packet-form.ts';
import { Pass } from './pass.ts';
import type { Answer } from './protocol.ts';
import { RulesPane } from './rules-pane.ts';
import { loadLevel, saveLevel, showStored } from './storage.ts';
import { setUpTabs, setUpViews } from './tabs.ts';
import { TerminalPane } from './terminal/terminal-pane.ts';
import { TestSheet } from './test-sheet.ts';
import { showLesson, showStopped } from './verdict-view.ts';
import { proofLine, proofWords, resultLine } from './words.ts';

/** After a keystroke, before the engine is asked. */
const TYPING_PAUSE = 20;

class FirewallLab extends HTMLElement {
  private level!: LevelData;
  private rules!: RulesPane;
  private goals!: GoalsView;
  private evidence!: EvidenceView;
  private engine!: Engine;
  private terminal!: TerminalPane;
  private change!: ChangeView;
  private sheet!: TestSheet;
  private findings!: FindingsView;
  private announcer!: Announcer;
  private attempts!: Attempts;
  private showTab!: (id: string) => void;
  private showView!: (id: string) => void;
  private own: Sample | null = null;
  private readings: readonly Reading[] = [];
  /** The line that is read aloud below the editor. */
  private line = 0;
  private checking = false;
  /** The present text was asked to be checked, and not changed since. */
  private asked = false;
  private hintsOpened = 0;
  private pass!: Pass;
  private typing = 0;

  connectedCallback(): void {
    this.level = readLevel(this);
    const saved = loadLevel(this.level.slug);
    this.hintsOpened = saved.hintsOpened ?? 0;
    this.pass = new Pass(this.level, saved.solved ?? false);
    const onLine = (line: number): void => this.lightLine(line);
    this.attempts = new Attempts(this.level.start, saved.checked ?? []);
    this.showTab = setUpTabs(need(this, '.tablist'), (id, pressed) => {
      this.classList.toggle('has-terminal', id === 'tab-terminal');
      if (id === 'tab-terminal') void this.terminal.open(pressed);
    });
    this.showView = setUpViews(this, need(document, '.view-tabs'), (id) => {
      if (id === 'terminal') this.showTab('tab-terminal');
      else if (id === 'aturan' && this.classList.contains('has-terminal')) this.showTab('tab-mengapa');
    });
    this.goals = new GoalsView(need(this, '.brief'));
    new HintsView(need(this, '.brief'), this.hintsOpened, (opened) => {
      this.hintsOpened = opened;
      this.save();
    });
    this.evidence = new EvidenceView(this, this.level.policy, onLine);
    this.change = new ChangeView(this, this.level.policy, onLine);
    this.findings = new FindingsView(this, onLine, (mark) => this.rules.mend(mark));
    this.announcer = new Announcer(need(this, '[data-result]'));
    this.rules = new RulesPane(need(this, '.rules'), {
      start: this.level.start,
      solution: this.level.solution,
      text: saved.text ?? this.level.start,
      aside: saved.aside ?? [],
      showsSolution: saved.showsSolution ?? false,
      onChange: () => this.changed(),
      onLine: (line) => {
        this.evidence.lightLine(line);
        this.readLine(line);
      },
      onSubmit: () => this.check(),
      assistance: {
        names: (text) => namesFor(this.level.policy, text),
        readings: () => this.readings,
      },
    });
    this.sheet = new TestSheet(this, () => this.rules.putText(this.level.backup ?? this.level.start, true));
    this.terminal = this.makeTerminal();
    this.wireActions();
    showLevels(this.level.slug);
    this.engine = new Engine(
      (answer) => this.show(answer),
      () => {
        const message = 'Pemeriksa aturan tidak dapat dijalankan. Aturan Anda tetap tersimpan.';
        showStopped(need(this, '.verdict'), message);
        this.announcer.say(`${message} Muat ulang halaman ini.`, true);
      },
    );
    this.ask();
  }

  disconnectedCallback(): void {
    this.engine.stop();
    this.terminal.dispose();
  }

  private makeTerminal(): TerminalPane {
    return new TerminalPane(need(this, '#panel-terminal'), {
      policy: this.level.policy,
      files: this.level.backup === null ? {} : { 'cadangan.nft': this.level.backup },
      text: () => this.rules.text,
      onFile: (text, replaced) => this.rules.putText(text, replaced),
      onPacket: (sample) => this.playOwn(sample),
    });
  }

  private wireActions(): void {
    need(this, '[data-action="periksa"]').addEventListener('click', () => this.check());
    need(this, '[data-action="sebelumnya"]').addEventListener('click', () => this.evidence.step(-1));
    need(this, '[data-action="berikutnya"]').addEventListener('click', () => this.evidence.step(1));
    setUpPacketForm(this, this.level.policy, (sample) => this.playOwn(sample));
  }

  private playOwn(sample: Sample): void {
    this.own = sample;
    this.evidence.chooseOwn();
    this.ask();
  }

  private changed(): void {
    this.asked = false;
    this.save();
    this.terminal.setText(this.rules.text);
    need(this, '[data-lesson]').hidden = true;
    window.clearTimeout(this.typing);
    this.typing = window.setTimeout(() => this.ask(), TYPING_PAUSE);
  }

  /** The button and Ctrl+Enter: ask now, then go to the first packet that breaks the policy. */
  private check(): void {
    this.checking = true;
    this.asked = true;
    window.clearTimeout(this.typing);
    this.attempts.check(this.rules.text);
    this.pass.asked();
    this.save();
    this.ask();
  }

  private ask(): void {
    this.engine.ask({
      text: this.rules.text,
      policy: this.level.policy,
      own: this.own,
      since: this.attempts.baseFor(this.rules.text).text,
      lessons: this.checking ? this.level.lessons : null,
    });
  }

  private showChange(answer: Answer): void {
    const { text } = this.rules;
    const { text: before, name } = this.attempts.baseFor(text);
    const pending = answer.result !== null && answer.proof === null;
    this.change.show({ before, after: text, since: name, change: answer.change, pending });
  }

  private show(answer: Answer): void {
    const marks = marksOf(answer, this.level.policy, this.rules.text);
    this.rules.setMarks(marks);
    this.showChange(answer);
    showLesson(need(this, '[data-lesson]'), answer.lesson);
    this.findings.show(marks);
    this.dataset.answered = String(answer.id);
    this.dataset.proved = answer.proof ? String(answer.id) : '';
    if (answer.proof) this.pass.follow();
    this.dataset.milliseconds = answer.milliseconds.toFixed(2);
    if (answer.result) {
      this.readings = answer.result.readings;
      const { cells, shadowed, missing } = answer.result;
      this.showResult(brokenChecks(cells, shadowed.length, missing), answer.proof !== null);
      this.sheet.show(cells);
      this.evidence.show(answer.result.cells, answer.result.own, this.checking);
      if (this.checking && matchMedia('(max-width: 900px)').matches) this.showView('jalur');
      // Of rules that are still wrong, a second count says nothing that the cells do not say better.
      const right = cells.every(({ held }) => held);
      need(this, '[data-proof]').textContent = right ? proofWords(answer.proof) : '';
      this.readLine(this.line);
      this.announcer.say(
        [resultLine(answer.result.cells), proofLine(answer.proof), this.goals.sentence]
          .filter((part) => part !== '')
          .join(' '),
        this.checking,
      );
    } else {
      need(this, '[data-proof]').textContent = '';
      const first = marks.find((mark) => mark.tone !== 'advice');
      if (first) this.evidence.showUnreadable(first.line, `${first.title} ${first.text}`);
      if (this.checking) this.showTab('tab-temuan');
      const fault = first ? `Aturan belum dapat diperiksa. Baris ${first.line}: ${first.text}` : '';
      this.announcer.say(fault, this.checking);
    }
    this.checking = false;
  }

  /** A level counts as solved only after the proof had its say. */
  private showResult(broken: readonly string[], proofDone: boolean): void {
    const reached = this.goals.show(broken);
    const own = reached && proofDone && !this.rules.showsSolution;
    const done = need(this, '.done');
    const news = own && done.hidden;
    done.hidden = !own;
    if (news && this.asked) {
      if (matchMedia('(max-width: 900px)').matches) this.showView('tugas');
      done.scrollIntoView({ block: 'nearest' });
    }
    if (own && this.pass.reached()) {
      this.save();
      showLevels(this.level.slug);
    }
  }

  /** A line number was pressed somewhere: light it everywhere; on a phone, go to the rules. */
  private lightLine(line: number): void {
    if (matchMedia('(max-width: 900px)').matches) {
      this.showView('aturan');
      this.scrollTop = 0;
    }
    this.rules.lightLines([line]);
    this.evidence.lightLine(line);
    this.readLine(line);
  }

  /** The rule under the cursor, or the one that was pressed, in plain words; also when its text has changed. */
  private readLine(line: number): void {
    this.line = line;
    const reading = this.readings.find((each) => each.line <= line && line <= each.endLine);
    if (reading) need(this, '[data-reading]').textContent = `Baris ${reading.line}: ${reading.sentence}`;
  }

  private save(): void {
    const stored = saveLevel(this.level.slug, {
      text: this.rules.text,
      aside: this.rules.aside,
      showsSolution: this.rules.showsSolution,
      hintsOpened: this.hintsOpened,
      solved: this.pass.solved,
      checked: this.attempts.texts,
    });
    showStored(need(document, '.saved'), stored);
  }
}

customElements.define('firewall-lab', FirewallLab);
