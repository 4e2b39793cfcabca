/** What people want to know of a statement and cannot read from it. */
export interface Intent {
  readonly stops: string;
  /** What one might think that it stops. */
  readonly not: string;
}

/** Per statement, by its Sid. */
export const intents: Readonly<Record<string, Intent>> = {
  RegistrySettings: {
    stops:
      'anybody but the deploy role changing rules, creation templates, registry policy, scanning, signing, replication or account settings, the root user of the account included',
    not: "the management account, which no such policy binds; ECR's service-linked roles",
  },
  ReplicationFromTheHubOnly: {
    stops:
      'an environment replicating its images anywhere, even by the deploy role: destinations may be foreign accounts',
    not: 'a push of the same image to a registry of the organization',
  },
  ManagedRepositories: {
    stops:
      'anybody but the deploy role opening or closing a repository of a managed namespace by its own policy',
    not: 'policies of repositories that teams made for themselves',
  },
  BlueprintIdentities: {
    stops:
      "anybody but the deploy role changing the blueprint's roles and policies (by their path, creation included), and the deploy role itself",
    not: 'whoever may assume the deploy role: its trust policy decides',
  },
  UpstreamTokens: {
    stops: 'anybody but the deploy role reading or changing the tokens of upstream registries',
    not: "ECR, which reads them with its service-linked role; the upstream's own leak",
  },
  TaggedResources: {
    stops:
      "disabling the blueprint's keys and event rules, taking away or opening its endpoints, taking its DNS firewall off or changing its list",
    not: 'the same resources of others; an endpoint that existed already and has no such tag; the fail-open setting of a VPC, which has no tag',
  },
  BlueprintTag: {
    stops:
      'putting the tag on, or taking it off, which the statement above goes by; in whatever case it is written',
    not: 'other tags',
  },
  BreakGlassTag: {
    stops: 'anybody but the deploy role handing out the exemption, on a role, a user or a session',
    not: 'a tag that a holder had before the guardrails',
  },
  NoPublicRegistry: {
    stops: 'the API of ECR Public, its tokens and its pulls with a token',
    not: 'an anonymous pull from public.ecr.aws, which is no AWS call',
  },
  NoPublicRegistryToken: {
    stops: 'the bearer token that ECR Public asks for',
    not: "other services' bearer tokens, CodeArtifact's for instance",
  },
  RegistriesOfTheOrganization: {
    stops: "pulls from private registries outside of the organization, AWS's own in the catalogue excepted",
    not: 'pulls from registries that are not ECR; pulls by service-linked roles',
  },
  CachesAreFetched: {
    stops: 'a push into a cache by anybody but the fetch role: what lies there is what the upstream has',
    not: 'an upstream that was poisoned itself',
  },
  ImportsByRule: {
    stops: 'an import of what no rule, or no allow-list (`only`), names',
    not: 'what an allow-list names as a whole, such as library/*',
  },
  ReleasedImagesOnly: {
    stops:
      "pulls of anything but released images of the unit's own registries, images of development accounts and of the hub's approved/ included",
    not: "an image that is on the node already, or comes from a registry that is not ECR; AWS's own images",
  },
  NothingOnDemand: {
    stops: 'imports, and rules, even by the deploy role',
    not: 'replication, which is how images come',
  },
  NoPush: { stops: 'pushes by anybody', not: 'replication' },
  NoRepositoryByHand: {
    stops: 'repositories that no creation template made: their settings would be wrong for good',
    not: 'the template role, which replication uses',
  },
  BatchImages: {
    stops: 'AWS Batch job definitions with an image from anywhere but ECR',
    not: 'ECS, EKS, Lambda and App Runner, which have no condition key for the image',
  },
  BatchImagesLookalikes: { stops: 'a host that only looks like ECR', not: '' },
  BatchEksImages: { stops: 'the same for Batch on EKS, at submission too', not: '' },
  BatchEksImagesLookalikes: { stops: 'a host that only looks like ECR', not: '' },
  BuildImages: {
    stops: "CodeBuild projects and builds with an image from anywhere but ECR, AWS's curated ones excepted",
    not: 'what a build script pulls',
  },
  BuildImagesLookalikes: { stops: 'a host that only looks like ECR', not: '' },
  BreakGlassIsOver: {
    stops: 'holders of the break-glass tag doing any guarded thing after the date, without a deployment',
    not: 'the tag itself: take it off',
  },
  BreakGlassSession: {
    stops:
      'a session with the break-glass tag for whoever comes from outside of the account: foreign principals, SAML, OIDC, IAM Identity Center',
    not: 'a tag on the role itself',
  },
  OrganizationOnly: {
    stops: 'anybody from outside of the organization, whatever a registry or repository policy says',
    not: 'AWS services acting for the organization; service-linked roles',
  },
  ServicesForTheOrganization: {
    stops: "an AWS service acting on our registries for somebody else's account (the confused deputy)",
    not: 'services that name no account',
  },
};
