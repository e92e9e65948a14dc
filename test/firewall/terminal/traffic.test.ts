/** ping, nc, curl and the rest: every verdict is the kernel model's, every message shaped like the tool's. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkRuleset } from '../../../labs/firewall/policy/check.ts';
import { GATEWAY } from '../../../labs/firewall/policy/model.ts';
import { LEVEL, LEVELS, saidIn, sit, textOf } from './lab.ts';

test('nc tells open, silent and closed doors apart, and the plain sentence names the line', () => {
  const desk = sit();
  assert.match(
    desk.type('dari internet nc -zv -w 2 web 443'),
    /^Connection to web \(10\.10\.0\.10\) 443 port \[tcp\/https\] succeeded!$/m,
  );
  assert.match(saidIn(desk.chunks), /Internet ke Web DMZ, TCP port 443: lolos\. Diputuskan di baris 15\./);
  assert.match(desk.type('dari internet nc -zv -w 2 web 22'), /failed: Connection timed out/);
  assert.deepEqual(
    desk.chunks.filter(({ kind }) => kind === 'wait'),
    [{ kind: 'wait', milliseconds: 2000 }],
  );
  desk.type(`nft 'insert rule inet kantor teruskan tcp dport 22 reject with tcp reset'`);
  assert.match(desk.type('dari internet nc -zv web 22'), /failed: Connection refused/);
  desk.type(`nft 'insert rule inet kantor teruskan tcp dport 25 accept'`);
  assert.match(desk.type('dari internet nc -zv web 25'), /failed: Connection refused/);
  assert.match(saidIn(desk.chunks), /tidak ada layanan di port itu/);
});

test('a connection that is open outlives the rule that let it in', () => {
  const desk = sit();
  desk.type('dari internet nc basisdata 3306', 'nft delete rule inet kantor teruskan handle 4');
  assert.match(
    desk.type('conntrack -L'),
    /tcp +6 \d+ ESTABLISHED src=203\.0\.113\.9 dst=10\.20\.0\.5 .*\[ASSURED\]/,
  );
  assert.match(desk.type('dari basisdata ss -t'), /ESTAB +0 +0 +10\.20\.0\.5:3306 +203\.0\.113\.9:40112/);
  desk.type('conntrack -F');
  assert.match(desk.type('conntrack -L'), /: 0 flow entries/);
});

test('ping counts, tells loss, and prints its summary also when it is stopped', () => {
  const desk = sit(
    LEVEL.start.replace('ct state invalid drop', 'ct state invalid drop\n    icmp type echo-request accept'),
  );
  assert.match(
    desk.type('dari lan ping -c 2 web'),
    /icmp_seq=2 ttl=63[\s\S]*2 packets transmitted, 2 received, 0% packet loss, time 1000ms/,
  );
  const running = desk.terminal.run('dari lan ping web');
  const seen = [];
  for (let i = 0; i < 6; i++) seen.push(running.next().value);
  for (let step = running.return(); !step.done; step = running.next()) seen.push(step.value);
  assert.match(textOf(seen.flatMap((chunk) => chunk ?? [])), /packets transmitted, .* 0% packet loss/);
});

test('curl opens a page, and says in its own words why it could not', () => {
  const desk = sit();
  assert.match(desk.type('dari lan curl https://web/'), /Halaman latihan dari Web DMZ/);
  assert.match(desk.type('dari lan curl -I https://web'), /^HTTP\/1\.1 200 OK/);
  assert.match(
    desk.type('dari internet curl -m 2 http://aplikasi:8443'),
    /^curl: \(28\) .*Timeout was reached/m,
  );
  assert.match(desk.type('curl http://tidakada'), /^curl: \(6\) Could not resolve host/);
});

test('monitor trace shows every chain a packet passes, until it is stopped', () => {
  const desk = sit();
  desk.type('nft monitor trace');
  const out = desk.type('dari internet nc -zv -w 2 web 22');
  assert.match(
    out,
    /^trace id [0-9a-f]{8} inet kantor teruskan packet: iif "wan" oif "dmz" ip saddr 203\.0\.113\.9/m,
  );
  assert.match(out, /rule log prefix "tolak: " counter packets 0 bytes 0 drop \(verdict drop\)/);
  desk.terminal.interrupt();
  assert.doesNotMatch(desk.type('dari internet nc -z -w 2 web 22'), /trace id/);
});

test('an unknown command, an unknown machine and a missing right are told in a friendly way', () => {
  const desk = sit();
  assert.match(
    desk.type('pnig web'),
    /command not found\n# Maksud Anda "ping"\? Yang ada di terminal latihan: nft, ping/,
  );
  assert.match(
    desk.type('ping webb'),
    /Name or service not known\n# Nama yang ada di jaringan ini: gerbang, internet/,
  );
  assert.match(desk.type('dari kantor'), /Tidak ada mesin bernama "kantor"/);
  desk.type('dari lan');
  assert.equal(desk.terminal.prompt, 'petugas@lan:~$ ');
  assert.match(desk.type('nft list ruleset'), /command not found\n# nft hanya ada di gerbang/);
  assert.match(desk.type('sudo reboot | less'), /hanya mengenal grep/);
});

test('ip and ss tell of the machine one stands on', () => {
  const desk = sit();
  assert.match(desk.type('ip -br addr'), /^mgmt +UP +10\.99\.0\.1\/24$/m);
  assert.match(desk.type('dari lan ip route'), /^default via 10\.40\.0\.1 dev eth0$/m);
  assert.match(desk.type('ip route get 10.20.0.5'), /^10\.20\.0\.5 dev db src 10\.20\.0\.1/);
  assert.match(desk.type('dari web ss -tln'), /LISTEN .*0\.0\.0\.0:443 /);
});

test('Tab completes commands, machines, doors, names of the ruleset and words of a rule', () => {
  const { terminal } = sit();
  const options = (input: string): string[] => terminal.complete(input).options;
  assert.deepEqual(options('connt'), ['conntrack']);
  assert.deepEqual(options('dari bas'), ['basisdata']);
  assert.deepEqual(options('dari internet nc -zv basisdata 3'), ['3306']);
  assert.deepEqual(options('nft list chain inet kantor t'), ['teruskan']);
  assert.ok(options('nft delete rule inet kantor teruskan handle ').includes('4'));
  assert.ok(options('nft add rule inet kantor teruskan ct state ').includes('established'));
  assert.deepEqual(options('nft add rule inet kantor teruskan tcp dpo'), ['dport']);
});

test('no line, however odd, throws or loses the file', () => {
  const desk = sit();
  for (const line of [
    '',
    '   ',
    '"',
    "'",
    '|',
    ';;',
    '> ',
    'nft',
    'nft -f',
    'nft -f x',
    'nft list',
    'nft add',
    'nc',
    'nc web x',
    'ping',
    'ip x',
    'ss -z',
    'conntrack -X',
    'curl',
    'curl ://',
    'cat',
    'cp',
    'dari',
    'dari dari dari',
    'nft delete rule',
    'nft add rule inet',
    '$(x)',
    'ping -c x web',
    'nc web 0-99999',
    'cat kantor.nft > kantor.nft',
  ]) {
    desk.type(line);
  }
  assert.equal(desk.file, LEVEL.start);
});

for (const level of LEVELS) {
  test(`level ${level.folder}: the terminal's verdicts are those of the matrix, for start and solution`, () => {
    for (const text of [level.start, level.solution]) {
      const cells = checkRuleset(text, level.policy).result?.cells ?? [];
      assert.ok(cells.length > 0);
      for (const { samples } of cells) {
        for (const { sample, packets } of samples) {
          const request = packets[0];
          const [standing] =
            sit(text, level.policy)
              .type(`dari ${sample.from}`)
              .match(/bernama/) ?? [];
          if (standing || !request || sample.src === '127.0.0.1' || sample.src === '::1') continue;
          // Stories of several packets and rarer ICMP messages are not what one types.
          if (sample.earlier || sample.tooBig || sample.icmpType !== undefined || request.stray) continue;
          const desk = sit(text, level.policy);
          const first = level.policy.zones.find(({ id }) => id === sample.from)?.people[0] ?? sample.src;
          // The terminal speaks from a machine's first address only.
          if (sample.from !== GATEWAY && first !== sample.src) continue;
          const probe =
            sample.dport === null
              ? `ping -c 1 ${sample.dst}`
              : `nc -z${sample.transport === 'udp' ? 'u' : ''} -p ${sample.sport} -w 1 ${sample.dst} ${sample.dport}`;
          desk.type(`dari ${sample.from} ${probe}`);
          const words = saidIn(desk.chunks);
          assert.equal(/: (lolos|sampai)/.test(words), request.passed, `${sample.from} ${probe}: ${words}`);
        }
      }
    }
  });
}
