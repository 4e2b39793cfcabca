import type { Assembled, Document, DocumentStatement } from './assembled';

/** One policy statement made weaker or stronger, wherever it is attached. */
export interface Mutant {
  readonly name: string;
  readonly sid: string;
  /** Actions of the statement, or the one that was dropped. */
  readonly actions: readonly string[];
  /** Whether it can only allow more (a deny less) or only deny more (a condition less). */
  readonly effect: 'weaker' | 'stronger';
  readonly apply: (assembled: Assembled) => Assembled;
}

/** Every statement, every condition and every listed action of the guardrails, dropped in turn. */
export function mutants(assembled: Assembled): Mutant[] {
  const kinds = ['serviceControl', 'resourceControl'] as const;
  return kinds.flatMap((kind) => {
    const statements = [...assembled[kind].values()].flat().flatMap(({ Statement }) => Statement);
    const bySid = new Map(statements.map((statement) => [statement.Sid ?? '', statement]));
    return [...bySid].flatMap(([sid, statement]) => ofStatement(kind, sid, statement));
  });
}

function ofStatement(
  kind: 'serviceControl' | 'resourceControl',
  sid: string,
  statement: DocumentStatement,
): Mutant[] {
  const actions = [statement['Action']].flat() as string[];
  const change =
    (edit: (found: DocumentStatement) => DocumentStatement | undefined) => (assembled: Assembled) => ({
      ...assembled,
      [kind]: new Map(
        [...assembled[kind]].map(([target, documents]) => [
          target,
          documents.map((document) => edited(document, sid, edit)),
        ]),
      ),
    });
  const conditions = Object.entries(
    (statement['Condition'] ?? {}) as Record<string, Record<string, unknown>>,
  ).flatMap(([operator, keys]) => Object.keys(keys).map((key) => ({ operator, key })));
  return [
    { name: `${sid}`, sid, actions, effect: 'weaker', apply: change(() => undefined) },
    ...(actions.length < 2
      ? []
      : actions.map((action): Mutant => ({
          name: `${sid} without ${action}`,
          sid,
          actions: [action],
          effect: 'weaker',
          apply: change((found) => ({ ...found, Action: actions.filter((other) => other !== action) })),
        }))),
    ...conditions.map(({ operator, key }): Mutant => ({
      name: `${sid} without ${operator} ${key}`,
      sid,
      actions,
      effect: 'stronger',
      apply: change((found) => withoutCondition(found, operator, key)),
    })),
  ];
}

function edited(
  document: Document,
  sid: string,
  edit: (found: DocumentStatement) => DocumentStatement | undefined,
): Document {
  return {
    ...document,
    Statement: document.Statement.flatMap((statement) =>
      statement.Sid === sid ? [edit(statement)].filter((left) => left !== undefined) : [statement],
    ),
  };
}

function withoutCondition(statement: DocumentStatement, operator: string, key: string): DocumentStatement {
  const { Condition, ...rest } = statement as { Condition: Record<string, Record<string, unknown>> };
  const keys = Object.fromEntries(Object.entries(Condition[operator] ?? {}).filter(([name]) => name !== key));
  const others = Object.fromEntries(Object.entries(Condition).filter(([name]) => name !== operator));
  const left = Object.keys(keys).length === 0 ? others : { ...others, [operator]: keys };
  return Object.keys(left).length === 0 ? rest : { ...rest, Condition: left };
}
