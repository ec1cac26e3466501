import fc from 'fast-check'

/** The same random cases on every run; RULEGLOT_SEED looks at others. */
fc.configureGlobal({ seed: Number(process.env['RULEGLOT_SEED'] ?? 20261121) })
