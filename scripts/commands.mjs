// The table of commands: what each says with --help, and where it is.

/** @typedef {{ help: string, load: () => Promise<{ run: (args: string[]) => Promise<number> }> }} Command */

const RUNTIME_HELP = `
  --no-stand-in   do not use the stand-in Electron from the npm registry, which serves development and tests
                  where GitHub cannot be reached`

/** @type {Record<string, Command>} */
export const commands = {
  start: {
    load: () => import('./commands/start.mjs'),
    help: `
npm start [-- switches]

Sets up whatever is missing, builds if needed, and opens Cryobench. Without switches it starts in demo mode: central, a
device and a reader are simulated, with sample data. Without a display it uses a virtual one and keeps out/screen.png up
to date.

  --central URL   connect to this central instead of the embedded one
  --enrol CODE    enrol this bench there with a one-time code from central
  --data DIR      folder for the bench's data
  --bench-name N  name of the bench (default: the computer's name)
  --lang CODE     language at the first start: en or de (default: the system's)${RUNTIME_HELP}`,
  },
  test: {
    load: () => import('./commands/test.mjs'),
    help: `
npm test

Sets up whatever is missing, checks types, lint, layers and notices, then runs the unit, contract, integration and
end-to-end tests, the last in real Electron. The last line counts the tests; the exit code is 0 only if all passed.
${RUNTIME_HELP}`,
  },
  check: {
    load: () => import('./commands/check.mjs'),
    help: `
npm run check

The fast part of npm test, without Electron: types, lint, layers and unit tests.`,
  },
  e2e: {
    load: () => import('./commands/e2e.mjs'),
    help: `
npm run e2e [-- Playwright options, such as a file name or -g "title"]

Drives the real application in Electron, on a virtual display if there is no real one.
${RUNTIME_HELP}`,
  },
  tour: {
    load: () => import('./commands/tour.mjs'),
    help: `
npm run tour

Drives the real application through the main job, with a reader, central and a device. Prints each step with central's
answer, and writes numbered screenshots and tour.md to out/tour.
${RUNTIME_HELP}`,
  },
  faults: {
    load: () => import('./commands/faults.mjs'),
    help: `
npm run faults [-- --kills N] [--write]

Kills the real engine process N times (default 300) at random moments, and makes its disk fail and fill up (with strace,
on Linux). Counts what was acknowledged, how much of it was lost, and what was duplicated.

  --write   write the figures to bench/RESULTS.md`,
  },
  benchmark: {
    load: () => import('./commands/benchmark.mjs'),
    help: `
npm run benchmark [-- scan | start | first-sync | outbox | central | installed] [switches]

Runs all benchmarks, or the ones named, next to reference measurements: scans, cold start and memory (in Electron, on a
virtual display if there is no real one), the first sync of a large inventory, catching up after days offline, and
central. "installed" runs only if named: size, start, update and rollback of the installed package. It packs and installs
the package as root, and only where no Cryobench is installed.

  --tags N      scan: number of tags (default 1000)
  --vials N     scan: vials per procedure (default 20)
  --pause MS    scan: average pause between tags (default 100)
  --runs N      start, installed: starts of each kind (default 15)
  --size N      start, first-sync: vials in the large inventory (default 1000000)
  --intents N   outbox: acts recorded while offline (default 10000)
  --rounds N    central: number of rounds (default 5)
  --write       write the figures to bench/RESULTS.md
${RUNTIME_HELP}`,
  },
  package: {
    load: () => import('./commands/package.mjs'),
    help: `
npm run package [-- formats or platforms] [--for-test[=LABEL]] [--sign-key FILE]

Builds installers into release/. Builds what can be built here and lists the rest with the reason. Without arguments it
tries all formats: deb tar.gz AppImage rpm (linux), nsis portable (win32) and dmg (darwin), each for x64 and arm64.

  --sign-key FILE private Ed25519 key (PEM; or set CRYOBENCH_SIGN_KEY). The program then accepts only updates signed with
                  this key, and the signed update list is written next to the deb; see docs/deployment.md
  --for-test      mark the version as a test build (0.1.0-test.LABEL); only test builds may be packed from the stand-in
                  Electron${RUNTIME_HELP}`,
  },
  'test:installed': {
    load: () => import('./commands/test-installed.mjs'),
    help: `
npm run test:installed [-- Playwright options]

Packs a .deb, installs it with dpkg (as root) and drives it as an ordinary user: it updates itself, rolls back to the
previous version, and is upgraded, removed and purged. Refuses to run where Cryobench is installed or has left data.${RUNTIME_HELP}`,
  },
  dev: {
    load: () => import('./commands/dev.mjs'),
    help: `
npm run dev [-- switches of npm start]

Runs Cryobench from source: changes to the screens appear at once; changes to the engine or shell restart it.
${RUNTIME_HELP}`,
  },
  central: {
    load: () => import('./commands/central.mjs'),
    help: `
npm run --silent central -- --data DIR | --database URL [switches]

Runs central on its own. When it is ready it prints one line of JSON on stdout: its URL, the sample organizations with
their client credentials, a bench enrolment code and a device token. Logs go to stderr. SIGTERM stops it.

  --data DIR                folder for central's own database (SQLite); created if it does not exist
  --database URL            instead of --data: postgres://user@host:5432/name, PostgreSQL 15 or later, which several
                            centrals can share. The password comes from CRYOBENCH_DATABASE_PASSWORD. Central reports
                            on stderr what it does to the database
  --port N                  port to listen on; 0 means any free port (default 7411)
  --host ADDRESS            address to listen on (default 127.0.0.1)
  --tls-cert FILE           certificate with its chain (PEM), to serve https instead of http
  --tls-key FILE            private key of the certificate (PEM)
  --public-url URL          address at which benches reach central, if it differs from the one it listens on; used in
                            enrolment links
  --sample                  fill an empty central with sample data
  --sample-size N           number of stored vials in the sample
  --seed N                  seed of the sample data (default 1)
  --people FILE             who works where: [{"facilityId": 1, "id": "…", "name": "…", "role": "staff" or
                            "supervisor"}]. Read at start-up; people who are not listed keep their roles
  --requests-per-minute N   rate limit for each client of the B2B API and for each bench (default 60)

These commands run and exit, even while central is serving:
  --benches                 list the benches
  --alike-names             list the names that look like one another, from before central refused such
  --new-code FACILITY       create a one-time code to enrol a bench of this facility; with --public-url also as a link,
                            which contains the fingerprint of the key of --tls-cert
  --revoke-bench ID         revoke a bench that was lost or stolen
  --two-people FACILITY     a retrieval that a supervisor of this facility makes at a bench needs another one's approval too
  --one-person FACILITY     takes that back
  --tag-purpose TAG         keep a tag for something else than vials
  --purpose PURPOSE         with --tag-purpose: badge, command or place; vial gives it back
  --organization N          with --tag-purpose: the organization's number (default 1)`,
  },
  'device-simulator': {
    load: () => import('./commands/device-simulator.mjs'),
    help: `
npm run --silent device-simulator -- --url URL --token TOKEN [switches]

Carries out CREATED procedures and starts refills, as a storage device does. SIGTERM stops it.

  --url URL        central's URL, as central prints it
  --token TOKEN    the deviceToken that central prints
  --speed N        how many times faster than a real device
  --fail-rate P    share of the procedures that fail, 0 to 1
  --seed N         random seed, for repeatable runs`,
  },
  simulate: {
    load: () => import('./commands/simulate.mjs'),
    help: `
npm run simulate [-- switches]

Runs engine and central on every core in a simulated world of failing benches, networks, disks and clocks. Reports what
happened, and whether anything was lost, done twice or left undone. A failing seed is reduced to a minimal case and printed
as the command that repeats it. The same seed always gives the same run.

  --seeds N     number of simulations (default 20)
  --from S      first seed (default 1)
  --ops N       operations by people, integrations and devices in each simulation (default 10)
  --trace       run one seed and print it step by step
  --keep A,B    run only these steps of its plan
  --jobs N      parallel processes (default: one per core)
  --json FILE   also write the totals to this file
  --sabotage S  disable one safeguard first, to check that the simulation notices; an unknown name lists them all
  --teeth       disable each safeguard in turn and report how soon it shows; with --pinned, start from a seed close to it`,
  },
  notices: {
    load: () => import('./commands/notices.mjs'),
    help: `
npm run notices [-- --check]

Writes THIRD-PARTY-NOTICES from the packages that the build bundles or ships.

  --check   write nothing; fail if the file is out of date`,
  },
  format: {
    load: () => import('./commands/format.mjs'),
    help: `
npm run format [-- files]

Formats the sources and applies the linter's safe fixes.`,
  },
  build: {
    load: () => import('./commands/build.mjs'),
    help: `
npm run build

Builds all programs into out/ if anything has changed since the last build.`,
  },
  setup: {
    load: () => import('./commands/setup.mjs'),
    help: `
npm run setup

Runs the set-up that every other command needs: packages, system libraries, an Electron, and native modules built for
it. You can interrupt it and start it again.
${RUNTIME_HELP}`,
  },
}
