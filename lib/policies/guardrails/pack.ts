import { policyDocument, render, type PolicyDocument, type Statement } from '../document';

/**
 * As few documents as hold the statements, each below `limit` characters: largest first, each into the first document that
 * has room. What is denied does not change, since any statement denies by itself.
 * A statement that is too large alone has a document of its own, which the check of its size reports.
 */
export function pack(statements: readonly Statement[], limit: number): PolicyDocument[] {
  const documents: Statement[][] = [];
  const bySize = statements.toSorted((a, b) => sizeOf([b]) - sizeOf([a]));
  for (const statement of bySize) {
    const document = documents.find((others) => sizeOf([...others, statement]) <= limit);
    if (document === undefined) documents.push([statement]);
    else document.push(statement);
  }
  const order = (statement: Statement) => statements.indexOf(statement);
  return documents.map((document) => policyDocument(...document.toSorted((a, b) => order(a) - order(b))));
}

function sizeOf(statements: readonly Statement[]): number {
  return render(policyDocument(...statements)).length;
}
