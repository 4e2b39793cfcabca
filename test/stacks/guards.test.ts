import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, LocalBackend, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { assertSound } from '../../stacks/guards';

const stackWithState = (scope: Construct, id: string, path: string): TerraformStack => {
  const stack = new TerraformStack(scope, id);
  new LocalBackend(stack, { path });
  return stack;
};

const newApp = () => new App({ outdir: '/nowhere' }); // never synthesized

test('two stacks of one id in different scopes are refused', () => {
  const app = newApp();
  stackWithState(new Construct(app, 'a'), 'hub', 'a.tfstate');
  stackWithState(new Construct(app, 'b'), 'hub', 'b.tfstate');
  expect(() => assertSound(app)).toThrow(
    "the stacks cannot be written:\n  stack 'hub' exists twice, one would overwrite the other",
  );
});

test('two stacks with one state are refused', () => {
  const app = newApp();
  stackWithState(app, 'a', 'same.tfstate');
  stackWithState(app, 'b', 'same.tfstate');
  expect(() => assertSound(app)).toThrow(
    'the stacks cannot be written:\n  two stacks share the state file same.tfstate',
  );
});

test('a stack without a backend is refused: CDKTF would keep its state in the working directory', () => {
  const app = newApp();
  new TerraformStack(app, 'a');
  expect(() => assertSound(app)).toThrow("the stacks cannot be written:\n  stack 'a' has no backend");
});

test('two resources whose ids differ only in characters that CDKTF deletes are refused', () => {
  const app = newApp();
  const stack = stackWithState(app, 'a', 'a.tfstate');
  new KmsKey(stack, 'docker.io', {});
  new KmsKey(stack, 'dockerio', {});
  expect(() => assertSound(app)).toThrow(
    "the stacks cannot be written:\n  stack 'a' has two of aws_kms_key.dockerio, one would overwrite the other",
  );
});

test('a second default provider is refused', () => {
  const app = newApp();
  const stack = stackWithState(app, 'a', 'a.tfstate');
  new AwsProvider(stack, 'one', {});
  new AwsProvider(stack, 'two', {});
  expect(() => assertSound(app)).toThrow(
    "the stacks cannot be written:\n  stack 'a' has two default providers 'aws'",
  );
});

test('everything that is wrong is said at once', () => {
  const app = newApp();
  stackWithState(app, 'a', 'same.tfstate');
  stackWithState(app, 'b', 'same.tfstate');
  new TerraformStack(app, 'c');
  expect(() => assertSound(app)).toThrow(
    "the stacks cannot be written:\n  two stacks share the state file same.tfstate\n  stack 'c' has no backend",
  );
});
