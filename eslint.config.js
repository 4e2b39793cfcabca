const tseslint = require('typescript-eslint');

const providerRoot = {
  name: '@cdktf/provider-aws',
  message: "import '@cdktf/provider-aws/lib/<resource>': the package root costs 13 s and 1.4 GiB per process",
};
const onlyInStacks = ['cdktf', 'cdktf/*', '@cdktf/*', 'constructs'];
const onlyInTests = {
  group: ['@cloud-copilot/iam-simulate', '@cloud-copilot/iam-simulate/*'],
  message: 'AGPL-3.0: only test/ and lab/ may import it',
};

const restrict = (...patterns) => ({
  'no-restricted-imports': ['error', { paths: [providerRoot], patterns }],
});

module.exports = tseslint.config(
  { ignores: ['node_modules', 'cdktf.out*', '.lab', 'coverage', '*.config.js', '**/*.cjs'] },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts'],
    rules: {
      ...restrict(onlyInTests),
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      eqeqeq: 'error',
    },
  },
  {
    files: ['lib/**/*.ts', 'cli/**/*.ts'],
    rules: restrict(onlyInTests, {
      group: [...onlyInStacks, '**/stacks/*', '**/lab/*'],
      message: 'only stacks/ and main.ts know cdktf, and no product code imports the lab',
    }),
  },
  {
    files: ['stacks/**/*.ts', 'main.ts'],
    rules: restrict(onlyInTests, { group: ['**/lab/*'], message: 'no product code imports the lab' }),
  },
  { files: ['test/**/*.ts', 'lab/**/*.ts'], rules: restrict() },
);
