/** `<firewall-lab>`: brings one level to life. It keeps what is chosen and lets the views draw it. */
import { brokenChecks } from '../../../labs/firewall/policy/broken-checks.ts';
import type { Policy } from '../../../labs/firewall/policy/model.ts';
import type { Sample } from '../../../labs/firewall/policy/samples.ts';
import type { Reading } from '../../../labs/firewall/reading/read-aloud.ts';
import { GoalsView, HintsView } from './brief-view.ts';
import { need } from './dom.ts';
import { Engine } from './engine.ts';
import { EvidenceView } from './evidence-view.ts';
import { showFindings } from './findings-view.ts';
import { showLevels } from './level-bar.ts';
import { marksOf } from './marks.ts';
import { setUpPacketForm } from './packet-form.ts';
import type { Answer } from './protocol.ts';
import { RulesPane } from './rules-pane.ts';
import { loadLevel, saveLevel } from './storage.ts';
import { setUpTabs, setUpViews } from './tabs.ts';
import { proofLine, proofWords, resultLine } from './words.ts';

interface LevelData {
  slug: string;
  start: string;
  solution: string;
  policy: Policy;
}

/** After a keystroke, before the engine is asked. */
const TYPING_PAUSE = 40;
/** After an answer, before a screen reader is told: nobody wants to hear every keystroke. */
const SPEAKING_PAUSE = 1000;

class FirewallLab extends HTMLElement {
  private level!: LevelData;
  private rules!: RulesPane;
  private goals!: GoalsView;
  private evidence!: EvidenceView;
  private engine!: Engine;
  private showTab!: (id: string) => void;
  private showView!: (id: string) => void;
  private own: Sample | null = null;
  private readings: readonly Reading[] = [];
  private checking = false;
  private hintsOpened = 0;
  private solved = false;
  private typing = 0;
  private speaking = 0;

