/** `npm run bench -- NAME`: prints a table of figures, ours beside the peers, measured in one run. */
const BENCHES: Readonly<Record<string, () => Promise<void>>> = {
  firewall: async () => (await import('./firewall.ts')).benchFirewall(),
  site: async () => (await import('./site.ts')).benchSite(),
  'firewall-proof': async () => (await import('./firewall-proof.ts')).benchFirewallProof(),
  signature: async () => (await import('./signature.ts')).benchSignature(),
};

const name = process.argv[2] ?? '';
const bench = BENCHES[name];
if (bench) {
  await bench();
} else {
  console.error(`usage: npm run bench -- NAME   where NAME is one of: ${Object.keys(BENCHES).join(', ')}`);
  process.exitCode = 2;
}

export {};
