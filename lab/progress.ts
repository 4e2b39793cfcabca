/** What a deployment is doing, as lines that a person can follow: elapsed time, stack, step, what is left. */
export class Progress {
  private readonly started = Date.now();
  private readonly steps = new Map<string, string>();
  private done = 0;

  constructor(
    private readonly total: number,
    private readonly print: (line: string) => void,
  ) {}

  /** A line about the whole. */
  say(text: string): void {
    this.print(`[${this.elapsed()}] ${text}`);
  }

  /** What the CDKTF CLI prints about a stack; repeated steps are one line. */
  follow(line: string, stack: string | undefined): void {
    const step = stack === undefined ? undefined : stepOf(line);
    if (stack === undefined || step === undefined || this.steps.get(stack) === step) return;
    this.steps.set(stack, step);
    this.step(stack, step);
  }

  step(stack: string, step: string): void {
    this.print(`[${this.elapsed()}] ${stack.padEnd(42)} ${step}`);
  }

  /** One more of the total is finished. */
  finish(stack: string, result: string): void {
    this.done += 1;
    this.step(stack, `${result}, ${this.total - this.done} left`);
  }

  private elapsed(): string {
    const seconds = Math.round((Date.now() - this.started) / 1000);
    return `${String(Math.floor(seconds / 60)).padStart(2)}:${String(seconds % 60).padStart(2, '0')}`;
  }
}

/** The step that a line of Terraform's output begins, if it begins one. */
function stepOf(line: string): string | undefined {
  if (line.includes('Initializing the backend')) return 'init';
  if (/Terraform used the selected providers|Terraform will perform the following/.test(line)) return 'apply';
  return undefined;
}

/** `Apply complete! Resources: 9 added, …` → `9 added`; undefined for any other line. */
export function applied(line: string): string | undefined {
  const match = /Apply complete! Resources: (\d+) added, (\d+) changed, (\d+) destroyed/.exec(line);
  if (match !== null) return `deployed (${match[1]} added, ${match[2]} changed, ${match[3]} destroyed)`;
  return undefined;
}
