#!/bin/sh
# Starts the bench. Until a new version has shown its first screen its starts are counted here, outside of it: one that fails to load
# can't count itself. The third start of a version that never came up puts the version before it back.
program='/opt/Cryobench/cryobench'
trial='/var/lib/cryobench/trial'

if [ -f "$trial" ] && [ "${1:-}" != --version ]; then
  folder="${XDG_STATE_HOME:-$HOME/.local/state}/cryobench"
  starts="$folder/starts"
  mkdir -p "$folder"
  # Held by the program for as long as it runs: an icon pressed twice is one start.
  exec 9>"$starts.lock"
  if flock --nonblock 9; then
    id="$(cat "$trial")"
    count=0
    if [ -f "$starts" ]; then
      said="$(cat "$starts")"
      [ "${said% *}" = "$id" ] && count="${said##* }"
    fi
    case "$count" in
      up) ;;
      0 | 1)
        echo "$id $((count + 1))" >"$starts.next" && sync "$starts.next" && mv "$starts.next" "$starts"
        ;;
      *)
        if pkexec --disable-internal-agent /usr/lib/cryobench/update-helper roll-back >&2; then
          rm -f "$starts"
        else
          echo 'cryobench: the previous version could not be put back.' >&2
        fi
        ;;
    esac
  fi
fi

exec "$program" "$@"