  connectedCallback(): void {
    this.level = JSON.parse(this.dataset.exercise ?? '{}') as LevelData;
    const saved = loadLevel(this.level.slug);
    this.hintsOpened = saved.hintsOpened ?? 0;
    this.solved = saved.solved ?? false;
    const onLine = (line: number): void => this.lightLine(line);
    this.showTab = setUpTabs(need(this, '.tablist'));
    this.showView = setUpViews(this, need(document, '.view-tabs'));
    this.goals = new GoalsView(need(this, '.brief'));
    new HintsView(need(this, '.brief'), this.hintsOpened, (opened) => {
      this.hintsOpened = opened;
      this.save();
    });
    this.evidence = new EvidenceView(this, this.level.policy, onLine);
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
    });
    this.wireActions();
    showLevels(this.level.slug);
    this.engine = new Engine(
      (answer) => this.show(answer),
      () =>
        this.say('Pemeriksa aturan tidak dapat dimuat. Aturan Anda tetap tersimpan. Muat ulang halaman ini.'),
    );
    this.ask();
  }

  disconnectedCallback(): void {
    this.engine.stop();
  }

  private wireActions(): void {
    need(this, '[data-action="periksa"]').addEventListener('click', () => this.check());
    need(this, '[data-action="sebelumnya"]').addEventListener('click', () => this.evidence.step(-1));
    need(this, '[data-action="berikutnya"]').addEventListener('click', () => this.evidence.step(1));
    const form = need<HTMLFormElement>(this, '.packet-form');
    const opener = need(this, '[data-action="paket-sendiri"]');
    opener.addEventListener('click', () => {
      form.hidden = !form.hidden;
      opener.setAttribute('aria-expanded', String(!form.hidden));
      if (!form.hidden) {
        form.scrollIntoView({ block: 'nearest' });
        need<HTMLSelectElement>(form, 'select').focus();
      }
    });
    setUpPacketForm(form, this.level.policy, (sample) => {
      this.own = sample;
      this.evidence.chooseOwn();
      this.ask();
    });
  }

  private changed(): void {
    this.save();
    window.clearTimeout(this.typing);
    this.typing = window.setTimeout(() => this.ask(), TYPING_PAUSE);
  }

  /** The button and Ctrl+Enter: ask now, then go to the first packet that breaks the policy. */
  private check(): void {
    this.checking = true;
    window.clearTimeout(this.typing);
    this.ask();
  }

  private ask(): void {
    this.engine.ask({ text: this.rules.text, policy: this.level.policy, own: this.own });
  }

  private show(answer: Answer): void {
    const marks = marksOf(answer, this.level.policy, this.rules.text);
    this.rules.setMarks(marks);
    const counts = need(this, '.counts');
    showFindings(
      need(this, '#panel-temuan'),
      counts,
      need(this, '[data-finding-count]'),
      marks,
      (line) => this.lightLine(line),
      (mark) => this.rules.mend(mark),
    );
    this.dataset.answered = String(answer.id);
    this.dataset.proved = answer.proof ? String(answer.id) : '';
    this.dataset.milliseconds = answer.milliseconds.toFixed(2);
    if (answer.result) {
      this.readings = answer.result.readings;
      const { cells, shadowed, missing } = answer.result;
      this.showResult(brokenChecks(cells, shadowed.length, missing), answer.proof !== null);
      this.evidence.show(answer.result.cells, answer.result.own, this.checking);
      if (this.checking && matchMedia('(max-width: 900px)').matches) this.showView('jalur');
      need(this, '[data-proof]').textContent = proofWords(answer.proof);
      this.announce(`${resultLine(answer.result.cells)} ${proofLine(answer.proof)}`.trim());
    } else {
      need(this, '[data-proof]').textContent = '';
      const first = marks.find((mark) => mark.tone !== 'advice');
      if (first) this.evidence.showUnreadable(first.line, `${first.title} ${first.text}`);
      if (this.checking) this.showTab('tab-temuan');
      this.announce(first ? `Aturan belum dapat diperiksa. Baris ${first.line}: ${first.text}` : '');
    }
    this.checking = false;
  }

  /** A level counts as solved only after the proof had its say. */
  private showResult(broken: readonly string[], proofDone: boolean): void {
    const reached = this.goals.show(broken);
    const own = reached && proofDone && !this.rules.showsSolution;
    need(this, '.done').hidden = !own;
    if (own && !this.solved) {
      this.solved = true;
      this.save();
      showLevels(this.level.slug);
    }
  }

  private announce(sentence: string): void {
    window.clearTimeout(this.speaking);
    this.speaking = window.setTimeout(() => this.say(sentence), this.checking ? 0 : SPEAKING_PAUSE);
  }

  private say(sentence: string): void {
    const status = need(this, '[data-result]');
    if (status.textContent !== sentence) status.textContent = sentence;
  }

  /** A line number was pressed somewhere: light it everywhere; on a phone, go to the rules. */
  private lightLine(line: number): void {
    if (matchMedia('(max-width: 900px)').matches) this.showView('aturan');
    this.rules.lightLines([line]);
    this.evidence.lightLine(line);
    this.readLine(line);
  }

  /** The rule under the cursor, or the one that was pressed, in plain words. */
  private readLine(line: number): void {
    const reading = this.readings.find((each) => each.line <= line && line <= each.endLine);
    if (reading) need(this, '[data-reading]').textContent = `Baris ${reading.line}: ${reading.sentence}`;
  }

  private save(): void {
    const stored = saveLevel(this.level.slug, {
      text: this.rules.text,
      aside: this.rules.aside,
      showsSolution: this.rules.showsSolution,
      hintsOpened: this.hintsOpened,
      solved: this.solved,
    });
    const note = need(document, '.saved');
    note.hidden = false;
    note.textContent = stored ? 'Tersimpan di perangkat ini' : 'Perangkat ini tidak mau menyimpan';
    note.classList.toggle('is-refused', !stored);
  }
}

customElements.define('firewall-lab', FirewallLab);
