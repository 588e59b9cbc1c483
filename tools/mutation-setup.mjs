import fc from 'fast-check';

/** Properties with one seed, so that a mutant that is killed today is killed tomorrow; without shrinking, which nobody reads. */
fc.configureGlobal({ seed: 2026, endOnFailure: true });
