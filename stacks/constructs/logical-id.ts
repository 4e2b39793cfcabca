import { createHash } from 'node:crypto';

/**
 * A Terraform resource name for a name of the user's. CDKTF deletes the characters that Terraform does not take, and two
 * names that differ in those alone would silently become one resource; here they get a hash of the whole name instead.
 * Ids are part of the contract: a changed one destroys and creates the resource.
 */
export function logicalId(kind: string, name: string): string {
  if (/^[a-z0-9-]*$/.test(name)) return `${kind}-${name}`;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 8);
  return `${kind}-${name.replace(/[^a-z0-9-]/g, '_')}_${hash}`;
}

/** The literal reference to an attribute: cheaper than CDKTF's token, and Terraform orders by it just the same. */
export function reference(type: string, id: string, attribute: string): string {
  return `\${${type}.${id}.${attribute}}`;
}
