import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ancestors } from '../causal/graph.ts';
import { hashJson } from '../core/hash.ts';
import { equations } from './equations.ts';
import { channelsOf, worldGraph } from './graph.ts';
import { listScenarios, loadScenario } from './load.node.ts';
import { mermaidGraph } from './mermaid.ts';
import { resolveWorld } from './scenario.ts';

/** SHA-256 of the canonical JSON of each bundled world: a change here changes every unit id of studies that use it. */
const golden: Readonly<Record<string, string>> = {
  'ar1-errors': '8fdd96685c28495772b9050abde436b7cc5c817221c7be628307ff981cad68c5',
  'brand-stock': 'cc145018eb72329abe3b70de064e204e240cddecd30e1a4c484976840600548d',
  campaigns: '9196ff0cfc80d4f03ae8a4e8255ba8196377bddb23de208171903cc28b3c78e9',
  'campaigns-outlier': 'efb86c03a65a6d57e18a261cab53f724f373654e855cfaf5e72c3007ea1b7dd7',
  clean: '409fc0d0192aa0a37a3c3b092fee78baad18e199fdec9734446590bfba03ccb5',
  'collider-brand-survey': '7733b1a5890cdf098f7f397cb848f2304b03912e4d799aa155426ae731fb2d19',
  'collider-site-visits': '1a4d448e3e14d17a0f8c64c7ac8910991ab890a7861a077a248acb7f435bd3fb',
  collinear: '871b52588471608c163cadd65228e94ee40244cbbe20063f8bd93d6c69935bce',
  'confounded-funnel': 'e2fd2b6adf93d63f70baceecfa9443111a755e357519aa8760c909377050e20a',
  'confounded-linear': '90a28498b91f69e121d5fab8f77592c942332ca1d0229f383a5874481439fbc3',
  'confounded-mediator': '2ae1ff6d3cc150a77d66931b66c753450c911c9524d1ba6e4b3fe538a4a7c4af',
  'conjugate-linear': '5c3d37dd1e1f5bece60f30f546d2f6d635fa628e126f643278d06c6a50f7d471',
  'constant-elasticity': 'd60d37959ccf1390e817eb3ddfd36148fd6b9c3ebedcbd567d12fb9672b6481e',
  'constant-spend': '04b9f70a75657028af96a2e64d32a0a2883fbcef509fda329053b6626d72fd29',
  'daily-observed-weekly': '7f8439df0bd994f4a05a4b8c56afcc54a489976823a9766c445e5305cbef4601',
  'delayed-adstock': '5c6c8641629dfdaf179cfc17a8b46432277fe501f3eabecc8461ec835d5a5b62',
  'exposure-cost': 'ea25c0417069d74bf38f0046f2ab16dc209fb837af2827acc34a2d6016c5c994',
  'front-door': '31f7fc9c2e3b4325b7506913a17eb00e0052a00425df0def90cd819d8f4bbc7c',
  'front-door-leaky': 'cfd7c4563da75633794827ba10f498a488651ef0694ed1c7404f6ca35171c5e6',
  'full-mediation': '9b0eb9ba61afb465619e339582a6027ee8e9379f4697e53082aac267ff168dea',
  'geo-national-media': 'd35179157727537c7ab6709e753a6f28cddb0d9efaf93c23d8abf76ebbfc3bd9',
  'geo-targeting': 'e62d1c87984110fc8036c28559ef388a3b780b634362834243074d3b87915890',
  'heavy-tails': 'a0ca49c5eda63ffe28f409c50e345aae6cb5592ad651ddddf1c29c045b7113fe',
  'hidden-demand': 'd13af09cb59b32c1dbbbdb58fe54ad7eeb78114e06befaa02e5e3ad8dfdb1caf',
  'hidden-holidays': '421b6327b952a112da8acb1da1e95a7c2209b315265c252a142ea98ac655424b',
  instrument: '93904a403b9c04d957445f51950de851ca8461363b0f9b89ff17e0e868d7bd23',
  'instrument-leaky': '967d4fe6b429826594111652ccd0bfdf78fc123932b686c1479572917082ef16',
  'jin-2017': '18f1604a38eb7a25d8ed3a2f568db773d647c2fb8b6d93720f22a43efc90f277',
  'jin-2017-hill-pair': '1b997694c1953a5a154a0571e2d1ab8f5c789bcf673c99eeb8093aca71c33693',
  'lagged-sales': '6c133697fbad14119f07e95cf8e47ab884578bb333f229c13dea976b5cd7c251',
  'log-outcome': '9b39ca897cd8617dab8604ea99615618c19b3cd52b60af2e3bbb24d1412fca18',
  'long-adstock': '6e192ef155e9f2dfe97e6fdd74a07cdf63b104bf38e631ab361c5f64c96276eb',
  'missing-weeks': '0a64bdf57f84be9bb20b737c9a2c469310eca007074c902494d571054062b705',
  'noisy-proxy-demand': 'b1bce7a305243c27c46f2e81cac934c9cc3b582dbe5fbe541db3b248817130f5',
  'on-off-flights': 'd27bbbe6a177896ba5e416cebbbb2d48a0ff925c9cac6fe37b622a5f9657e2f7',
  'paid-search': '613c68861ddc841c5747f6487e385fdc7ac186770ecd721155e0464a85b2105f',
  'paid-search-noisy-proxy': '839d9ebc36ca492a16a84a49887e1e2bcf8fed03fafe9dc02177db9c75eb5977',
  'partial-mediation': 'ae0e80938f9b70e5a3935ce8f8fcc5e8e5d5dcf7b167be98aba42faa8606aefa',
  placebo: '252a89b4fb7baf45d16bd016e21e3cff534a65663820c731af8fc8627f75c6a2',
  'price-elasticity': '0fd0b6930a8796580b615299ea79c63ed478e151bf361dec9f230daff4550977',
  'pulsed-spend': '177b1b23dfe8a85296a55901c08e8797138d3b7421c95762ac61dd8b23d7696a',
  'random-parameters': 'ad05610858bb4beb509e6bbbe7005918f20da0ae78cda95bb1936b00b69a0325',
  'reverse-causality': '0f44f8f4077815352107610227891472cef55cfc29704127aeb245953ee76982',
  'saturation-first': '91b99b4c68f06d2946e6765cb01cace0349388ad62cb01d8337974252c4f241e',
  'saturation-linear': 'd986974a5a0fa6afe2e92bfe4c57ff07d7778c9700dc3e4e2c8095fb9d6fb519',
  'saturation-logistic': '6d99c7aff2041e9bb34f027422764bfdfce5bb2e065b2ff0b97d44496ba1cb75',
  'saturation-michaelis-menten': '41dccd33a50b08388e969f08a0d84577126e673ac6a92d9b99e4efdcd6c220b3',
  'saturation-root': '1adcb7095b9c1bdcdc64a80a9cd8ffc3e2ec1f5b583a3b904bc97bc397813407',
  'saturation-s-shaped': '522e5b8349df125bc783a4024fa8d3ea6e54b7128927dc81d10b38f604eaf3c0',
  'saturation-tanh': '1d69abb2179dc91cbaee9fc7c12a40ad9966d334f67bcc113a76f7ec797b2579',
  'seen-demand': 'e5f79619ad49b60641fcf34f2c66461c09d90af7bc6e59924aa68a7f07793c96',
  'seen-holidays': '0a6d1671afb43ff7baf528796abbf0b7d2b8284258d71f81237591e264718c72',
  'shared-confounder': '8b8db46ee9c71b1fafe60b4725db9b5498373aff80a10df4efbb6a7240a13133',
  'small-beside-big': '1f2666412889ef9d98368eed8a69baea01aeb6995f7b964465deb178602819a4',
  'social-funnel': '3760188c10bcb5e980470bb7c93e8f62b3d204a219bfad8ab641bc6f4f7b7ae8',
  'social-funnel-hidden-demand': 'f6d2cbabd27a76e3e6073519b9696a2754e08f7f076d0b71cb7e929823880680',
  'spend-outliers': '7b179daad98a2ac3cd2f5ad2d98d2488fee8f9a46e9a9ccdd44ade65b5b85aad',
  synergy: 'bfb73c33d553a7ac35dff5918a5d02fd994f33f658f410838299422e47735e61',
  'threshold-season': '6184d82c84bc82927c7b38f0c2214fca5448a05eb1f528e18d6f7bdda60e6d74',
  'time-varying-effect': 'bcd1f1c9c751578415220422166446e3f2291e30c9456e75c2a4f990e7f84de9',
  'trend-break': '4717ebca478f0d250d7375cb25b800ef7d93bcbf5000972526c3ff2e21fa7a99',
  'two-mediators': 'e432a05699a5e68f108682e497c47e412e89d56fec72f6a52a822269d8031b9e',
  'unequal-returns': 'ded761584c635f746bc403a61f0e16f52881623b21d2a84e5d1cae27e7e612e6',
  'unobserved-confounder': '48092eb9026fd2de665ec5d5d5be33fa023de8266bebe0238f7c79da4efd582d',
  'weibull-adstock': 'ffb3d9aedfa2ba16989d058e394bbbeec5d7eae489dd95a7d318f8ff46e2c768',
  'wrong-sign': 'd0fdce2ec040ce00e4df4147bb73a6bdca8220e49dda615d821847edaf45c2da',
  'zhang-2024': 'e9356bad7c3e51d6a5b3b95dc221d1594fcf2ef814ce65f4cbd0cc2ca8e3ab68',
};

