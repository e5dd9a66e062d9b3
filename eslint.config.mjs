import js from '@eslint/js'
import wxmlParser from '@wxml/parser'
import wxml from 'eslint-plugin-wxml'
import tseslint from 'typescript-eslint'

/** Forbid imports whose path matches one of the expressions; the message says which way imports run. */
const forbid = (files, message, ...regexes) => ({
  files,
  rules: {
    'no-restricted-imports': ['error', { patterns: regexes.map((regex) => ({ regex, message })) }],
  },
})

const SDK = '^(wx-server-sdk|@cloudbase/)'
/** What no function may import; a later entry replaces an earlier one for its files, so each repeats it. */
const OUTSIDE = String.raw`simulator|scripts/|tests/|database/|miniprogram/(?!contract/)`
const NODE = '^(node:|fs$|path$|crypto$)'

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', '.data/', 'miniprogram/miniprogram_npm/', 'coverage/'] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts'],
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      'no-empty': ['error', { allowEmptyCatch: false }],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Ids and chance are injected: use kit/ids.' },
      ],
      eqeqeq: 'error',
    },
  },
  {
    files: ['**/*.js'],
    languageOptions: {
      globals: {
        module: 'writable',
        exports: 'writable',
        require: 'readonly',
        process: 'readonly',
        console: 'readonly',
        __dirname: 'readonly',
      },
    },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },

  {
    // wx has one door each: the cloud in rpc and upload, the rest in platform; app.ts wires them.
    files: ['miniprogram/**/*.ts'],
    ignores: ['miniprogram/app.ts', 'miniprogram/core/{rpc,upload}.ts', 'miniprogram/core/platform*.ts'],
    rules: {
      'no-restricted-globals': ['error', { name: 'wx', message: 'use core/rpc, core/upload or core/platform' }],
    },
  },
  {
    files: ['miniprogram/**/*.wxml'],
    plugins: { wxml },
    languageOptions: { parser: wxmlParser },
    rules: {
      'wxml/report-wxml-syntax-error': 'error',
      'wxml/report-interpolation-error': 'error',
      'wxml/report-wxs-syntax-error': 'error',
      'wxml/no-duplicate-attributes': 'error',
      'wxml/no-vue-directive': 'error',
      'wxml/no-wx-if-string': 'error',
      'wxml/no-unexpected-string-bool': 'error',
      'wxml/no-inconsistent-tagname': 'error',
      'wxml/wx-key': 'error',
    },
  },

  forbid(['miniprogram/contract/**/*.ts'], 'contract imports nothing but contract', '^[^.]', String.raw`^\.\./`),
  forbid(
    ['miniprogram/core/**/*.ts'],
    'core imports contract and core',
    String.raw`cloudfunctions|simulator|packages/|pages/`,
  ),
  forbid(
    ['miniprogram/pages/**/*.ts', 'miniprogram/packages/**/*.ts'],
    'pages never reach the server',
    String.raw`cloudfunctions|simulator|database/`,
  ),
  forbid(['cloudfunctions/**/*.ts'], 'functions import kit and contract', OUTSIDE, SDK),
  forbid(
    ['cloudfunctions/kit/**/*.ts'],
    'kit knows no feature',
    OUTSIDE,
    String.raw`^\.\./(?!\.\./miniprogram/contract/)`,
    SDK,
  ),
  forbid(
    ['cloudfunctions/*/rules.ts', 'cloudfunctions/*/*.rules.ts'],
    'rules import contract alone',
    String.raw`^\.(?!.*contract/)(?!.*\.rules$)(?!.*/rules$)`,
    SDK,
    NODE,
  ),
  forbid(
    ['cloudfunctions/*/repo.ts', 'cloudfunctions/*/*.repo.ts'],
    'repo imports kit and contract',
    OUTSIDE,
    String.raw`^\./(?!.*rules$)`,
    SDK,
  ),
  forbid(['cloudfunctions/*/index.ts'], 'index imports routes and kit', OUTSIDE, String.raw`^\./(?!routes)`, SDK),
  // wx-server-sdk is imported in one place.
  { files: ['cloudfunctions/kit/sdk.ts'], rules: { 'no-restricted-imports': 'off' } },
  forbid(
    ['simulator/**/*.ts'],
    'the simulator runs both sides and imports neither',
    String.raw`cloudfunctions/|miniprogram/`,
  ),
  forbid(['database/**/*.ts'], 'database imports contract, and rules for its seed', String.raw`simulator/|scripts/`),
)
