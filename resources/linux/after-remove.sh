#!/bin/sh
# After dpkg or rpm has taken the files away. dpkg calls with: remove, purge, upgrade, ...; rpm with the number of versions left.
set -e

case "$1" in
  upgrade | failed-upgrade | abort-install | abort-upgrade | disappear | 1) exit 0 ;;
esac

rm -f '/usr/bin/${executable}'

if [ -f '/etc/apparmor.d/${executable}' ]; then
  if command -v apparmor_parser >/dev/null 2>&1 && apparmor_status --enabled >/dev/null 2>&1; then
    apparmor_parser --remove '/etc/apparmor.d/${executable}' || true
  fi
  rm -f '/etc/apparmor.d/${executable}'
fi

if command -v udevadm >/dev/null 2>&1 && [ -d /run/udev ]; then
  udevadm control --reload || true
fi

# What a bench has recorded goes only when the administrator says purge.
if [ "$1" = purge ]; then
  rm -rf '/etc/${executable}' '/var/lib/${executable}'
  # Of people only: the homes of system accounts can be anywhere.
  getent passwd | while IFS=: read -r _ _ uid _ _ home _; do
    [ "$uid" -ge 1000 ] && [ "$uid" -lt 60000 ] && [ -n "$home" ] || continue
    rm -rf "$home/.config/${sanitizedProductName}" "$home/.cache/${executable}-updater" "$home/.local/state/${executable}"
  done
fi

exit 0
