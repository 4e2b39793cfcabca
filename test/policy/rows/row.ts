import { DEVELOPMENT, HUB, PRODUCTION } from '../example';
import type { Document } from '../assembled';
import type { Layer, Principal } from '../simulate';

/** A row of the proof: who does what to which resource, and what decides. */
export interface Row {
  readonly group: string;
  readonly what: string;
  readonly principal: Principal;
  readonly actions: readonly string[];
  readonly resource: string;
  readonly account?: string;
  readonly context?: Readonly<Record<string, string | string[]>>;
  readonly now?: string;
  /** The policy of the repository or bucket itself. */
  readonly ownPolicy?: Document;
  /** The VPC endpoint that the request goes through. */
  readonly endpoint?: string;
  /** undefined: allowed. Else the layer, and the statement that denies. */
  readonly denied?: { readonly layer: Layer; readonly statement: string };
}

export const PULL = ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];
export const PUSH = [
  'ecr:InitiateLayerUpload',
  'ecr:UploadLayerPart',
  'ecr:CompleteLayerUpload',
  'ecr:PutImage',
];
export const IMPORT = ['ecr:BatchImportUpstreamImage'];
export const scp = (statement: string) => ({ layer: 'scp' as const, statement });

/** A policy of somebody else's that lets everybody do everything. */
export const open: Document = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }],
};

export type Case = Omit<Row, 'group'>;
export const group = (name: string, cases: readonly Case[]): Row[] =>
  cases.map((row) => ({ group: name, ...row }));

/** One account of each kind. */
export const everywhere = [HUB, DEVELOPMENT, PRODUCTION];
