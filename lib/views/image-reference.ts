/**
 * An image name as Docker reads it: a first part with a dot, a colon or a capital letter, or `localhost`, is a host;
 * without one it is Docker Hub, whose official images lie under library/.
 * Grammar: https://github.com/distribution/reference/blob/main/reference.go, defaults: normalize.go beside it.
 */
export interface ImageReference {
  /** Host, with its port if one is written, in lower case; `docker.io` under whichever name Docker Hub goes. */
  readonly registry: string;
  /** Whether a registry was written at all. */
  readonly qualified: boolean;
  readonly repository: string;
  /** `latest` if neither tag nor digest is written. */
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

/** A reference that cannot be read. The message quotes it, says what was found and what is allowed. */
export class ImageReferenceError extends Error {
  override readonly name = 'ImageReferenceError';
}

/** `nginx` → docker.io, library/nginx, latest. Throws an ImageReferenceError. */
export function parseImageReference(text: string): ImageReference {
  const [tagged = '', ...digests] = text.split('@');
  const colon = tagged.indexOf(':', tagged.lastIndexOf('/') + 1);
  const name = colon === -1 ? tagged : tagged.slice(0, colon);
  const tag = colon === -1 ? undefined : tagged.slice(colon + 1);
  const digest = digests.length === 0 ? undefined : digests.join('@');
  const { host, path } = splitHost(name);
  const registry = dockerHub.has(host ?? 'docker.io') ? 'docker.io' : (host ?? '');
  const repository = registry === 'docker.io' && !path.includes('/') ? `library/${path}` : path;

  const problem =
    formProblem(text) ??
    hostProblem(host) ??
    pathProblem(path) ??
    lengthProblem(repository) ??
    tagProblem(tag) ??
    digestProblem(digest);
  if (problem !== undefined) throw new ImageReferenceError(`image ${JSON.stringify(text)}: ${problem}`);
  return {
    registry,
    qualified: host !== undefined,
    repository,
    tag: tag ?? (digest === undefined ? 'latest' : undefined),
    digest,
  };
}

/** The whole of it: `docker.io/library/nginx:latest`. */
export function imageName({ registry, repository, tag, digest }: ImageReference): string {
  return `${registry}/${repository}${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`;
}

/** Docker's longest repository name, host not counted: reference.go. */
export const MAX_REPOSITORY_LENGTH = 255;

/** One registry: docker.io is what people write, index.docker.io an old name of it, registry-1 the server. */
const dockerHub: ReadonlySet<string> = new Set(['docker.io', 'index.docker.io', 'registry-1.docker.io']);

/** https://pkg.go.dev/github.com/opencontainers/go-digest#pkg-constants; hexadecimal digits of each */
const digestLengths: Readonly<Record<string, number>> = { sha256: 64, sha384: 96, sha512: 128 };

function splitHost(name: string): { host: string | undefined; path: string } {
  const slash = name.indexOf('/');
  const first = name.slice(0, slash);
  const isHost = slash > 0 && (first === 'localhost' || /[.:]/.test(first) || first.toLowerCase() !== first);
  return isHost
    ? { host: first.toLowerCase(), path: name.slice(slash + 1) }
    : { host: undefined, path: name };
}

function formProblem(text: string): string | undefined {
  if (text === '') return 'found nothing, expected a name such as docker.io/library/nginx:1.27';
  const scheme = /^[A-Za-z][A-Za-z0-9+.-]*:\/\//.exec(text)?.[0];
  if (scheme !== undefined) return `found ${scheme}, expected the name alone: ${text.slice(scheme.length)}`;
  if (/\s/.test(text)) return 'found a space, expected none';
  if (/^[a-f0-9]{64}$/.test(text)) return 'found the id of an image, expected a name';
  return undefined;
}

function hostProblem(host: string | undefined): string | undefined {
  const label = '[a-z0-9]([a-z0-9-]*[a-z0-9])?';
  const valid = new RegExp(`^(${label}(\\.${label})*|\\[[a-f0-9:]+\\])(:[0-9]+)?$`);
  return host === undefined || valid.test(host)
    ? undefined
    : `found the host "${host}", expected a host name or address, with or without :port`;
}

function pathProblem(path: string): string | undefined {
  if (path === '') return 'found no repository name, expected one such as library/nginx';
  if (path !== path.toLowerCase()) {
    return `found capital letters in "${path}", expected lower case: ${path.toLowerCase()}`;
  }
  const part = path.split('/').find((each) => !/^[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*$/.test(each));
  if (part === undefined) return undefined;
  if (part === '') return `found "${path}", expected a name on both sides of each slash`;
  return `found "${part}" in the repository name, expected lower-case letters and digits, with ".", "_", "__" or hyphens between them`;
}

function lengthProblem({ length }: string): string | undefined {
  return length > MAX_REPOSITORY_LENGTH
    ? `found a repository name of ${length} characters, expected ${MAX_REPOSITORY_LENGTH} at most`
    : undefined;
}

function tagProblem(tag: string | undefined): string | undefined {
  const allowed = 'expected 1 to 128 letters, digits or any of _.-, not starting with . or -';
  if (tag === undefined || /^\w[\w.-]{0,127}$/.test(tag)) return undefined;
  if (tag === '') return `found nothing after the colon, ${allowed}`;
  return tag.length > 128
    ? `found a tag of ${tag.length} characters, ${allowed}`
    : `found the tag "${tag}", ${allowed}`;
}

function digestProblem(digest: string | undefined): string | undefined {
  if (digest === undefined) return undefined;
  const [algorithm = '', encoded = ''] = digest.split(/:(.*)/s);
  const length = Object.hasOwn(digestLengths, algorithm) ? digestLengths[algorithm] : undefined;
  if (length === undefined) {
    const known = Object.keys(digestLengths).join(', ');
    return `found the digest "${digest}", expected <algorithm>:<digits> with one of: ${known}`;
  }
  return encoded.length === length && /^[a-f0-9]*$/.test(encoded)
    ? undefined
    : `found the digest "${digest}", expected ${length} lower-case hexadecimal digits after ${algorithm}:`;
}
