import { AwsError } from '../aws-error';
import { type Context, type Operations, registryOf, repositoryArn } from './registry';
import { type Repository, repositoryOf } from './repositories';
import { invalidParameter } from './parameters';

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}
export type Tags = ReadonlyMap<string, string>;

/** https://docs.aws.amazon.com/AmazonECR/latest/userguide/ecr-using-tags.html */
const MAX_TAGS = 50;
const MAX_KEY = 128;
const MAX_VALUE = 256;
const CHARACTERS = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

export const tagging = {
  TagResource(context: Context, { resourceArn, tags }) {
    const repository = taggedRepository(context, resourceArn);
    repository.tags = merged(repository.tags, tags);
    return {};
  },

  UntagResource(context: Context, { resourceArn, tagKeys }) {
    const repository = taggedRepository(context, resourceArn);
    repository.tags = new Map([...repository.tags].filter(([key]) => !tagKeys.includes(key)));
    return {};
  },

  ListTagsForResource(context: Context, { resourceArn }) {
    return { tags: [...taggedRepository(context, resourceArn).tags].map(([Key, Value]) => ({ Key, Value })) };
  },
} satisfies Partial<Operations>;

/** @throws AwsError InvalidTagParameterException, TooManyTagsException */
export function merged(present: Tags, added: readonly Tag[]): Tags {
  if (new Set(added.map(({ Key }) => Key)).size !== added.length) {
    throw invalidTag('Tag keys must be unique');
  }
  for (const { Key, Value } of added) {
    if (Key.length < 1 || Key.length > MAX_KEY || Value.length > MAX_VALUE) {
      throw invalidTag(
        `Tag keys can have a maximum character length of ${MAX_KEY} characters, ` +
          `and tag values can have a maximum length of ${MAX_VALUE} characters`,
      );
    }
    if (/^aws:/i.test(Key)) throw invalidTag(`Tag keys that begin with 'aws:' are reserved: '${Key}'`);
    if (!CHARACTERS.test(Key) || !CHARACTERS.test(Value))
      throw invalidTag(`Invalid characters in the tag '${Key}'`);
  }
  const all = new Map([...present, ...added.map(({ Key, Value }) => [Key, Value] as const)]);
  if (all.size > MAX_TAGS) {
    throw new AwsError(
      'TooManyTagsException',
      `The list of tags on the repository is over the limit. The maximum number of tags that can be applied to a repository is ${MAX_TAGS}.`,
    );
  }
  return all;
}

function taggedRepository(context: Context, arn: string): Repository {
  const { registry } = context;
  const [, account, name] = /^arn:[^:]+:ecr:[a-z0-9-]+:([0-9]{12}):repository\/(.+)$/.exec(arn) ?? [];
  if (account === undefined || name === undefined) throw invalidParameter('resourceArn', 'Invalid ARN');
  registryOf(context, account);
  if (arn !== repositoryArn(context, name)) throw invalidParameter('resourceArn', 'Invalid ARN');
  return repositoryOf(registry, name);
}

const invalidTag = (message: string): AwsError => new AwsError('InvalidTagParameterException', message);
