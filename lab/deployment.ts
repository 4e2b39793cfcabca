import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { LabError } from './lab-error';
import { endProcessesMarked } from './leftovers';
import { start, type Finished, type Running } from './process';

const PROJECT = resolve(__dirname, '..');
const CDKTF = join(PROJECT, 'node_modules', '.bin', 'cdktf');

/**
 * Most of a deployment is waiting: the provider watches a new KMS key for twelve seconds. More at a time gain nothing on
 * two cores, since each Terraform command spends seconds of CPU on loading the provider. That a failing stack makes the
 * CLI end the others is harmless here: the organization is thrown away.
 */
const PARALLELISM = 4;

export interface DeploymentProps {
  /** Environment of every command: the lab's. */
  readonly environment: NodeJS.ProcessEnv;
  readonly terraform: string;
  /** Where cdktf writes the stacks, and where Terraform then works. */
  readonly output: string;
}

/** Sees every line that a command prints, with the stack it is about where the CLI says so. */
export type Listener = (line: string, stack: string | undefined) => void;

/** Deploys with the CDKTF CLI and plans with Terraform, as a person would, and ends what it started when stopped. */
export class Deployment {
  private readonly running = new Set<Running>();
  /** In the environment of everything that is started here, and of nothing else. */
  private readonly mark = randomUUID();
  private stopped = false;

  constructor(private readonly props: DeploymentProps) {}

  /** `cdktf deploy` of stacks or globs; `options` are more of the command's own. */
  deploy(
    manifest: string,
    stacks: readonly string[],
    listener?: Listener,
    ...options: readonly string[]
  ): Promise<Finished> {
    return this.cdktf(
      manifest,
      ['deploy', ...stacks, '--auto-approve', `--parallelism=${PARALLELISM}`, ...options],
      listener,
    );
  }

  destroy(manifest: string, stacks: readonly string[], listener?: Listener): Promise<Finished> {
    return this.cdktf(
      manifest,
      ['destroy', ...stacks, '--auto-approve', `--parallelism=${PARALLELISM}`],
      listener,
    );
  }

  synth(manifest: string): Promise<Finished> {
    return this.cdktf(manifest, ['synth']);
  }

  /** `terraform plan` of a stack that was deployed or initialized; its last lines if something would change. */
  async plan(stack: string): Promise<{ changes: boolean; output: string }> {
    const result = await this.terraform(stack, ['plan', '-detailed-exitcode', '-input=false', '-no-color']);
    if (result.code !== 0 && result.code !== 2)
      throw new LabError(`terraform plan of ${stack} failed:\n${result.stderr}`);
    return { changes: result.code === 2, output: result.stdout };
  }

  /** Whether Terraform can work in the stack's folder. */
  initialized(stack: string): boolean {
    return existsSync(join(this.props.output, 'stacks', stack, '.terraform'));
  }

  /** A Terraform command in the stack's folder. */
  terraform(stack: string, args: readonly string[]): Promise<Finished> {
    return this.command(
      this.props.terraform,
      args,
      join(this.props.output, 'stacks', stack),
      this.props.environment,
    );
  }

  /** Interrupts what still runs and waits for its end, Terraform included; no command starts afterwards. */
  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.all([...this.running].map((running) => running.stop()));
    await endProcessesMarked(this.mark);
  }

  private cdktf(manifest: string, args: readonly string[], listener?: Listener): Promise<Finished> {
    const environment = {
      ...this.props.environment,
      CI: 'true', // plain lines instead of a screen that is drawn over and over
      NO_COLOR: '1',
      FORCE_COLOR: '0',
      TF_CLI_ARGS: '-no-color',
      BLUEPRINT: resolve(manifest),
      CDKTF_OUTPUT: this.props.output,
    };
    return this.command(CDKTF, args, PROJECT, environment, (line) =>
      listener?.(line, /^([a-z][a-z0-9-]*) {2}/.exec(line)?.[1]),
    );
  }

  private async command(
    command: string,
    args: readonly string[],
    cwd: string,
    environment: NodeJS.ProcessEnv,
    onLine?: (line: string) => void,
  ): Promise<Finished> {
    if (this.stopped) throw new LabError('stopped');
    const output = { stdout: '', stderr: '' };
    const running = start(command, args, {
      cwd,
      environment: { ...environment, IMAGE_SUPPLY_DEPLOYMENT: this.mark },
      onLine: (line, from) => {
        output[from] += `${line}\n`;
        onLine?.(line);
      },
    });
    this.running.add(running);
    try {
      return { ...(await running.exited), ...output };
    } finally {
      this.running.delete(running);
    }
  }
}
