import { runSimulation } from '@cloud-copilot/iam-simulate';
import type { Assembled, Document } from './assembled';

/** Where accounts lie: unit ids from the root downwards. */
export interface Directory {
  readonly organization: string;
  readonly unitsOf: (account: string) => readonly string[];
  /** Whether the account belongs to the organization. */
  readonly member: (account: string) => boolean;
}

export interface Principal {
  readonly arn: string;
  /** Policies of the principal itself. */
  readonly identity: readonly Document[];
  readonly tags?: Readonly<Record<string, string>>;
  /** Bound by no service or resource control policy: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html */
  readonly serviceLinked?: boolean;
}

export interface Request {
  readonly principal: Principal;
  readonly action: string;
  readonly resource: string;
  /** Account of the resource; that of the ARN unless given. */
  readonly account: string;
  readonly context?: Readonly<Record<string, string | string[]>>;
  readonly now?: string;
  /** The policy of the repository or bucket itself; else the registry's decides. */
  readonly ownPolicy?: Document;
  /** The VPC endpoint that it goes through, as the assembled policies name it. */
  readonly endpoint?: string;
}

export type Layer = 'scp' | 'rcp' | 'endpoint' | 'identity' | 'resource';
export type Verdict =
  { readonly allowed: true } | { readonly allowed: false; readonly layer: Layer; readonly statement: string };

/** Has no resource. Whether AWS names an owner of it is said nowhere, so nothing may depend on one. */
const TOKEN = 'ecr:GetAuthorizationToken';

const fullAccess: Document = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
};

/**
 * What AWS would answer. Throws if the simulator takes offence at anything: that is never a deny.
 * @param edit changes policies on their way into the simulation
 */
export async function simulate(
  assembled: Assembled,
  directory: Directory,
  request: Request,
  edit: (policy: Document) => Document = (policy) => policy,
): Promise<Verdict> {
  const { principal, action, resource, account } = request;
  const own = principal.arn.split(':')[4] ?? '';
  const bound = principal.serviceLinked !== true;
  const decides = resourcePolicy(assembled, request);
  const endpoint = endpointPolicy(assembled, request);
  const answer = await runSimulation(
    {
      request: {
        principal: principal.arn,
        action,
        resource: { resource, accountId: account },
        contextVariables: context(directory, request, own),
      },
      identityPolicies: named('identity', principal.identity.map(edit)),
      serviceControlPolicies:
        bound && directory.member(own)
          ? levels(directory, own, assembled.serviceControl, edit, [fullAccess])
          : [],
      resourceControlPolicies:
        bound && directory.member(account)
          ? levels(directory, account, assembled.resourceControl, edit, [])
          : [],
      resourcePolicy: decides && edit(decides),
      ...(endpoint && { vpcEndpointPolicies: named('endpoint', [edit(endpoint)]) }),
    },
    {},
  );
  if (answer.resultType !== 'single') {
    const reason =
      answer.resultType === 'error' ? JSON.stringify(answer.errors) : 'names more than one resource';
    throw new Error(`${action} on ${resource}: ${reason}`);
  }
  const { analysis } = answer.result;
  if (analysis.result === 'Allowed') return { allowed: true };
  const denied = [
    ...(analysis.scpAnalysis?.ouAnalysis ?? []).flatMap((level) =>
      level.denyStatements.map(({ statement }) => ({ layer: 'scp' as const, statement })),
    ),
    ...(analysis.rcpAnalysis?.ouAnalysis ?? []).flatMap((level) =>
      level.denyStatements.map(({ statement }) => ({ layer: 'rcp' as const, statement })),
    ),
  ];
  const [first] = denied;
  if (first !== undefined) {
    const ids = [...new Set(denied.filter(({ layer }) => layer === first.layer).map(sid))];
    return { allowed: false, layer: first.layer, statement: ids.join(' ') };
  }
  if (endpoint !== undefined && analysis.endpointAnalysis?.result !== 'Allowed') {
    const [statement] = (analysis.endpointAnalysis?.denyStatements ?? []).map(sid);
    return { allowed: false, layer: 'endpoint', statement: statement ?? 'no grant' };
  }
  const layer = analysis.identityAnalysis?.result === 'Allowed' ? 'resource' : 'identity';
  return { allowed: false, layer, statement: 'no grant' };
}

function sid({ statement }: { statement: { sid(): string | undefined } }): string {
  return statement.sid() ?? '?';
}

function named(kind: string, policies: readonly Document[]) {
  return policies.map((policy, index) => ({ name: `${kind}-${index}`, policy }));
}

function endpointPolicy({ endpoints }: Assembled, { endpoint }: Request): Document | undefined {
  if (endpoint === undefined) return undefined;
  const policy = endpoints.get(endpoint);
  if (policy === undefined) throw new Error(`no endpoint ${endpoint}`);
  return policy;
}

/** The one policy of the resource that we make: of a registry, or of the key of its images. */
function resourcePolicy(
  assembled: Assembled,
  { action, resource, account, ownPolicy }: Request,
): Document | undefined {
  if (ownPolicy !== undefined) return ownPolicy;
  const region = resource.split(':')[3] ?? '';
  if (action.startsWith('ecr:')) return assembled.registryPolicies.get(`${account} ${region}`);
  return action.startsWith('kms:') ? assembled.keyPolicies.get(account) : undefined;
}

/** What is attached at each level. The simulator adds RCPFullAWSAccess by itself, but not FullAWSAccess. */
function levels(
  directory: Directory,
  account: string,
  policies: ReadonlyMap<string, readonly Document[]>,
  edit: (policy: Document) => Document,
  always: readonly Document[],
) {
  return [...directory.unitsOf(account), account].map((target) => ({
    orgIdentifier: target,
    policies: named(target, [...always, ...(policies.get(target) ?? []).map(edit)]),
  }));
}

/** An AWS service acts by itself, not through a role. */
function isService({ arn }: Principal): boolean {
  return !arn.includes(':');
}

/** The keys that AWS sends with every request, and those of this one. */
function context(
  directory: Directory,
  { principal, action, account, context: own = {}, now = '2026-11-24T00:00:00Z' }: Request,
  principalAccount: string,
): Record<string, string | string[]> {
  const paths = [`${directory.organization}/${directory.unitsOf(principalAccount).join('/')}/`];
  const service = isService(principal);
  const who = service
    ? { 'aws:PrincipalServiceName': principal.arn }
    : {
        'aws:PrincipalArn': principal.arn,
        'aws:PrincipalAccount': principalAccount,
        ...(directory.member(principalAccount)
          ? { 'aws:PrincipalOrgID': directory.organization, 'aws:PrincipalOrgPaths': paths }
          : { 'aws:PrincipalOrgID': 'o-somebodyelse' }),
      };
  return {
    ...who,
    'aws:PrincipalIsAWSService': String(service),
    'aws:ViaAWSService': 'false',
    'aws:SecureTransport': 'true',
    ...(action === TOKEN
      ? {}
      : {
          'aws:ResourceAccount': account,
          'aws:ResourceOrgID': directory.member(account) ? directory.organization : 'o-somebodyelse',
        }),
    'aws:CurrentTime': now,
    ...Object.fromEntries(
      Object.entries(principal.tags ?? {}).map(([key, value]) => [`aws:PrincipalTag/${key}`, value]),
    ),
    ...own,
  };
}
