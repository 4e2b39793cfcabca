// Two projects: `unit` is quick (npm run check), `terraform` runs the real Terraform against the embedded AWS.
// isolatedModules (tsconfig.json) makes ts-jest transpile only; `npm run types` checks the types once.
const shared = {
  preset: 'ts-jest',
  testEnvironment: 'node',
  rootDir: __dirname,
  modulePathIgnorePatterns: ['<rootDir>/cdktf.out', '<rootDir>/.lab'],
};

module.exports = {
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: [
        '<rootDir>/test/{manifest,topology,policies,checks,stacks,lab,cli,views,catalog,reference,policy}/**/*.test.ts',
      ],
    },
    { ...shared, displayName: 'terraform', testMatch: ['<rootDir>/test/terraform/**/*.test.ts'] },
  ],
};
