import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Deployment } from '../../lab/deployment';
import { organizationOf } from '../../lab/from-manifest';
import { startLab, type Lab } from '../../lab/lab';
import { parseManifest } from '../../lib/manifest/load';
import { exampleSource } from '../topologies';

export interface PlannedChange {
  readonly address: string;
  readonly change: {
    readonly actions: string[];
    readonly before: Record<string, unknown>;
    readonly after: Record<string, unknown>;
  };
}

/** A lab for the example, and a folder in which its stacks are deployed. */
export class Workplace {
  private constructor(
    readonly lab: Lab,
    readonly directory: string,
  ) {}

  static async make(): Promise<Workplace> {
    const directory = mkdtempSync(join(tmpdir(), 'deployment-test-'));
    mkdirSync(join(directory, 'cdktf.out'));
    const { manifest } = parseManifest(readFileSync(writeManifest(directory), 'utf8'), 'test');
    return new Workplace(await startLab({ organization: organizationOf(manifest) }), directory);
  }

  /** The example with local state, which is quicker than the bucket; the demo's suite has the bucket. */
  manifest(changes: Readonly<Record<string, unknown>> = {}): string {
    return writeManifest(this.directory, changes);
  }

  deploymentWith(variables: Record<string, string> = {}): Deployment {
    return new Deployment({
      environment: { ...this.lab.environment, ...variables },
      terraform: this.lab.tools.terraform,
      output: join(this.directory, 'cdktf.out'),
    });
  }

  /** SDK options that act in an account. */
  async as(account: string) {
    return {
      endpoint: this.lab.endpoint,
      region: 'eu-west-1',
      credentials: await this.lab.credentialsFor(account),
    };
  }

  /** What a plan would do, resource by resource. */
  async planned(deployment: Deployment, stack: string): Promise<PlannedChange[]> {
    const file = join(this.directory, 'plan');
    const plan = await deployment.terraform(stack, ['plan', '-input=false', '-no-color', `-out=${file}`]);
    expect(plan).toMatchObject({ code: 0 });
    const { stdout } = await deployment.terraform(stack, ['show', '-json', file]);
    const { resource_changes: changes = [] } = JSON.parse(stdout) as { resource_changes?: PlannedChange[] };
    return changes.filter(({ change }) => change.actions.join() !== 'no-op');
  }

  async leave(): Promise<void> {
    await this.lab.stop();
    rmSync(this.directory, { recursive: true });
  }
}

function writeManifest(directory: string, changes: Readonly<Record<string, unknown>> = {}): string {
  const file = join(directory, 'blueprint.yaml');
  writeFileSync(file, exampleSource({ state: undefined, ...changes }));
  return file;
}
