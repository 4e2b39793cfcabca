import { administrator, breakGlass, deployer, DEVELOPMENT, PRODUCTION, repository } from '../example';
import { group, PULL, PUSH, scp, everywhere, type Case, type Row } from './row';

/** The way around the guardrails, and its end. */
export const breakGlassRows: readonly Row[] = [
  ...group('break-glass', [
    {
      what: 'a holder of the tag changes a rule before the date',
      principal: breakGlass(DEVELOPMENT),
      actions: ['ecr:CreatePullThroughCacheRule'],
      resource: '*',
      account: DEVELOPMENT,
      now: '2026-12-30T23:59:59Z',
    },
    {
      what: 'a holder of the tag pushes to production before the date',
      principal: breakGlass(PRODUCTION),
      actions: [...PUSH, ...PULL],
      resource: repository(PRODUCTION, 'other/app'),
      now: '2026-12-30T23:59:59Z',
    },
    {
      what: 'the exemption ends by itself',
      principal: breakGlass(DEVELOPMENT),
      actions: ['ecr:CreatePullThroughCacheRule', 'ecr:PutRegistryPolicy'],
      resource: '*',
      account: DEVELOPMENT,
      now: '2026-12-31T00:00:01Z',
      denied: scp('BreakGlassIsOver'),
    },
    {
      what: 'the deploy role goes on working after the date',
      principal: deployer(DEVELOPMENT),
      actions: ['ecr:CreatePullThroughCacheRule'],
      resource: '*',
      account: DEVELOPMENT,
      now: '2027-01-01T00:00:00Z',
    },
    ...everywhere.flatMap((account): Case[] => [
      {
        what: 'an administrator gives the tag to a role, in whatever case',
        principal: administrator(account),
        actions: ['iam:CreateRole', 'iam:TagRole'],
        resource: `arn:aws:iam::${account}:role/team/app`,
        context: { 'aws:TagKeys': ['Image-Supply-Break-Glass'] },
        denied: scp('BreakGlassTag'),
      },
      {
        what: 'an administrator gives the tag to a user',
        principal: administrator(account),
        actions: ['iam:CreateUser', 'iam:TagUser'],
        resource: `arn:aws:iam::${account}:user/app`,
        context: { 'aws:TagKeys': ['image-supply-break-glass'] },
        denied: scp('BreakGlassTag'),
      },
      {
        what: 'an administrator gives the tag to a session',
        principal: administrator(account),
        actions: ['sts:TagSession'],
        resource: `arn:aws:iam::${account}:role/team/app`,
        context: { 'aws:TagKeys': ['image-supply-break-glass'] },
        denied: scp('BreakGlassTag'),
      },
      {
        what: 'the deploy role gives it',
        principal: deployer(account),
        actions: ['iam:TagRole'],
        resource: `arn:aws:iam::${account}:role/team/app`,
        context: { 'aws:TagKeys': ['image-supply-break-glass'] },
      },
    ]),
  ]),
];
