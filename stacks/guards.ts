import {
  TerraformBackend,
  TerraformDataSource,
  TerraformProvider,
  TerraformResource,
  TerraformStack,
  type App,
} from 'cdktf';

/**
 * What CDKTF loses without a word, refused before anything is written: stacks or resources that overwrite each other, two
 * stacks with one state, a stack without a backend, a second default provider. Throws one error that names every case.
 */
export function assertSound(app: App): void {
  const stacks = app.node.findAll().filter((node) => TerraformStack.isStack(node));
  const states = stacks.map(stateAddress);
  const problems = [
    ...repeated(stacks.map(({ node }) => node.id)).map(
      (id) => `stack '${id}' exists twice, one would overwrite the other`,
    ),
    ...repeated(states.filter((address) => address !== undefined)).map(
      (address) => `two stacks share the state ${address}`,
    ),
    ...stacks
      .filter((_, index) => states[index] === undefined)
      .map(({ node }) => `stack '${node.id}' has no backend`),
    ...stacks.flatMap(elementProblems),
  ];
  if (problems.length > 0) {
    throw new Error(`the stacks cannot be written:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
  }
}

function elementProblems(stack: TerraformStack): string[] {
  const addresses: string[] = [];
  const defaultProviders: string[] = [];
  for (const node of stack.node.findAll()) {
    if (TerraformResource.isTerraformResource(node)) {
      addresses.push(`${node.terraformResourceType}.${node.friendlyUniqueId}`);
    } else if (TerraformDataSource.isTerraformDataSource(node)) {
      addresses.push(`data.${node.terraformResourceType}.${node.friendlyUniqueId}`);
    } else if (TerraformProvider.isTerraformProvider(node) && node.alias === undefined) {
      defaultProviders.push(node.terraformResourceType);
    }
  }
  return [
    ...repeated(addresses).map(
      (address) => `stack '${stack.node.id}' has two of ${address}, one would overwrite the other`,
    ),
    ...repeated(defaultProviders).map(
      (type) => `stack '${stack.node.id}' has two default providers '${type}'`,
    ),
  ];
}

/** Where the stack's state is kept, as its backend block says; undefined without a backend. */
function stateAddress(stack: TerraformStack): string | undefined {
  const backend = stack.node.children.find((node) => TerraformBackend.isBackend(node));
  if (backend === undefined) return undefined;
  const { s3, local } = (
    backend.toTerraform() as { terraform: { backend: Record<string, Record<string, string>> } }
  ).terraform.backend;
  return s3 === undefined ? `file ${local?.['path']}` : `s3://${s3['bucket']}/${s3['key']}`;
}

function repeated(values: readonly string[]): string[] {
  const seen = new Set<string>();
  return [...new Set(values.filter((value) => seen.size === seen.add(value).size))];
}
