import { type Moto, MotoRefusal, element } from './moto';

const VERSION = '2010-05-08';

/** A Region of the partition, for services that have one endpoint in each: moto finds the partition by it. */
const HOME_REGION: Record<string, string> = {
  aws: 'us-east-1',
  'aws-cn': 'cn-north-1',
  'aws-us-gov': 'us-gov-west-1',
};

/** The accounts of the lab and who is in them, asked of moto when somebody needs to know. */
export class Iam {
  /** Where the partition's global services are asked. */
  readonly region: string;

  constructor(
    private readonly moto: Moto,
    readonly partition: string,
    /** Every account there is. */
    readonly accounts: Set<string>,
  ) {
    this.region = HOME_REGION[partition] ?? 'us-east-1';
  }

  /** Whether an account root, role, role session or user is there, as policies name them. */
  async principalExists(arn: string): Promise<boolean> {
    const match = /^arn:([^:]+):(iam|sts)::(\d{12}):([a-z-]+)(?:\/(.+))?$/.exec(arn);
    if (!match) return false;
    const [, partition, , account = '', kind, path = ''] = match;
    if (partition !== this.partition || !this.accounts.has(account)) return false;
    switch (kind) {
      case 'root':
        return path === '';
      case 'role':
        return (await this.arnOf('Role', path.split('/').at(-1) ?? '', account)) === arn;
      case 'user':
        return (await this.arnOf('User', path.split('/').at(-1) ?? '', account)) === arn;
      case 'assumed-role':
        return (await this.arnOf('Role', path.split('/')[0] ?? '', account)) !== undefined;
      default:
        return false;
    }
  }

  /** Makes a role that its whole organization's management account may assume; a role that is there stays as it is. */
  async createAccessRole(pathAndName: string, account: string, trusted: string): Promise<void> {
    const name = pathAndName.split('/').at(-1) ?? '';
    const path = pathAndName.slice(0, -name.length);
    const trust = {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: `arn:${this.partition}:iam::${trusted}:root` },
          Action: 'sts:AssumeRole',
        },
      ],
    };
    try {
      await this.ask(account, 'CreateRole', {
        RoleName: name,
        Path: path ? `/${path.replace(/^\//, '')}` : '/',
        AssumeRolePolicyDocument: JSON.stringify(trust),
      });
    } catch (error) {
      if (!(error instanceof MotoRefusal && error.code === 'EntityAlreadyExists')) throw error;
    }
  }

  /** The inline policies of a role, by name. */
  async inlinePolicies(role: string, account: string): Promise<Map<string, string>> {
    const names = await this.ask(account, 'ListRolePolicies', { RoleName: role });
    const policies = new Map<string, string>();
    for (const [, name = ''] of names.matchAll(/<member>([^<]*)<\/member>/g)) {
      const answer = await this.ask(account, 'GetRolePolicy', { RoleName: role, PolicyName: name });
      policies.set(name, decodeURIComponent(element(answer, 'PolicyDocument') ?? ''));
    }
    return policies;
  }

  private async arnOf(kind: 'Role' | 'User', name: string, account: string): Promise<string | undefined> {
    try {
      return element(await this.ask(account, `Get${kind}`, { [`${kind}Name`]: name }), 'Arn');
    } catch (error) {
      if (error instanceof MotoRefusal) return undefined;
      throw error;
    }
  }

  private ask(account: string, action: string, input: Record<string, string>): Promise<string> {
    return this.moto.query('iam', VERSION, action, input, { account, region: this.region });
  }
}
