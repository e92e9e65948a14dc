/**
 * Commands applied in order to an empty ruleset. Models cmd_evaluate, nft_cmd_expand (a table block is chains,
 * objects, sets, then rules) and what nf_tables answers to each message (nftables 1.0.6).
 */
import type { Diagnostic } from '../diagnostics.ts';
import type { Chain, Family, Ruleset, SetDefinition, Table } from '../ruleset.ts';
import { type Place, spanOf } from '../syntax/source.ts';
import type {
  ChainNode,
  CommandNode,
  Name,
  ObjectNode,
  SetNode,
  TableName,
  TableNode,
} from '../syntax/tree.ts';
import { checkBase, checkPolicy } from './chains.ts';
import { fault, suggestion, unsupported } from './fault.ts';
import { TableModel } from './model.ts';
import { addElements, attempt, checkSetDefinition } from './set-definitions.ts';

type Report = (diagnostic: Diagnostic) => void;

export class Checker {
  readonly ruleset: Ruleset = { tables: [] };
  readonly report: Report;
  private models: TableModel[] = [];
  private tableHandle = 0;
  private baseOrder = 0;
  /** Families that were named unsupported already. */
  private readonly skipped = new Set<string>();

  constructor(report: Report) {
    this.report = report;
  }

  apply(command: CommandNode): void {
    attempt(this.report, () => this.applyCommand(command));
    this.ruleset.tables = this.models.map((model) => model.table);
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
        this.addObject(this.table(command.table), command.object);
        return;
      case 'elements': {
        const set = this.set(this.table(command.table), command.set);
        if (command.verb !== 'delete')
          addElements(this.table(command.table), set, command.elements, this.report);
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
      case 'rename': {
        const model = this.table(command.table);
        const chain = this.chain(model, command.chain);
        if (model.findChain(command.to.text) !== null) exists(command.to);
        model.renameChain(chain, command.to.text);
        return;
      }
      case 'nothing':
        return;
      case 'unsupported':
        unsupported(command.place, command.construct);
    }
  }

  private supportedFamily(name: TableName): Family {
    if (name.family === 'inet' || name.family === 'ip' || name.family === 'ip6') return name.family;
    this.skipped.add(`${name.family} ${name.name.text}`);
    return unsupported(name.name.place, `table ${name.family}`);
  }

  private find(name: TableName): TableModel | null {
    return (
      this.models.find(({ table }) => table.family === name.family && table.name === name.name.text) ?? null
    );
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
        this.models.filter(({ table }) => table.family === name.family).map(({ table }) => table.name),
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
      this.models.push(model);
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
    for (const chain of body.chains) attempt(this.report, () => this.declareChain(model, chain.name, chain));
    for (const object of body.objects) attempt(this.report, () => this.addObject(model, object));
    for (const set of body.sets) attempt(this.report, () => this.addSet(model, set, false));
    for (const node of body.chains) {
      const chain = model.findChain(node.name.text);
      if (chain !== null) for (const rule of node.rules) model.addRule(chain, rule);
    }
  }

  private addChain(model: TableModel, name: Name, body: ChainNode | null): void {
    this.declareChain(model, name, body);
    const chain = model.findChain(name.text);
    if (body !== null && chain !== null) for (const rule of body.rules) model.addRule(chain, rule);
  }

  private declareChain(model: TableModel, name: Name, body: ChainNode | null): void {
    const before = model.findChain(name.text);
    if (body?.flagsOffload) attempt(this.report, () => unsupported(body.flagsOffload!, 'flags offload'));
    const chain: Chain = before ?? {
      name: name.text,
      handle: 0,
      base: null,
      anonymous: false,
      comment: body?.comment ?? null,
      rules: [],
      span: spanOf(body?.place ?? name.place),
    };
    if (before === null) model.addChain(chain);
    if (body === null) return;
    if (body.hook === null) {
      const policy = checkPolicy(body);
      if (policy === null) return;
      if (chain.base === null) {
        fault(
          body.policy!.place,
          `Chain "${name.text}" tidak punya baris \`type … hook …\`, jadi tidak bisa punya policy.`,
          `The chain "${name.text}" has no \`type … hook …\` line, so it cannot have a policy.`,
        );
      }
      chain.base.policy = policy;
      return;
    }
    const base = checkBase(body, body.hook, model.table.family, chain.base?.order ?? this.baseOrder++);
    if (before !== null) {
      const same =
        before.base?.type === base.type &&
        before.base.hook === base.hook &&
        before.base.priority === base.priority;
      if (!same) {
        fault(
          body.hook.place,
          `Chain "${name.text}" sudah ada dengan hook atau prioritas yang berbeda.`,
          `The chain "${name.text}" is there already with another hook or priority.`,
        );
      }
      if (!base.policyWritten) base.policy = before.base!.policy;
    }
    chain.base = base;
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

  private addObject(model: TableModel, node: ObjectNode): void {
    if (node.object.type === 'ct timeout' || node.object.type === 'ct expectation') {
      unsupported(node.place, node.object.type);
    }
    if (
      model.table.objects.some((other) => other.type === node.object.type && other.name === node.object.name)
    )
      return;
    const span = spanOf(node.place);
    const counter = { kind: 'counter', packets: 0, bytes: 0, span } as const;
    const statement = node.object.statement ?? (node.object.type === 'counter' ? counter : null);
    model.table.objects.push({ ...node.object, statement, handle: model.nextHandle(), span });
  }

  private addRule(command: Extract<CommandNode, { kind: 'rule' }>): void {
    const model = this.table(command.table);
    const chain = this.chain(model, command.chain);
    const { position, verb } = command;
    if (position === null) {
      model.addRule(chain, command.rule, verb === 'insert' ? 0 : chain.rules.length);
      return;
    }
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
      this.models = this.models.filter((other) => other !== model);
      return;
    }
    const name = command.name!;
    if (command.what === 'chain') model.removeChain(this.chain(model, name).name);
    else if (command.what === 'set') model.removeSet(this.set(model, name).name);
    else {
      const at = model.table.objects.findIndex((o) => o.type === command.objectType && o.name === name.text);
      if (at < 0) fault(name.place, `"${name.text}" tidak ada.`, `There is no "${name.text}".`);
      model.table.objects.splice(at, 1);
    }
  }

  private flush(command: Extract<CommandNode, { kind: 'flush' }>): void {
    if (command.what === 'ruleset') {
      this.models =
        command.family === null ? [] : this.models.filter(({ table }) => table.family !== command.family);
      return;
    }
    const model = this.table(command.table!);
    if (command.what === 'table') for (const chain of model.table.chains) chain.rules = [];
    else if (command.what === 'chain') this.chain(model, command.name!).rules = [];
    else this.set(model, command.name!).elements = [];
  }
}

function exists(name: Name): never {
  return fault(name.place, `"${name.text}" sudah ada.`, `"${name.text}" is there already.`);
}

function missingHandle(place: Place, handle: number): never {
  return fault(
    place,
    `Tidak ada aturan nomor ${handle} di chain itu.`,
    `There is no rule ${handle} in that chain.`,
  );
}
