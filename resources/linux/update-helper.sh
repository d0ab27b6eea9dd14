#!/bin/sh
# Run as root by polkit for whoever sits at the bench: installs a newer version that our key has signed, puts the version before back, or
# lets it go. Nothing that the caller says is believed, and nothing of the caller's is used before it was copied and verified.
set -eu
PATH=/usr/sbin:/usr/bin:/sbin:/bin
export PATH LC_ALL=C DEBIAN_FRONTEND=noninteractive
umask 022

package='cryobench'
key='/opt/Cryobench/resources/update-key.pem'
state='/var/lib/cryobench'
previous="$state/previous.deb"
trial="$state/trial"

refuse() {
  echo "$1" >&2
  exit 3
}

# Packs what is installed, since nobody kept the package that it came from.
pack_installed() {
  tree="$work/tree"
  mkdir -p "$tree/DEBIAN"
  dpkg-query --listfiles "$package" | while read -r path; do
    if [ -d "$path" ] && [ ! -L "$path" ]; then
      mkdir -p "$tree$path"
    elif [ -e "$path" ] || [ -L "$path" ]; then
      ln "$path" "$tree$path" 2>/dev/null || cp -a "$path" "$tree$path"
    fi
  done
  dpkg-query --status "$package" | sed '/^Status: /d' >"$tree/DEBIAN/control"
  for script in preinst postinst prerm postrm; do
    path="$(dpkg-query --control-path "$package" "$script")"
    if [ -n "$path" ]; then cp "$path" "$tree/DEBIAN/$script"; fi
  done
  dpkg-deb --root-owner-group -Znone --build "$tree" "$work/previous.deb" >/dev/null
}

install_update() {
  [ -f "$key" ] || refuse 'This program has no update key.'
  # SECURITY: a copy that is root's alone; whoever called could change the original between its check and its use.
  for name in channel.yml channel.yml.sig package.deb; do
    [ -f "$1/$name" ] && [ ! -L "$1/$name" ] || refuse "There is no $name."
    [ "$(stat -c %s "$1/$name")" -le 1073741824 ] || refuse "$name is too large."
    cp --no-dereference "$1/$name" "$work/$name"
    # SECURITY: a link put there between the look and the copy was copied as a link, and would still lead to the caller's file.
    [ -f "$work/$name" ] && [ ! -L "$work/$name" ] || refuse "$name is not a regular file."
  done
  cd "$work"
  openssl base64 -d -A -in channel.yml.sig -out signature
  openssl pkeyutl -verify -pubin -inkey "$key" -rawin -in channel.yml -sigfile signature >/dev/null 2>&1 ||
    refuse "The list of packages is not signed with this program's key."
  digest="$(openssl dgst -sha512 -binary package.deb | openssl base64 -A)"
  grep -qxF "    sha512: $digest" channel.yml || refuse 'The package is not in the signed list.'
  [ "$(dpkg-deb --field package.deb Package)" = "$package" ] || refuse 'The package belongs to a different program.'
  new="$(dpkg-deb --field package.deb Version)"
  old="$(dpkg-query --show --showformat='${Version}' "$package")"
  # SECURITY: else an old list, signed long ago, would bring back a fault that was mended.
  dpkg --compare-versions "$new" gt "$old" || refuse "Version $new is not newer than $old."

  # While a version is still on trial, the one before it is the last that is known to come up.
  if [ ! -f "$trial" ] || [ ! -f "$previous" ]; then
    pack_installed
    mv "$work/previous.deb" "$previous"
  fi
  echo "$(sed -n 's/^version: //p' channel.yml) $(date +%s)" >"$work/trial"
  sync "$previous" "$work/trial"
  mv "$work/trial" "$trial"
  if ! dpkg --install package.deb >"$work/said" 2>&1; then
    cat "$work/said" >&2
    dpkg --install "$previous" >&2 || true
    rm -f "$trial" "$previous"
    refuse "Version $new can't be installed; $old was put back."
  fi
  rm -f "$state/rolled-back"
}

roll_back() {
  [ -f "$trial" ] && [ -f "$previous" ] || refuse 'There is no previous version to put back.'
  read -r version _ <"$trial"
  dpkg --install "$previous"
  echo "$version $(date +%s)" >"$state/rolled-back"
  rm -f "$trial" "$previous"
}

mkdir -p "$state"
# One at a time: two people may sit at two seats.
exec 9>"$state/lock"
flock 9
work="$(mktemp -d "$state/work.XXXXXX")"
trap 'rm -rf "$work"' EXIT

case "${1:-}" in
  install) install_update "${2:?}" ;;
  roll-back) roll_back ;;
  keep) rm -f "$trial" "$previous" ;;
  *) refuse 'Usage: update-helper install FOLDER | roll-back | keep' ;;
esac
