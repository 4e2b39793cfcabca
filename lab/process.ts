import { type ChildProcess, spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

export interface StartOptions {
  cwd?: string;
  /** The whole environment of the child, not an addition to ours. */
  environment?: NodeJS.ProcessEnv;
  /** Called with every line of standard output and standard error as it comes. */
  onLine?: (line: string, from: 'stdout' | 'stderr') => void;
}

export interface Exit {
  /** null when a signal ended it. */
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** A child process in a process group of its own; nothing of that group outlives the child, nor us. */
export interface Running {
  readonly pid: number;
  /** Resolves when the child has ended and its output has been read; rejects when it could not be started. */
  readonly exited: Promise<Exit>;
  /** Interrupts the group, then terminates it, then kills it; resolves once the child has ended. */
  stop(): Promise<Exit>;
}

export interface Finished extends Exit {
  stdout: string;
  stderr: string;
}

/**
 * What the child's group runs beside the command: it waits for the end of a pipe whose other end only we hold. Even
 * `kill -9` closes that pipe, so this is the one notice of our death that cannot fail to come; then it kills the group it
 * is in (`kill 0`: no process id that could have passed to someone else). The command takes the shell's place (`exec`),
 * so that signals and exit code are its own. What moves to a session of its own is out of its reach, as Terraform is under
 * CDKTF's pseudo-terminal: that hangs up when the terminal closes with CDKTF, and leftovers.ts sees to the rest.
 */
const LIFELINE = `
(trap '' INT TERM HUP QUIT; read -r _ <&3; kill -KILL 0) </dev/null >/dev/null 2>&1 &
exec "$@" 3<&-
`;

/** Starts a command that ends when we do, however we end. Throws nothing: a failed start rejects `exited`. */
export function start(command: string, args: readonly string[], options: StartOptions = {}): Running {
  const child = spawn('/bin/sh', ['-c', LIFELINE, 'sh', command, ...args], {
    cwd: options.cwd,
    env: options.environment ?? process.env,
    detached: true, // a process group of its own: plugins and a shim's children are in it too
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const lifeline = child.stdio[3] as Socket;
  lifeline.on('error', () => undefined); // the far end closes first when the group is killed
  lifeline.unref();
  const onLine = options.onLine;
  readLines(child.stdout as Readable, onLine && ((line) => onLine(line, 'stdout')));
  readLines(child.stderr as Readable, onLine && ((line) => onLine(line, 'stderr')));

  // What the command left behind dies with it. It may hold the output open, so cut the lifeline on `exit`, not on `close`.
  child.once('exit', () => lifeline.destroy());
  const exited = new Promise<Exit>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
  exited.catch(() => undefined); // whoever waits gets the error; nobody waiting is no crash
  return { pid: child.pid ?? 0, exited, stop: () => stop(child, exited) };
}

/** Runs a command to its end and returns its output; see {@link start}. */
export async function run(
  command: string,
  args: readonly string[],
  options: StartOptions = {},
): Promise<Finished> {
  const output = { stdout: '', stderr: '' };
  const running = start(command, args, {
    ...options,
    onLine: (line, from) => {
      output[from] += `${line}\n`;
      options.onLine?.(line, from);
    },
  });
  return { ...(await running.exited), ...output };
}

/** Long enough for CDKTF and moto to end what they run. */
const PATIENCE = { SIGINT: 20_000, SIGTERM: 5_000 } as const;

async function stop(child: ChildProcess, exited: Promise<Exit>): Promise<Exit> {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    signalGroup(child, signal);
    const exit = await within(exited, PATIENCE[signal]);
    if (exit) return exit;
  }
  signalGroup(child, 'SIGKILL');
  return exited;
}

/** While the child runs, its id is the group's and cannot be anyone else's: Node reaps it before it reports the exit. */
function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // ended between the look and the signal
  }
}

async function within<T>(promise: Promise<T>, milliseconds: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), milliseconds);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Always reads, listener or not: a child that nobody reads blocks once the pipe is full. */
function readLines(stream: Readable, onLine: ((line: string) => void) | undefined): void {
  if (onLine) createInterface({ input: stream }).on('line', onLine);
  else stream.resume();
}
