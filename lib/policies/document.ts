/** An IAM policy document, as data. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html */
export interface PolicyDocument {
  readonly Version: '2012-10-17';
  readonly Statement: readonly Statement[];
}

export interface Statement {
  readonly Sid: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: '*' | { readonly [kind in 'AWS' | 'Service']?: string | readonly string[] };
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

export function policyDocument(...statements: readonly Statement[]): PolicyDocument {
  return { Version: '2012-10-17', Statement: statements };
}

/**
 * The document as Terraform takes it: minified, because white space counts against AWS's quotas. `references` lists the
 * Terraform references that stay live; any other `${` is an IAM policy variable and is escaped, or Terraform would
 * take it for an interpolation.
 */
export function render(document: PolicyDocument, ...references: readonly string[]): string {
  return JSON.stringify(document).replace(/\$\{[^}]*\}/g, (found) =>
    references.includes(found) ? found : `$${found}`,
  );
}
