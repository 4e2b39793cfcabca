import { imageName, ImageReferenceError, parseImageReference } from '../../lib/views/image-reference';

const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;

describe('reads a name as Docker does', () => {
  test.each([
    ['nginx', 'docker.io/library/nginx:latest'],
    ['nginx:1.27', 'docker.io/library/nginx:1.27'],
    ['library/nginx', 'docker.io/library/nginx:latest'],
    ['org/app', 'docker.io/org/app:latest'],
    ['docker.io/nginx', 'docker.io/library/nginx:latest'],
    ['index.docker.io/org/app:1', 'docker.io/org/app:1'],
    ['registry-1.docker.io/library/nginx:1.27', 'docker.io/library/nginx:1.27'],
    ['quay.io/nginx', 'quay.io/nginx:latest'],
    ['Quay.IO/x/y', 'quay.io/x/y:latest'],
    [`quay.io/x/y@${digest}`, `quay.io/x/y@${digest}`],
    ['localhost/x', 'localhost/x:latest'],
    ['localhost:5000/x', 'localhost:5000/x:latest'],
    ['localhost:5000', 'docker.io/library/localhost:5000'],
    [`registry.example.com:8443/a/b/c:v1@${digest}`, `registry.example.com:8443/a/b/c:v1@${digest}`],
    ['[::1]:5000/x', '[::1]:5000/x:latest'],
    ['a.b/c__d-e--f.g_h:T_.-1', 'a.b/c__d-e--f.g_h:T_.-1'],
    ['MyOrg/app', 'myorg/app:latest'],
    [`nginx@sha512:${'0'.repeat(128)}`, `docker.io/library/nginx@sha512:${'0'.repeat(128)}`],
  ])('%s', (written, meant) => {
    expect(imageName(parseImageReference(written))).toBe(meant);
  });

  test('knows whether a registry was written', () => {
    expect(['org/app', 'docker.io/org/app'].map((text) => parseImageReference(text).qualified)).toEqual([
      false,
      true,
    ]);
  });

  test('takes no tag for granted beside a digest', () => {
    expect(parseImageReference(`nginx@${digest}`)).toEqual({
      registry: 'docker.io',
      qualified: false,
      repository: 'library/nginx',
      tag: undefined,
      digest,
    });
  });

  test('takes a repository name of 255 characters and a tag of 128', () => {
    const name = `quay.io/${'a'.repeat(255)}:${'t'.repeat(128)}`;
    expect(imageName(parseImageReference(name))).toBe(name);
  });
});

describe('says what is wrong', () => {
  const tag = 'expected 1 to 128 letters, digits or any of _.-, not starting with . or -';
  const part =
    'in the repository name, expected lower-case letters and digits, with ".", "_", "__" or hyphens between them';
  const hex = 'expected 64 lower-case hexadecimal digits after sha256:';
  test.each([
    ['', 'found nothing, expected a name such as docker.io/library/nginx:1.27'],
    ['https://quay.io/x', 'found https://, expected the name alone: quay.io/x'],
    ['oci://ghcr.io/x', 'found oci://, expected the name alone: ghcr.io/x'],
    ['nginx :1', 'found a space, expected none'],
    ['0123456789abcdef'.repeat(4), 'found the id of an image, expected a name'],
    ['docker.io/', 'found no repository name, expected one such as library/nginx'],
    ['Nginx', 'found capital letters in "Nginx", expected lower case: nginx'],
    ['quay.io/Org/app', 'found capital letters in "Org/app", expected lower case: org/app'],
    ['quay.io/a//b', 'found "a//b", expected a name on both sides of each slash'],
    ['/nginx', 'found "/nginx", expected a name on both sides of each slash'],
    ['quay.io/a/', 'found "a/", expected a name on both sides of each slash'],
    ['a..b/c:1', 'found the host "a..b", expected a host name or address, with or without :port'],
    [
      'quay.io:port/c',
      'found the host "quay.io:port", expected a host name or address, with or without :port',
    ],
    ['quay.io/a..b', `found "a..b" ${part}`],
    ['quay.io/x/-a', `found "-a" ${part}`],
    ['quay.io/a___b', `found "a___b" ${part}`],
    [`quay.io/${'a'.repeat(256)}`, 'found a repository name of 256 characters, expected 255 at most'],
    [`${'a'.repeat(248)}`, 'found a repository name of 256 characters, expected 255 at most'],
    ['nginx:', `found nothing after the colon, ${tag}`],
    ['nginx:.1', `found the tag ".1", ${tag}`],
    ['nginx:1+2', `found the tag "1+2", ${tag}`],
    [`nginx:${'1'.repeat(129)}`, `found a tag of 129 characters, ${tag}`],
    ['nginx@sha256:abc', `found the digest "sha256:abc", ${hex}`],
    [
      `nginx@${digest.toUpperCase().replace('SHA', 'sha')}`,
      `found the digest "sha256:${'0123456789ABCDEF'.repeat(4)}", ${hex}`,
    ],
    [`nginx@${digest}@${digest}`, `found the digest "${digest}@${digest}", ${hex}`],
    [
      'nginx@md5:abc',
      'found the digest "md5:abc", expected <algorithm>:<digits> with one of: sha256, sha384, sha512',
    ],
    ['nginx@', 'found the digest "", expected <algorithm>:<digits> with one of: sha256, sha384, sha512'],
    [
      'nginx@toString:1',
      'found the digest "toString:1", expected <algorithm>:<digits> with one of: sha256, sha384, sha512',
    ],
  ])('%j', (text, problem) => {
    expect(() => parseImageReference(text)).toThrow(
      new ImageReferenceError(`image ${JSON.stringify(text)}: ${problem}`),
    );
  });
});
