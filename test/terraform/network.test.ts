import { CreateVpcEndpointCommand, EC2Client } from '@aws-sdk/client-ec2';
import type { Deployment } from '../../lab/deployment';
import { readNetwork } from '../../lab/read-network';
import { example } from '../topologies';
import { Workplace } from './workplace';

jest.setTimeout(240_000);

const STACK = 'development-main-eu-west-1-network';
const DEVELOPMENT = '998543534624';
const PLACE = 'environments.development.network.main.eu-west-1';
const [network] = example().networks;

let workplace: Workplace;
let deployment: Deployment;
let ec2: EC2Client;
/** A gateway endpoint that somebody else made. */
let existing: string;

beforeAll(async () => {
  workplace = await Workplace.make();
  deployment = workplace.deploymentWith();
  ec2 = new EC2Client(await workplace.as(DEVELOPMENT));
  const { VpcEndpoint } = await ec2.send(
    new CreateVpcEndpointCommand({
      VpcId: network?.vpc,
      ServiceName: 'com.amazonaws.eu-west-1.s3',
      VpcEndpointType: 'Gateway',
    }),
  );
  existing = VpcEndpoint?.VpcEndpointId ?? '';
});

afterAll(async () => {
  ec2.destroy();
  await deployment.stop();
  await workplace.leave();
});

const manifest = (changes: Readonly<Record<string, unknown>> = {}) =>
  workplace.manifest({ [`${PLACE}.existing`]: { s3: existing }, ...changes });

const readBack = async () => {
  if (network === undefined) throw new Error('the example has no network');
  const { rows } = await readNetwork(
    network,
    workplace.lab.endpoint,
    await workplace.lab.credentialsFor(DEVELOPMENT),
  );
  return rows.map((row) => row.join(' '));
};

const ENDPOINT = 'Interface  Allow Token, Allow OwnRegistries, Allow AwsOwnedImages, Allow BreakGlass';
const NAME = `acme-public-registries-${network?.vpc}`;

test('a private path is deployed beside an endpoint that exists, which gets the policy alone', async () => {
  expect(await deployment.deploy(manifest(), [STACK])).toMatchObject({ code: 0 });
  expect(await readBack()).toEqual([
    `endpoint ecr.api ${ENDPOINT}`,
    `endpoint ecr.dkr ${ENDPOINT}`,
    'endpoint s3 Gateway  Allow Everything, Deny LayersOfPublicRegistries',
    `firewall priority 101 BLOCK 19 domains  fails closed  ${NAME}`,
  ]);
});

test('planned again, it has nothing to change', async () => {
  expect(await workplace.planned(deployment, STACK)).toEqual([]);
});

test('from blocking to alerting is one changed line, and one updated rule', async () => {
  await deployment.synth(manifest({ [`${PLACE}.dnsFirewall`]: 'alert' }));
  const changes = await workplace.planned(deployment, STACK);
  expect(changes.map(({ address, change }) => [address, change.actions])).toEqual([
    ['aws_route53_resolver_firewall_rule.public-registries-rule', ['update']],
  ]);
  expect(await deployment.deploy(manifest({ [`${PLACE}.dnsFirewall`]: 'alert' }), [STACK])).toMatchObject({
    code: 0,
  });
  expect(await readBack()).toContain(`firewall priority 101 ALERT 19 domains  fails closed  ${NAME}`);
});

test('destroyed, it leaves the endpoint that existed, and nothing else', async () => {
  expect(await deployment.destroy(manifest(), [STACK])).toMatchObject({ code: 0 });
  // The policy goes back to AWS's default; moto keeps ours, as it knows no ResetPolicy.
  expect(await readBack()).toEqual([expect.stringMatching(/^endpoint s3 Gateway /)]);
});
