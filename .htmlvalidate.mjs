/** Every rule that is off says why. */
export default {
  root: true,
  extends: ['html-validate:recommended', 'html-validate:document'],
  rules: {
    // Only third-party files need an integrity hash; there are none, and the test for that is `policy.spec.ts`.
    'require-sri': ['error', { target: 'crossorigin' }],
    // A title carries the name of the procedure and of the site; search engines cut it themselves.
    'long-title': 'off',
    // On the home page the emergency desk (h2) comes before the h1 on purpose: it is the first thing to reach.
    'heading-level': ['error', { allowMultipleH1: false, minInitialRank: 'h2' }],
    // Matters of taste in generated markup.
    'no-trailing-whitespace': 'off',
    'void-style': 'off',
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    'doctype-style': 'off',
  },
};
