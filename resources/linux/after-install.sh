#!/bin/sh
# After dpkg or rpm has put the files there.
set -e

ln -sf '/usr/lib/${executable}/launch' '/usr/bin/${executable}'
# The menu entry too starts by it; electron-builder writes the program itself into it, and takes nothing else.
sed -i "s|^Exec=/opt/[^ ]*|Exec=/usr/bin/${executable}|" '/usr/share/applications/${executable}.desktop'

# The sandbox needs either user namespaces or a helper that is root's.
if { [ -L /proc/self/ns/user ] && unshare --user true; } 2>/dev/null; then
  chmod 0755 '/opt/${sanitizedProductName}/chrome-sandbox'
else
  chmod 4755 '/opt/${sanitizedProductName}/chrome-sandbox'
fi

# Readers that are plugged in already become usable for whoever sits here, without signing in again.
if command -v udevadm >/dev/null 2>&1 && [ -d /run/udev ]; then
  udevadm control --reload || true
  udevadm trigger --subsystem-match=hidraw || true
fi

if command -v update-desktop-database >/dev/null 2>&1; then
  update-desktop-database /usr/share/applications || true
fi

# Where the distribution takes user namespaces from programs without a profile (Ubuntu since 23.10), ours gets one. Older
# AppArmors can't read it, and don't need it.
if command -v apparmor_parser >/dev/null 2>&1 && apparmor_status --enabled >/dev/null 2>&1; then
  profile='/opt/${sanitizedProductName}/resources/apparmor-profile'
  if apparmor_parser --skip-kernel-load --debug "$profile" >/dev/null 2>&1; then
    cp -f "$profile" '/etc/apparmor.d/${executable}'
    if ! { [ -x /usr/bin/ischroot ] && /usr/bin/ischroot; }; then
      apparmor_parser --replace --write-cache --skip-read-cache '/etc/apparmor.d/${executable}' || true
    fi
  fi
fi

exit 0
