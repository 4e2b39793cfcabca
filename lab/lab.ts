import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BucketPolicies } from './bucket-policies';
import { DnsFirewallService } from './dns-firewall/service';
import { vpcExists } from './dns-firewall/vpc-in-moto';
import { EcrService } from './ecr/service';
import { worldInMoto } from './ecr/world-in-moto';
import { MANAGEMENT_CREDENTIALS, labEnvironment, labVariables } from './environment';
import { type Gateway, type Refused, startGateway } from './gateway';
import { Iam } from './iam';
import { Identity } from './identity';
import { LabError } from './lab-error';
import { Moto, element } from './moto';
import { MANAGEMENT_ACCOUNT, type Organization, POLICY_TYPES, seedOrganization } from './organization';
import { makeOwnDirectory } from './own-directory';
import { refuse } from './refusals';
import { type Tools, findTools } from './tools';

/** Region of a child that names none. */
const REGION = 'eu-west-1';

export interface LabOptions {
  organization: Organization;
  /** Policy types enabled at the root. @default SCPs and RCPs */
  policyTypes?: readonly string[];
}

export interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

/** A running organization on this machine. */
export interface Lab {
  /** `http://127.0.0.1:<port>`, every service. */
  endpoint: string;
  directory: string;
  /** The whole environment for a child that shall see the lab as AWS. */
  environment: NodeJS.ProcessEnv;
  /** The part of it that the lab set. */
  variables: Record<string, string>;
  tools: Tools;
  /** What the lab refused, in order: operations it lacks and what AWS would refuse. */
  refused: readonly Refused[];
  /** The last lines of moto's output. */
  motoLog(): readonly string[];
  /** For SDK clients: credentials that act in that account. */
  credentialsFor(account: string): Promise<Credentials>;
  /** Ends everything; afterwards no process, no port and no directory is left. */
  stop(): Promise<void>;
}

/**
 * Starts an organization: moto with the accounts dealt, the gateway in front of it, and the environment for Terraform.
 * @throws LabError when a tool is missing, moto does not start, or the manifest has other ids than the lab dealt;
 *   nothing is left running then
 */
export async function startLab(options: LabOptions): Promise<Lab> {
  const { organization } = options;
  const partition = organization.partition ?? 'aws';
  const tools = await findTools();
  for (const directory of tools.directories) mkdirSync(directory, { recursive: true });

  const ending: (() => void | Promise<void>)[] = [];
  let stopped: Promise<void> | undefined;
  const stop = (): Promise<void> => (stopped ??= endAll(ending));
  try {
    const directory = makeOwnDirectory();
    const remove = (): void => rmSync(directory, { recursive: true, force: true });
    process.once('exit', remove); // a process that ends without stop() takes its children along, not its files
    ending.push(remove, () => void process.off('exit', remove));

    const moto = await Moto.start(tools.moto, motoEnvironment(process.env), join(directory, 'moto.log'));
    ending.push(() => moto.stop());
    const iam = new Iam(moto, partition, new Set([MANAGEMENT_ACCOUNT]));
    await seedOrganization(moto, iam, organization, options.policyTypes ?? POLICY_TYPES);

    const root = `arn:${partition}:iam::${MANAGEMENT_ACCOUNT}:root`;
    const identity = new Identity({ account: MANAGEMENT_ACCOUNT, principal: root });
    const refused: Refused[] = [];
    const gateway: Gateway = await startGateway({
      motoPort: moto.port,
      identity,
      services: [
        new EcrService(worldInMoto(moto, iam)),
        new DnsFirewallService(partition, (vpc, scope) => vpcExists(moto, vpc, scope)),
      ],
      bucketPolicies: new BucketPolicies((bucket) => moto.bucketExists(bucket)),
      refuse: (call, caller) => refuse(call, caller, { moto, iam }),
      onRefused: (entry) => {
        refused.push(entry);
        appendFileSync(join(directory, 'refused.log'), `${JSON.stringify(entry)}\n`);
      },
    });
    ending.push(() => gateway.stop());

    const address = {
      endpoint: `http://127.0.0.1:${gateway.port}`,
      region: REGION,
      cliConfigFile: join(directory, 'terraform.rc'),
      awsConfigFile: join(directory, 'aws-config'),
      awsCredentialsFile: join(directory, 'aws-credentials'),
      terraform: tools.terraform,
    };
    writeFileSync(address.cliConfigFile, tools.cliConfig);
    writeFileSync(address.awsConfigFile, '');
    writeFileSync(address.awsCredentialsFile, '');
    return {
      endpoint: address.endpoint,
      directory,
      environment: labEnvironment(process.env, address),
      variables: labVariables(address),
      tools,
      motoLog: () => moto.lastLines,
      refused,
      credentialsFor: (account) => credentialsFor(account, { moto, iam, identity, organization }),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The last begun is the first to end; one that fails keeps none of the others from ending. */
async function endAll(ending: readonly (() => void | Promise<void>)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const end of ending.toReversed()) {
    await Promise.resolve()
      .then(end)
      .catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0) throw failures[0];
}

/** moto and boto3 inside it read AWS_* and MOTO_* variables: fresh and alike everywhere needs them gone. */
function motoEnvironment(base: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(base).filter(([name]) => !/^(?:AWS_|MOTO_|FLASK_|WERKZEUG_)/.test(name));
  return { ...Object.fromEntries(kept), PYTHONUNBUFFERED: '1' };
}

interface Parts {
  moto: Moto;
  iam: Iam;
  identity: Identity;
  organization: Organization;
}

/** Dealt by moto's own STS, past the gateway, so that no policy of the blueprint has a say in it. */
async function credentialsFor(account: string, parts: Parts): Promise<Credentials> {
  const { moto, iam, identity, organization } = parts;
  if (account === MANAGEMENT_ACCOUNT) return { ...MANAGEMENT_CREDENTIALS };
  if (!iam.accounts.has(account)) throw new LabError(`no account ${account} in the lab`);
  const seeded = organization.accounts.find(({ id }) => id === account)?.roles[0];
  const role = `arn:${iam.partition}:iam::${account}:role/${seeded ?? 'OrganizationAccountAccessRole'}`;
  const answer = await moto.query(
    'sts',
    '2011-06-15',
    'AssumeRole',
    { RoleArn: role, RoleSessionName: 'lab' },
    { region: iam.region },
  );
  identity.learnSession(answer);
  return {
    accessKeyId: element(answer, 'AccessKeyId') ?? '',
    secretAccessKey: element(answer, 'SecretAccessKey') ?? '',
    sessionToken: element(answer, 'SessionToken') ?? '',
  };
}
