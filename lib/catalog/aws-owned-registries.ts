import type { AccountId, Region } from '../manifest/schema';

/** Images of a service of AWS's that lie in private registries outside of the organization. */
export interface AwsOwnedImages {
  /** What `guardrails.awsOwnedRegistries.services` calls it. */
  readonly id: string;
  readonly what: string;
  /** Repositories, `*` as wildcard. */
  readonly repositories: readonly string[];
  /** By Region; a Region that is not here has no such registry, or AWS's page does not say so. */
  readonly accounts: Readonly<Record<string, string>>;
  /** Whether they may be pulled where the manifest does not say. */
  readonly byDefault: boolean;
  readonly source: string;
}

/** Regions that existed before accounts had to opt in to new ones: services often have one account for all of them. */
const classic = [
  ...['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2', 'ca-central-1', 'sa-east-1'],
  ...['eu-central-1', 'eu-north-1', 'eu-west-1', 'eu-west-2', 'eu-west-3'],
  ...['ap-northeast-1', 'ap-northeast-2', 'ap-northeast-3', 'ap-south-1', 'ap-southeast-1', 'ap-southeast-2'],
];

const inClassic = (account: string, except: readonly string[] = []): Record<string, string> =>
  Object.fromEntries(classic.filter((region) => !except.includes(region)).map((region) => [region, account]));

/**
 * What workloads pull from AWS although it is outside of the organization. SageMaker's built-in algorithms are not here:
 * they have an account per algorithm and Region, named in
 * https://docs.aws.amazon.com/sagemaker/latest/dg-ecr-paths/sagemaker-algo-docker-registry-paths.html and allowed by
 * `additional`. Neither is what AWS offers on public.ecr.aws, which is not private ECR: the CloudWatch agent for ECS, EMR
 * Serverless. The CloudWatch agent and the GuardDuty agent for EKS are EKS add-ons.
 */
