import { element } from './moto';

/** Whom a request comes from, by its access key. */
export interface Caller {
  account: string;
  /** `arn:…:sts::<account>:assumed-role/<role>/<session>`, or the account's root. */
  principal: string;
  /** Set when the key came from AssumeRole. */
  session?: string;
}

/** Learns access keys from the answers that deal them; an unknown key is the management account's own. */
export class Identity {
  private readonly callers = new Map<string, Caller>();

  constructor(private readonly unknown: Caller) {}

  callerOf(accessKey: string | undefined): Caller {
    return (accessKey !== undefined && this.callers.get(accessKey)) || this.unknown;
  }

  /** @param answer what STS answered to AssumeRole, AssumeRoleWithWebIdentity or AssumeRoleWithSAML */
  learnSession(answer: string): void {
    const accessKey = element(answer, 'AccessKeyId');
    const principal = element(answer, 'Arn');
    const [, account, session] =
      /^arn:[^:]+:sts::(\d{12}):assumed-role\/.+\/([^/]+)$/.exec(principal ?? '') ?? [];
    if (accessKey && principal && account && session) {
      this.callers.set(accessKey, { account, principal, session });
    }
  }

  /** @param answer what IAM answered to CreateAccessKey, asked by `creator` */
  learnUserKey(answer: string, creator: Caller): void {
    const accessKey = element(answer, 'AccessKeyId');
    const [partition] = /(?<=^arn:)[^:]+/.exec(creator.principal) ?? ['aws'];
    if (!accessKey) return;
    const principal = `arn:${partition}:iam::${creator.account}:user/${element(answer, 'UserName') ?? ''}`;
    this.callers.set(accessKey, { account: creator.account, principal });
  }
}
