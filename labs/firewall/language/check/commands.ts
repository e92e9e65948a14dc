/**
 * Commands applied in order to an empty ruleset. Models cmd_evaluate, nft_cmd_expand (a table block is chains,
 * objects, sets, then rules) and what nf_tables answers to each message (nftables 1.0.6).
 */
import type { Diagnostic } from '../diagnostics.ts';
import type { Chain, Family, Ruleset, SetDefinition, Table } from '../ruleset.ts';
import { spanOf } from '../syntax/source.ts';
import type { ChainNode, CommandNode, Name, SetNode, TableName, TableNode } from '../syntax/tree.ts';
import { addObject, declareChain } from './declare.ts';
import { fault, suggestion, unsupported } from './fault.ts';
import { exists, isUsed, missingHandle, wrongKind } from './in-use.ts';
import { TableModel } from './model.ts';
import { addElements, attempt, checkSetDefinition } from './set-definitions.ts';

type Report = (diagnostic: Diagnostic) => void;

export class Checker {
  readonly report: Report;
  /** By family and name, in order of creation. */
  private readonly models = new Map<string, TableModel>();
  private tableHandle = 0;
  private baseOrder = 0;
  private readonly nextOrder = (): number => this.baseOrder++;
  /** Families that were named unsupported already. */
  private readonly skipped = new Set<string>();

  constructor(report: Report) {
    this.report = report;
  }

  get ruleset(): Ruleset {
    return { tables: [...this.models.values()].map((model) => model.table) };
  }

  apply(command: CommandNode): void {
    attempt(this.report, () => this.applyCommand(command));
  }

  private applyCommand(command: CommandNode): void {
    switch (command.kind) {
      case 'table':
        this.addTable(command);
        return;
      case 'chain': {
        const model = this.table(command.table);
        if (command.verb === 'create' && model.findChain(command.name.text) !== null) exists(command.name);
        this.addChain(model, command.name, command.body);
        return;
      }
      case 'set':
        this.addSet(this.table(command.table), command.set, command.verb === 'create');
        return;
      case 'object':
        addObject(this.table(command.table), command.object, command.verb === 'create');
        return;
      case 'elements': {
        const set = this.set(this.table(command.table), command.set);
        const model = this.table(command.table);
        if (command.verb !== 'delete')
          addElements(model, set, command.elements, this.report, command.verb === 'create');
        else unsupported(command.place, 'delete element');
        return;
      }
      case 'rule':
        this.addRule(command);
        return;
      case 'delete-rule': {
        const chain = this.chain(this.table(command.table), command.chain);
        const at = chain.rules.findIndex((rule) => rule.handle === command.handle);
        if (at < 0) missingHandle(command.place, command.handle);
        chain.rules.splice(at, 1);
        return;
      }
      case 'delete':
        this.remove(command);
        return;
      case 'flush':
        this.flush(command);
        return;
      case 'rename':
        this.refuseRename(this.chain(this.table(command.table), command.chain), command.chain);
        return;
      case 'list': {
        if (command.table === null) return;
        const model = this.table(command.table);
        if (command.chain !== null) this.chain(model, command.chain);
        if (command.set !== null) this.set(model, command.set);
        return;
      }
      case 'unsupported':
        unsupported(command.place, command.construct);
    }
  }

  private refuseRename(chain: Chain, name: Name): void {
    fault(
      name.place,
      `Chain "${chain.name}" baru dibuat di berkas ini; \`rename\` hanya untuk chain yang sudah dimuat.`,
      `The chain "${chain.name}" is made in this file; \`rename\` is only for a chain that is loaded already.`,
    );
  }

  private supportedFamily(name: TableName): Family {
    if (name.family === 'inet' || name.family === 'ip' || name.family === 'ip6') return name.family;
    this.skipped.add(`${name.family} ${name.name.text}`);
    return unsupported(name.name.place, `table ${name.family}`);
  }

  private find(name: TableName): TableModel | null {
    return this.models.get(`${name.family} ${name.name.text}`) ?? null;
  }

  private table(name: TableName): TableModel {
    this.supportedFamily(name);
    const model = this.find(name);
    if (model !== null) return model;
    return fault(
      name.name.place,
      `Tabel ${name.family} "${name.name.text}" belum ada.`,
      `There is no table ${name.family} "${name.name.text}".`,
      suggestion(
        name.name.text,
        this.ruleset.tables.filter(({ family }) => family === name.family).map((table) => table.name),
      ) ?? {
        id: `Buat dulu: table ${name.family} ${name.name.text} { }`,
        en: `Make it first: table ${name.family} ${name.name.text} { }`,
      },
    );
  }

  private chain(model: TableModel, name: Name): Chain {
    const chain = model.findChain(name.text);
    if (chain !== null) return chain;
    return fault(
      name.place,
      `Chain "${name.text}" tidak ada di tabel "${model.table.name}".`,
      `There is no chain "${name.text}" in the table "${model.table.name}".`,
      suggestion(
        name.text,
        model.table.chains.map((other) => other.name),
      ),
    );
  }