export const awsOwnedImages: readonly AwsOwnedImages[] = [
  {
    id: 'eks-add-ons',
    what: 'EKS add-ons (the GuardDuty and CloudWatch agents among them) and the pause image, without which no node starts',
    repositories: ['*'],
    accounts: {
      ...inClassic('602401143452'),
      'af-south-1': '877085696533',
      'ap-east-1': '800184023465',
      'ap-east-2': '533267051163',
      'ap-south-2': '900889452093',
      'ap-southeast-3': '296578399912',
      'ap-southeast-4': '491585149902',
      'ap-southeast-5': '151610086707',
      'ap-southeast-6': '333609536671',
      'ap-southeast-7': '121268973566',
      'ca-west-1': '761377655185',
      'cn-north-1': '918309763551',
      'cn-northwest-1': '961992271922',
      'eu-central-2': '900612956339',
      'eu-south-1': '590381155156',
      'eu-south-2': '455263428931',
      'il-central-1': '066635153087',
      'me-central-1': '759879836304',
      'me-south-1': '558608220178',
      'mx-central-1': '730335286997',
      'us-gov-east-1': '151742754352',
      'us-gov-west-1': '013241004608',
    },
    byDefault: true,
    source: 'https://docs.aws.amazon.com/eks/latest/userguide/add-ons-images.html',
  },
  {
    id: 'guardduty-agent',
    what: 'GuardDuty agent, the sidecar of ECS tasks on Fargate',
    repositories: ['aws-guardduty-agent-fargate'],
    accounts: {
      'af-south-1': '197869348890',
      'ap-east-1': '258348409381',
      'ap-east-2': '259886477082',
      'ap-northeast-1': '533107202818',
      'ap-northeast-2': '914738172881',
      'ap-northeast-3': '273192626886',
      'ap-south-1': '251508486986',
      'ap-south-2': '950823858135',
      'ap-southeast-1': '174946120834',
      'ap-southeast-2': '005257825471',
      'ap-southeast-3': '510637619217',
      'ap-southeast-4': '251357961535',
      'ap-southeast-5': '156041399949',
      'ap-southeast-7': '054037130133',
      'ca-central-1': '354763396469',
      'ca-west-1': '339712888787',
      'eu-central-1': '323658145986',
      'eu-central-2': '529164026651',
      'eu-north-1': '591436053604',
      'eu-south-1': '266869475730',
      'eu-south-2': '919611009337',
      'eu-west-1': '694911143906',
      'eu-west-2': '892757235363',
      'eu-west-3': '665651866788',
      'il-central-1': '870907303882',
      'me-central-1': '000014521398',
      'me-south-1': '536382113932',
      'mx-central-1': '311141559934',
      'sa-east-1': '758426053663',
      'us-east-1': '593207742271',
      'us-east-2': '307168627858',
      'us-west-1': '684579721401',
      'us-west-2': '733349766148',
    },
    byDefault: true,
    source:
      'https://docs.aws.amazon.com/guardduty/latest/ug/runtime-monitoring-ecr-repository-gdu-agent.html',
  },
  {
    id: 'bottlerocket',
    what: 'host containers of Bottlerocket nodes',
    repositories: ['bottlerocket-*'],
    accounts: {
      ...inClassic('328549459982'),
      'af-south-1': '917644944286',
      'ap-east-1': '375569722642',
      'ap-south-2': '764716012617',
      'ap-southeast-3': '386774335080',
      'ap-southeast-4': '731751899352',
      'ap-southeast-5': '851725293737',
      'ca-west-1': '253897149516',
      'cn-north-1': '183470599484',
      'cn-northwest-1': '183901325759',
      'eu-central-2': '861738308508',
      'eu-south-1': '586180183710',
      'eu-south-2': '620625777247',
      'il-central-1': '288123944683',
      'me-central-1': '553577323255',
      'me-south-1': '509306038620',
      'us-gov-east-1': '388230364387',
      'us-gov-west-1': '347163068887',
    },
    byDefault: true,
    source:
      'https://github.com/bottlerocket-os/bottlerocket-core-kit/blob/develop/sources/api/schnauzer/src/helpers.rs',
  },
  {
    id: 'fluent-bit',
    what: 'AWS for Fluent Bit, the log router of ECS',
    repositories: ['aws-for-fluent-bit'],
    accounts: {
      ...inClassic('906394416424'),
      'af-south-1': '928143927712',
      'ap-east-1': '449074385750',
      'ap-south-2': '378905956269',
      'ap-southeast-3': '921575906885',
      'cn-north-1': '128054284489',
      'cn-northwest-1': '128054284489',
      'eu-central-2': '269912160255',
      'eu-south-1': '960320637246',
      'eu-south-2': '146576467002',
      'me-central-1': '358001906437',
      'me-south-1': '741863432321',
      'us-gov-east-1': '161423150738',
      'us-gov-west-1': '161423150738',
    },
    byDefault: true,
    source: 'https://github.com/aws/aws-for-fluent-bit/blob/mainline/scripts/publish.sh',
  },
  {
    id: 'deep-learning-containers',
    what: "AWS Deep Learning Containers, SageMaker's framework images among them",
    repositories: ['*'],
    accounts: {
      ...inClassic('763104351884', ['ap-northeast-3']),
      'af-south-1': '626614931356',
      'ap-east-1': '871362719292',
      'ap-east-2': '763104351884',
      'ap-northeast-3': '364406365360',
      'ap-south-2': '772153158452',
      'ap-southeast-3': '907027046896',
      'ap-southeast-4': '457447274322',
      'ap-southeast-5': '550225433462',
      'ap-southeast-7': '590183813437',
      'ca-west-1': '204538143572',
      'cn-north-1': '727897471807',
      'cn-northwest-1': '727897471807',
      'eu-central-2': '380420809688',
      'eu-south-1': '692866216735',
      'eu-south-2': '503227376785',
      'il-central-1': '780543022126',
      'me-central-1': '914824155844',
      'me-south-1': '217643126080',
      'mx-central-1': '637423239942',
      'us-gov-east-1': '446045086412',
      'us-gov-west-1': '442386744353',
    },
    byDefault: true,
    source: 'https://aws.github.io/deep-learning-containers/reference/available_images/',
  },
  {
    // AWS's page has not been read; the table is the one of its own VS Code extension. Hence off.
    id: 'emr-on-eks',
    what: 'base images of EMR on EKS',
    repositories: ['*'],
    accounts: {
      'ap-northeast-1': '059004520145',
      'ap-northeast-2': '996579266876',
      'ap-south-1': '235914868574',
      'ap-southeast-1': '671219180197',
      'ap-southeast-2': '038297999601',
      'ca-central-1': '351826393999',
      'eu-central-1': '107292555468',
      'eu-north-1': '830386416364',
      'eu-west-1': '483788554619',
      'eu-west-2': '118780647275',
      'eu-west-3': '307523725174',
      'sa-east-1': '052806832358',
      'us-east-1': '755674844232',
      'us-east-2': '711395599931',
      'us-west-1': '608033475327',
      'us-west-2': '895885662937',
    },
    byDefault: false,
    source:
      'https://docs.aws.amazon.com/emr/latest/EMR-on-EKS-DevelopmentGuide/docker-custom-images-tag.html',
  },
  {
    // "All supported Regions" but those below have the one account; which are supported has not been read. Hence off.
    id: 'app-mesh',
    what: 'Envoy of App Mesh',
    repositories: ['aws-appmesh-envoy'],
    accounts: {
      ...inClassic('840364872350'),
      'af-south-1': '924023996002',
      'ap-east-1': '856666278305',
      'ap-southeast-3': '909464085924',
      'eu-south-1': '422531588944',
      'il-central-1': '564877687649',
      'me-south-1': '772975370895',
    },
    byDefault: false,
    source: 'https://docs.aws.amazon.com/app-mesh/latest/userguide/envoy.html',
  },
];

/** AWS-owned repositories of those services in those Regions, each account and path once. Regions are those of one partition. */
export function awsOwnedRepositoriesOf(
  services: readonly string[],
  regions: readonly Region[],
): { readonly account: AccountId; readonly path: string }[] {
  return awsOwnedImages
    .filter(({ id }) => services.includes(id))
    .flatMap(({ accounts, repositories }) =>
      [...new Set(regions.flatMap((region) => accounts[region] ?? []))].flatMap((account) =>
        repositories.map((path) => ({ account: account as AccountId, path })),
      ),
    );
}
