import { z } from 'zod';
import { slug } from '../study/slug.ts';
import { expandSweeps } from '../study/sweep.ts';

/** A study of calibration, as written: `kind: sbc`. Defaults are filled in. @see docs/methods/sbc.md */
export const sbcSchema = z
  .strictObject({
    kind: z.literal('sbc').meta({ description: 'Simulation-based calibration of one model.' }),
    name: slug.meta({ description: 'Names the study and its results folder.' }),
    question: z.string().optional().meta({ description: 'What the study asks, in a sentence.' }),
    model: z
      .looseObject({
        use: z.string().min(1).meta({ description: 'Id of an estimator that has a prior, or `./file.js`.' }),
      })
      .meta({
        description: 'An estimator and its settings: both the world that data are drawn from and what is fitted.',
      }),
    data: z
      .strictObject({
        scenario: z.string().min(1).meta({ description: 'Name of a scenario, or the path of its file.' }),
        periods: z.int().min(2).meta({ description: 'Periods of the window.' }),
        set: z
          .record(z.string(), z.unknown())
          .default({})
          .meta({ description: 'Values of the scenario by dotted path.' }),
      })
      .meta({ description: 'Spend, controls and geos: one dataset of this world. Its outcome is not used.' }),
    simulations: z.int().min(1).default(1000).meta({ description: 'Draws from the prior, each fitted once.' }),
    draws: z.int().min(1).default(99).meta({ description: 'Thinned posterior draws that a truth is ranked among.' }),
    bins: z.int().min(2).default(20).meta({ description: 'Points at which ranks are compared; divides draws + 1.' }),
    seed: z.int().min(0).meta({ description: 'Seed of the whole study; every stream is keyed by it.' }),
    limits: z
      .strictObject({
        failed: z
          .number()
          .min(0)
          .lt(1)
          .default(0.1)
          .meta({ description: 'Share of fits that may fail; with more, the study fails.' }),
        seconds: z.number().positive().optional().meta({ description: 'Of one fit, held by the parent process.' }),
        megabytes: z.number().positive().optional().meta({ description: 'Of the process of one fit, likewise.' }),
      })
      .prefault({}),
  })
  .superRefine(({ model, data, draws, bins }, context) => {
    if ((draws + 1) % bins !== 0) {
      const message = `draws + 1 = ${draws + 1} is no multiple of bins = ${bins}; ranks would not fall evenly`;
      context.addIssue({ code: 'custom', path: ['bins'], message });
    }
    const swept = expandSweeps({ model, data })[0]?.swept[0];
    if (swept !== undefined) {
      context.addIssue({
        code: 'custom',
        path: [...swept.path],
        message: 'no sweeps: one model on one design a study',
      });
    }
  })
  .meta({ title: 'Plumbline calibration study', description: 'Is the posterior of a model the right one?' });

export type SbcDocument = z.output<typeof sbcSchema>;
