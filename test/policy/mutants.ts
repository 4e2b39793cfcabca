import type { Assembled, Document, DocumentStatement } from './assembled';
import type { Layer } from './simulate';

/** One policy statement made weaker or stronger, wherever it stands. */
export interface Mutant {
  readonly name: string;
  readonly sid: string;
  /** What decides when the statement does. */
  readonly layer: Layer;
  /** Actions of the statement, or the one that was dropped. */
  readonly actions: readonly string[];
  /** `weaker`: more is allowed than before; `stronger`: less. */
  readonly effect: 'weaker' | 'stronger';
  /** The policies that hold the statement. */
  readonly documents: ReadonlySet<Document>;
  readonly edit: (document: Document) => Document;
}

/** Policies that say the same of different places. */
interface Kind {
  readonly name: string;
  readonly layer: Layer;
  readonly documents: readonly Document[];
}

/** Every statement, every condition and every listed action of every policy, dropped in turn. */
export function mutants(assembled: Assembled): Mutant[] {
  return kinds(assembled).flatMap((kind) => {
    const bySid = new Map<string, DocumentStatement[]>();
    for (const statement of kind.documents.flatMap(({ Statement }) => Statement)) {
      const sid = statement.Sid ?? '';
      bySid.set(sid, [...(bySid.get(sid) ?? []), statement]);
    }
    return [...bySid].flatMap(([sid, statements]) => ofStatement(kind, sid, statements));
  });
}

function kinds(assembled: Assembled): Kind[] {
  const roles = (name: string) =>
    [...assembled.roles].filter(([arn]) => arn.includes(`-${name}-`)).flatMap(([, documents]) => documents);
  const consumers = (name: string) =>
    [...assembled.consumers.values()].flatMap((byKind) => byKind[name] ?? []);
  const endpoints = (name: string) =>
    [...assembled.endpoints].filter(([key]) => key.startsWith(name)).map(([, document]) => document);
  return [
    { name: 'scp', layer: 'scp', documents: [...assembled.serviceControl.values()].flat() },
    { name: 'rcp', layer: 'rcp', documents: [...assembled.resourceControl.values()].flat() },
    { name: 'registry policy', layer: 'resource', documents: [...assembled.registryPolicies.values()] },
    { name: 'key policy', layer: 'identity', documents: [...assembled.keyPolicies.values()] },
    { name: 'fetch role', layer: 'identity', documents: roles('fetch') },
    { name: 'template role', layer: 'identity', documents: roles('template') },
    { name: 'consumer pull', layer: 'identity', documents: consumers('pull') },
    { name: 'consumer first-pull', layer: 'identity', documents: consumers('first-pull') },
    { name: 'ecr endpoint', layer: 'endpoint', documents: endpoints('ecr-') },
    { name: 's3 endpoint', layer: 'endpoint', documents: endpoints('s3') },
  ];
}

type Edit = (found: DocumentStatement) => DocumentStatement | undefined;

function ofStatement(
  { name: kind, layer, documents }: Kind,
  sid: string,
  statements: readonly DocumentStatement[],
): Mutant[] {
  const own = new Set(documents.filter(({ Statement }) => Statement.some(({ Sid }) => Sid === sid)));
  const less = statements.some(({ Effect }) => Effect === 'Deny') ? 'weaker' : 'stronger';
  const more = less === 'weaker' ? 'stronger' : 'weaker';
  const listed = (statement: DocumentStatement) => [statement['Action']].flat() as string[];
  const actions = [...new Set(statements.flatMap(listed))];
  const mutant = (
    change: string,
    effect: Mutant['effect'],
    dropped: readonly string[],
    edit: Edit,
  ): Mutant => ({
    name: [kind, sid, ...(change === '' ? [] : [`without ${change}`])].join(' '),
    sid,
    layer,
    actions: dropped,
    effect,
    documents: own,
    edit: (document) => (own.has(document) ? edited(document, sid, edit) : document),
  });
  const conditions = new Set(
    statements.flatMap((statement) =>
      Object.entries((statement['Condition'] ?? {}) as Record<string, object>).flatMap(([operator, keys]) =>
        Object.keys(keys).map((key) => `${operator} ${key}`),
      ),
    ),
  );
  return [
    mutant('', less, actions, () => undefined),
    ...(actions.length < 2
      ? []
      : actions.map((action) =>
          mutant(action, less, [action], (found) => {
            const left = listed(found).filter((other) => other !== action);
            return left.length === 0 ? undefined : { ...found, Action: left };
          }),
        )),
    ...[...conditions].map((condition) => {
      const [operator = '', key = ''] = condition.split(' ');
      return mutant(condition, more, actions, (found) => withoutCondition(found, operator, key));
    }),
  ];
}

function edited(document: Document, sid: string, edit: Edit): Document {
  return {
    ...document,
    Statement: document.Statement.flatMap((statement) =>
      statement.Sid === sid ? [edit(statement)].filter((left) => left !== undefined) : [statement],
    ),
  };
}

function withoutCondition(statement: DocumentStatement, operator: string, key: string): DocumentStatement {
  const { Condition = {}, ...rest } = statement as { Condition?: Record<string, Record<string, unknown>> };
  const keys = Object.fromEntries(Object.entries(Condition[operator] ?? {}).filter(([name]) => name !== key));
  const others = Object.fromEntries(Object.entries(Condition).filter(([name]) => name !== operator));
  const left = Object.keys(keys).length === 0 ? others : { ...others, [operator]: keys };
  return Object.keys(left).length === 0 ? rest : { ...rest, Condition: left };
}
