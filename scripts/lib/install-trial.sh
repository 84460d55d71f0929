#!/bin/sh
# Installs a .deb into a copy of this system, or of the clean one in CLEAN_ROOT, that exists for this process only (an overlay in a
# mount namespace of its own). In a clean one apt brings what the package says that it needs, and nothing else. Then it
# has the installed program test itself as an ordinary user with Chromium's sandbox on, starts it for the first time for two users
# at once (home folders of twenty characters, 125 % and 150 %, documents on a share that is not there), removes it, and prints what is left.
# Usage, as root: unshare --mount --propagation private sh install-trial.sh FILE.deb WORK_FOLDER
set -eu
deb=$1
work=$2
mount -t tmpfs tmpfs "$work"
mkdir "$work/upper" "$work/inner" "$work/root"
mount -t overlay overlay -o "lowerdir=${CLEAN_ROOT:-/},upperdir=$work/upper,workdir=$work/inner" "$work/root"
cp "$deb" "$work/root/kohyo-desk.deb"
mount --rbind /dev "$work/root/dev"
mount --rbind /proc "$work/root/proc"
mount --rbind /sys "$work/root/sys"
mount -t tmpfs tmpfs "$work/root/tmp"
chmod 1777 "$work/root/tmp"
mkdir -p "$work/root/before"
[ -z "${CLEAN_ROOT:-}" ] || cp -L /etc/resolv.conf "$work/root/etc/resolv.conf"
cd "$work/root"
# Not chroot alone: a process below a chroot may make no user namespace, which is what the sandbox stands on.
pivot_root . before
exec chroot . sh -eu -c '
  upper=/before'"$work"'/upper
  added() { (cd "$upper" && find . \( -type f -o -type l -o -type d \) ! -path "./var/lib/dpkg/*" ! -path "./var/log/*" ! -path "./var/cache/*" ! -path "./etc/alternatives" | LC_ALL=C sort); }
  system="/before${CLEAN_ROOT:-}"
  force=--force-depends
  if [ -n "${CLEAN_ROOT:-}" ]; then
    force=
    { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends /kohyo-desk.deb; } > /tmp/apt.log 2>&1 || { tail -5 /tmp/apt.log; exit 1; }
    echo "brought by apt: $(grep -c "^Unpacking " /tmp/apt.log) packages, in a system of $(ls "$system/var/lib/dpkg/info" | grep -c "[.]list$")"
    dpkg --purge kohyo-desk >> /tmp/apt.log
  fi
  added > /tmp/before
  dpkg $force -i /kohyo-desk.deb > /tmp/install.log 2>&1 || { cat /tmp/install.log; exit 1; }
  echo "installed: $(dpkg -L kohyo-desk | wc -l) files and folders"
  echo "started by: $(command -v kohyo-desk)"
  mkdir -m 700 /tmp/home && chown nobody /tmp/home
  # The server chooses a display that nobody has and tells its number.
  Xvfb -displayfd 3 -nolisten tcp 3> /tmp/display > /tmp/xvfb.log 2>&1 &
  server=$!
  while [ ! -s /tmp/display ]; do sleep 0.1; kill -0 $server; done
  trap "kill $server" EXIT
  runuser -u nobody -- env DISPLAY=":$(cat /tmp/display)" HOME=/tmp/home XDG_DATA_HOME=/tmp/home/data kohyo-desk --self-test /tmp/home/report.json > /tmp/self-test.log 2>&1 || { cat /tmp/self-test.log; exit 1; }
  echo "self-test: $(cat /tmp/home/report.json | tr -d "\n")"
  touch /tmp/stamp
  first_start() {
    mkdir -m 700 "$2" "$2/.config"
    echo "XDG_DOCUMENTS_DIR=\"/tmp/share-that-is-gone/書類\"" > "$2/.config/user-dirs.dirs"
    chown -R "$1" "$2"
    exec runuser -u "$1" -- env -u XDG_DATA_HOME -u KOHYO_DATA_DIR DISPLAY=":$(cat /tmp/display)" HOME="$2" LANG=C.UTF-8 kohyo-desk --force-device-scale-factor="$3" > "/tmp/start-$1.log" 2>&1
  }
  tell_start() {
    data="$2/.local/share/kohyo-desk"
    for try in $(seq 300); do [ -n "$(find "$data" -name "journal-*" -size +0 2> /dev/null)" ] && [ -n "$(find "$data" -name "サンプル計画.xlsx" 2> /dev/null)" ] && break; sleep 0.1; done
    sample=$(find "$data" -name "サンプル計画.xlsx" | wc -l)
    journal=$(find "$data" -name "journal-*" -type f | head -1)
    echo "first start of $1: sample $( [ "$sample" = 1 ] && echo open || echo missing ), data $(stat -c %a "$data"), journal $(stat -c %a "$journal")"
    [ "$sample" = 1 ] || cat "/tmp/start-$1.log"
  }
  first_start games /tmp/abcdefghijklmnopqrst 1.25 & one=$!
  first_start nobody "/tmp/港市行政改革推進課個票評価端末利用者山田" 1.5 & two=$!
  tell_start games /tmp/abcdefghijklmnopqrst
  tell_start nobody "/tmp/港市行政改革推進課個票評価端末利用者山田"
  kill $one $two; wait $one $two || true
  echo "program folder changed by them: $( [ -z "$(find /opt/KohyoDesk -newer /tmp/stamp)" ] && echo no || echo yes )"
  # Shows that what stays is seen: a file that the package does not own.
  [ -z "${LITTER:-}" ] || touch /opt/KohyoDesk/litter
  dpkg --purge $force kohyo-desk > /tmp/remove.log 2>&1 || { cat /tmp/remove.log; exit 1; }
  added > /tmp/after
  left=$(comm -13 /tmp/before /tmp/after | while read -r name; do [ -e "/$name" ] || [ -L "/$name" ] || continue; [ -e "$system/$name" ] || [ -L "$system/$name" ] || echo "$name"; done)
  echo "left after removal: ${left:-nothing}"
'