/** Channels without any effect, by world. */
const placebos: Readonly<Record<string, readonly string[]>> = { placebo: ['retargeting'] };

/** The tables of worlds; a later section has rows of measurements. */
const [tables] = readFileSync(new URL('../../docs/worlds.md', import.meta.url), 'utf8').split('\n## Dials');

test('the golden list is complete', () => {
  expect(listScenarios()).toEqual(Object.keys(golden).sort());
});

describe.each(listScenarios())('%s', (name) => {
  const scenario = loadScenario(name);
  const world = resolveWorld(scenario);

  test('is called like its file and says where it comes from', () => {
    expect(scenario.name).toBe(name);
    expect(scenario.sources.length).toBeGreaterThan(0);
  });

  test('has the hash it always had', () => {
    // what a world says about itself is prose, and no part of what names the data
    const { about: _, ...rest } = world;
    expect(hashJson(rest)).toBe(golden[name]);
  });

  test('is the same world with every dial at 1, and another one at 0', () => {
    for (const dial of Object.keys(scenario.dials)) {
      expect(resolveWorld(scenario, { [`dials.${dial}`]: 1 })).toEqual(world);
      expect(resolveWorld(scenario, { [`dials.${dial}`]: 0 })).not.toEqual(world);
    }
  });

  test('has equations and a graph that can be read', () => {
    const lines = equations(world);
    expect(lines).toHaveLength(world.nodes.length);
    for (const line of lines) expect(line).not.toMatch(/undefined|NaN|\[object/);
    expect(mermaidGraph(world).split('\n')).toHaveLength(
      1 + world.nodes.length + worldGraph(world).edges.length + (world.nodes.some((node) => node.latent) ? 2 : 0),
    );
  });

  test('every channel acts on the outcome, and a placebo does not', () => {
    const causes = ancestors(worldGraph(world), world.outcome);
    expect(channelsOf(world).filter((channel) => !causes.includes(channel))).toEqual(placebos[name] ?? []);
  });

  test('stands in docs/worlds.md, with what goes wrong, its dials and its source', () => {
    const dials = Object.keys(scenario.dials).join(', ') || 'none';
    const rows = tables!.split('\n').filter((line) => line.startsWith(`| \`${name}\` |`));
    // true ROAS, the fourth cell, is checked where worlds are simulated: src/simulate/scenarios.test.ts
    const cells = rows.map((row) => row.split(' | ').toSpliced(3, 1));
    expect(cells).toEqual([[`| \`${name}\``, scenario.about, dials, `${scenario.sources.join(' ')} |`]]);
  });
});

test('docs/worlds.md has no world that does not exist', () => {
  const named = [...tables!.matchAll(/^\| `([\w-]+)` \| /gm)].map(([, name]) => name!);
  expect(named.toSorted()).toEqual(listScenarios());
});
