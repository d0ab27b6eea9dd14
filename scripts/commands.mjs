// The table of commands: what each says with --help, and where it is.

/** @typedef {{ help: string, load: () => Promise<{ run: (args: string[]) => Promise<number> }> }} Command */

const RUNTIME_HELP = `
  --no-stand-in   refuse the stand-in Electron from the npm registry that is used for development and tests
                  where GitHub is out of reach`

/** @type {Record<string, Command>} */
export const commands = {
  start: {
    load: () => import('./commands/start.mjs'),
    help: `
npm start [-- switches]

Sets up what is missing, builds if needed, and opens Cryobench. Without switches it is in demo mode: central, a device
and a reader are simulated, with sample data. Without a display it runs on a virtual one and keeps out/screen.png fresh.

  --central URL   work with this central instead of the embedded one
  --enrol CODE    enrol this bench there with a code from central
  --data DIR      keep the bench's data in this folder
  --bench-name N  what the bench is called (the computer's name)
  --lang CODE     language at its first start: en, de (the system's)${RUNTIME_HELP}`,
  },
  test: {
    load: () => import('./commands/test.mjs'),
    help: `
npm test

Sets up what is missing, then checks types, lint, layers and notices and runs the unit, contract, integration and
end-to-end tests, these in real Electron. The last line counts the tests; the exit code is 0 only when all passed.
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
npm run e2e [-- switches of Playwright, such as a file's name or -g "title"]

Drives the real application in Electron, on a virtual display if there is no other.
${RUNTIME_HELP}`,
  },
  tour: {
    load: () => import('./commands/tour.mjs'),
    help: `
npm run tour

Drives the real application through the main job (reader, central and device at its side), prints each step with what
central answers, and writes numbered screenshots and tour.md into out/tour.
${RUNTIME_HELP}`,
  },
  faults: {
    load: () => import('./commands/faults.mjs'),
    help: `
npm run faults [-- --kills N] [--write]

Kills the real engine process N times (300) at random moments and lets its disk fail and fill up (by strace, on Linux); counts what
was acknowledged, what of it is lost, and what is there twice.

  --write   puts the figures into bench/RESULTS.md`,
  },
  benchmark: {
    load: () => import('./commands/benchmark.mjs'),
    help: `
npm run benchmark [-- scan | start | first-sync | outbox | central | installed] [switches]

Measures all, or what is named, beside yardsticks: scans, cold start and memory (in Electron, on a virtual display if there is
no other), the first sync of a large inventory, the way back after days offline, and central. Only by its name: the installed package, its
size, start, update and roll-back (packs and installs it, as root, where no Cryobench is).

  --tags N      scan: so many tags (1000)
  --vials N     scan: in procedures of so many vials (20)
  --pause MS    scan: so long between them, on average (100)
  --runs N      start, installed: so many starts of each kind (15)
  --size N      start, first-sync: vials in the large inventory (1000000)
  --intents N   outbox: so many intents done offline (10000)
  --rounds N    central: so many rounds (5)
  --write       puts the figures into bench/RESULTS.md
${RUNTIME_HELP}`,
  },
  package: {
    load: () => import('./commands/package.mjs'),
    help: `
npm run package [-- formats or platforms] [--for-test[=LABEL]] [--sign-key FILE]

Builds installers into release/: what can be built here is built, the rest is named with its reason. Without names all are
tried: deb tar.gz AppImage rpm (linux), nsis portable (win32), dmg (darwin), for x64 and arm64 each.

  --sign-key FILE a private Ed25519 key (PEM; or CRYOBENCH_SIGN_KEY): the program takes updates of this key only, and beside
                  the deb lies the signed list to update from: docs/deployment.md
  --for-test      mark the version as a test build (0.1.0-test.LABEL); only such a build may be packed from the stand-in
                  Electron${RUNTIME_HELP}`,
  },
  'test:installed': {
    load: () => import('./commands/test-installed.mjs'),
    help: `
npm run test:installed [-- switches of Playwright]

Packs a .deb, installs it with dpkg (as root), drives it as an ordinary user, has it update itself and go back to the version
before, upgrades, removes and purges it. Refuses where a Cryobench is installed already or has left records.${RUNTIME_HELP}`,
  },
  dev: {
    load: () => import('./commands/dev.mjs'),
    help: `
npm run dev [-- switches as of npm start]

Opens Cryobench from source: changes to the screens appear at once, changes to the engine and shell start it again.
${RUNTIME_HELP}`,
  },
  central: {
    load: () => import('./commands/central.mjs'),
    help: `
npm run --silent central -- --data DIR | --database URL [switches]

Runs central by itself. When it is ready it prints one line of JSON on stdout: its URL, the sample organizations with
their client credentials, a bench enrolment code and a device token. Logs go to stderr. SIGTERM ends it.

  --data DIR                the folder of its data (SQLite); made if it is not there
  --database URL            instead: postgres://user@host:5432/name, PostgreSQL 15 or later, which several centrals may
                            share. The password comes from CRYOBENCH_DATABASE_PASSWORD. Says on stderr what it
                            does to the database
  --port N                  port to listen on; 0 takes a free one (7411)
  --host ADDRESS            address to listen on (127.0.0.1)
  --tls-cert FILE           certificate with its chain (PEM): serve https instead of http
  --tls-key FILE            private key of the certificate (PEM)
  --public-url URL          how benches reach central, if not at the address it listens on; enrolment links name it
  --sample                  fill an empty central with sample data
  --sample-size N           with so many stored containers
  --seed N                  seed of the sample (1)
  --people FILE             who works where: [{"facilityId": 1, "id": "…", "name": "…", "role": "staff" or
                            "supervisor"}]. Read at the start; who is not in it stays as they are
  --requests-per-minute N   rate limit for each client of the B2B API and for each bench (60)

Instead of serving, also while it serves:
  --benches                 list the benches
  --new-code FACILITY       a one-time code to enrol a bench of this facility; with --public-url also as a link, which
                            names the key of --tls-cert
  --revoke-bench ID         end a bench that was lost or stolen`,
  },
  'device-simulator': {
    load: () => import('./commands/device-simulator.mjs'),
    help: `
npm run --silent device-simulator -- --url URL --token TOKEN [switches]

Executes CREATED procedures and starts refills, as a storage device does. SIGTERM ends it.

  --url URL        central's URL, as it prints it
  --token TOKEN    central's deviceToken
  --speed N        so many times faster than a real device
  --fail-rate P    share of the procedures that fail, 0 to 1
  --seed N         makes what it does at random repeatable`,
  },
  simulate: {
    load: () => import('./commands/simulate.mjs'),
    help: `
npm run simulate [-- switches]

Runs engine and central in a simulated world of benches, networks, disks and clocks that fail, on every core, and says
what happened and whether anything was lost, done twice or left undone. A seed that fails is made small, and printed as
the command that runs it again. The same seed always runs the same.

  --seeds N     so many simulations (20)
  --from S      the first one's seed (1)
  --ops N       operations by people, integrations and devices in each (10)
  --trace       one seed, told line by line
  --keep A,B    only these acts of its plan
  --jobs N      processes at a time (one a core)
  --json FILE   writes the sums there too
  --sabotage S  takes out a safeguard first, to see that it is missed; any other word lists them
  --teeth       takes out each safeguard in turn, and says how soon that shows; with --pinned from a seed near it`,
  },
  notices: {
    load: () => import('./commands/notices.mjs'),
    help: `
npm run notices [-- --check]

Writes THIRD-PARTY-NOTICES from the packages that the build bundles or ships.

  --check   writes nothing; fails if the file is out of date`,
  },
  format: {
    load: () => import('./commands/format.mjs'),
    help: `
npm run format [-- files]

Formats the sources and mends what the linter can mend by itself.`,
  },
  build: {
    load: () => import('./commands/build.mjs'),
    help: `
npm run build

Builds all programs into out/ if something changed since the last build.`,
  },
  setup: {
    load: () => import('./commands/setup.mjs'),
    help: `
npm run setup

Does the set-up every other command starts with, for all of them: packages, system libraries, an Electron, and native
modules that load in it. Can be interrupted and started again.
${RUNTIME_HELP}`,
  },
}
