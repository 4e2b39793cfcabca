/** What `docker pull` needs on a repository: https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-pull-iam.html */
export const PULL_ACTIONS = [
  'ecr:BatchCheckLayerAvailability',
  'ecr:BatchGetImage',
  'ecr:GetDownloadUrlForLayer',
] as const;

/**
 * What the first pull of an image through a rule needs on top. Without the first: "manifest unknown"; without the
 * second: "name unknown". https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-iam.html
 */
export const FIRST_PULL_ACTIONS = ['ecr:BatchImportUpstreamImage', 'ecr:CreateRepository'] as const;

/**
 * What another account's rule needs here, the upstream side.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-private.html
 */
export const UPSTREAM_ACTIONS = [
  'ecr:BatchGetImage',
  'ecr:BatchImportUpstreamImage',
  'ecr:GetDownloadUrlForLayer',
  'ecr:GetImageCopyStatus',
] as const;

/**
 * What a rule needs on top where its upstream is itself a cache that may not hold the image yet: to create the repository
 * there. Undocumented, like filling one cache through another at all; without it the documented grant can create none.
 * https://github.com/aws/containers-roadmap/issues/2643
 */
export const CHAINED_ACTIONS = ['ecr:CreateRepository'] as const;

/** What a rule's fetch role does in its own registry with what it fetched. Same page. */
export const CACHE_WRITE_ACTIONS = [
  'ecr:BatchImportUpstreamImage',
  'ecr:CompleteLayerUpload',
  'ecr:GetImageCopyStatus',
  'ecr:InitiateLayerUpload',
  'ecr:PutImage',
  'ecr:UploadLayerPart',
] as const;

/**
 * What replication does in a destination; `TagResource` because the creation template tags.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry-permissions-create-replication.html
 */
export const REPLICATION_ACTIONS = ['ecr:CreateRepository', 'ecr:ReplicateImage', 'ecr:TagResource'] as const;

/**
 * What ECR does with a creation template's role, keys included.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-creation-templates-iam.html
 */
export const TEMPLATE_ACTIONS = ['ecr:CreateRepository', 'ecr:ReplicateImage', 'ecr:TagResource'] as const;
export const TEMPLATE_KEY_ACTIONS = ['kms:CreateGrant', 'kms:DescribeKey', 'kms:RetireGrant'] as const;