  private set(model: TableModel, name: Name): SetDefinition {
    const set = model.findSet(name.text);
    if (set !== null) return set;
    return fault(
      name.place,
      `Set "${name.text}" tidak ada di tabel "${model.table.name}".`,
      `There is no set "${name.text}" in the table "${model.table.name}".`,
      suggestion(
        name.text,
        model.table.sets.map((other) => other.name),
      ),
    );
  }

  private addTable(command: Extract<CommandNode, { kind: 'table' }>): void {
    const family = this.supportedFamily(command.table);
    let model = this.find(command.table);
    if (model !== null && command.verb === 'create') exists(command.table.name);
    if (model === null) {
      const table: Table = {
        family,
        name: command.table.name.text,
        handle: ++this.tableHandle,
        dormant: false,
        comment: null,
        chains: [],
        sets: [],
        objects: [],
        span: spanOf(command.place),
      };
      model = new TableModel(table, this.report);
      this.models.set(`${family} ${table.name}`, model);
    }
    if (command.body !== null) this.fillTable(model, command.body);
  }

  private fillTable(model: TableModel, body: TableNode): void {
    for (const flag of body.flags) {
      if (flag.text === 'dormant') model.table.dormant = true;
      else attempt(this.report, () => unsupported(flag.place, 'flags owner'));
    }
    model.table.comment = body.comment ?? model.table.comment;
    for (const { place, construct } of body.unsupported)
      attempt(this.report, () => unsupported(place, construct));
    for (const chain of body.chains)
      attempt(this.report, () => declareChain(model, chain.name, chain, this.nextOrder));
    for (const object of body.objects) attempt(this.report, () => addObject(model, object));
    for (const set of body.sets) attempt(this.report, () => this.addSet(model, set, false));
    for (const node of body.chains) {
      const chain = model.findChain(node.name.text);
      if (chain !== null) for (const rule of node.rules) model.addRule(chain, rule);
    }
  }

  private addChain(model: TableModel, name: Name, body: ChainNode | null): void {
    declareChain(model, name, body, this.nextOrder);
    const chain = model.findChain(name.text);
    if (body !== null && chain !== null) for (const rule of body.rules) model.addRule(chain, rule);
  }

  private addSet(model: TableModel, node: SetNode, create: boolean): void {
    let definition: SetDefinition;
    try {
      definition = checkSetDefinition(node);
    } catch (problem) {
      model.broken.add(node.name.text);
      throw problem;
    }
    const before = model.findSet(node.name.text);
    if (before !== null) {
      const shape = (set: SetDefinition): string =>
        JSON.stringify([set.kind, set.key, set.data, set.interval, set.timeout]);
      if (create || shape(before) !== shape(definition)) exists(node.name);
      definition = before;
    } else model.addSet(definition);
    if (node.elements !== null) addElements(model, definition, node.elements, this.report);
  }

  private addRule(command: Extract<CommandNode, { kind: 'rule' }>): void {
    const model = this.table(command.table);
    const chain = this.chain(model, command.chain);
    const { position, verb } = command;
    if (position === null || (verb !== 'replace' && position.kind !== 'index' && position.value === 0)) {
      model.addRule(chain, command.rule, verb === 'insert' ? 0 : chain.rules.length);
      return;
    }
    if (verb !== 'replace' && position.kind !== 'index') missingHandle(command.place, position.value);
    const at =
      position.kind === 'index'
        ? position.value
        : chain.rules.findIndex((rule) => rule.handle === position.value);
    if (at < 0 || at >= chain.rules.length) missingHandle(command.place, position.value);
    if (verb === 'replace') chain.rules.splice(at, 1);
    model.addRule(chain, command.rule, verb === 'add' ? at + 1 : at);
  }

  private remove(command: Extract<CommandNode, { kind: 'delete' }>): void {
    if (command.handle !== null) unsupported(command.place, 'delete … handle');
    const model = this.table(command.table);
    if (command.what === 'table') {
      this.models.delete(`${model.table.family} ${model.table.name}`);
      return;
    }
    const name = command.name!;
    if (command.what !== 'object' && isUsed(model.table, command.what, name.text)) {
      fault(
        name.place,
        `"${name.text}" masih dipakai oleh aturan, jadi tidak bisa dihapus.`,
        `"${name.text}" is still used by a rule, so it cannot be deleted.`,
      );
    }
    if (command.what === 'chain') model.removeChain(this.chain(model, name).name);
    else if (command.what === 'set') model.removeSet(this.set(model, name).name);
    else {
      if (!model.removeObject(command.objectType!, name.text))
        fault(name.place, `"${name.text}" tidak ada.`, `There is no "${name.text}".`);
    }
  }

  private flush(command: Extract<CommandNode, { kind: 'flush' }>): void {
    if (command.what === 'ruleset') {
      for (const [key, { table }] of [...this.models])
        if (command.family === null || table.family === command.family) this.models.delete(key);
      return;
    }
    const model = this.table(command.table!);
    if (command.what === 'table') for (const chain of model.table.chains) chain.rules = [];
    else if (command.what === 'chain') this.chain(model, command.name!).rules = [];
    else {
      const set = this.set(model, command.name!);
      if ((set.kind === 'set') !== (command.what !== 'map')) wrongKind(command.name!, set);
      set.elements = [];
    }
  }
}
