#!/usr/bin/env bash
# The Debian package in an empty Debian 12: installed by apt with what it depends
# on and nothing else, it checks the example program, which needs its own -dev
# packages only. Takes minutes, the network and root, so it is run by hand:
#
#   sudo test/ci/empty_root.sh build/release
#
# The root is made with debootstrap, from the mirror that apt uses, in a temporary
# folder, and removed again.
set -euo pipefail
build=$(realpath "$1")
source=$(realpath "$(dirname "${BASH_SOURCE[0]}")/../..")
work=$(mktemp -d)
root=$work/root
trap 'umount -q "$root/proc" || true; rm -rf --one-file-system "$work"' EXIT

cpack --config "$build/CPackConfig.cmake" -B "$work/cpack" >"$work/log" 2>&1 ||
  { cat "$work/log" >&2; exit 1; }
mirror=$(apt-get indextargets --format '$(SITE)' 'Created-By: Packages' | head -n 1)
debootstrap --variant=minbase bookworm "$root" "$mirror" >"$work/log" 2>&1 ||
  { cat "$work/log" >&2; exit 1; }
mount -t proc proc "$root/proc"
cp "$work"/cpack/nplus1_*.deb "$root/nplus1.deb"
mkdir -p "$root/project/docs/examples" "$root/project/lib/runtime"
cp -r "$source/docs/examples/activity-stream" "$root/project/docs/examples/"
cp -r "$source/lib/runtime/include" "$root/project/lib/runtime/"
cp "$source/compile_commands.example.json" "$root/project/"

cat >"$root/try" <<'END'
set -eu
export DEBIAN_FRONTEND=noninteractive
apt-get install -y --no-install-recommends /nplus1.deb
! dpkg -l | grep -E '^ii +(lib)?(clang|llvm)[^ ]*-dev' || exit 9
nplus1 version
# The machine has no C++ library yet: nothing parses, which is said, and is no crash.
cd /project
status=0
nplus1 check -p compile_commands.example.json --require-complete || status=$?
[ "$status" = 3 ] || { echo "no headers: $status"; exit 1; }
# What the example is compiled with, without a compiler.
apt-get install -y --no-install-recommends libstdc++-12-dev libpoco-dev
status=0
nplus1 check -p compile_commands.example.json --require-complete || status=$?
[ "$status" = 1 ] || { echo "check: $status"; exit 1; }
status=0
nplus1 fix -p compile_commands.example.json || status=$?
[ "$status" = 0 ] || { echo "fix: $status"; exit 1; }
nplus1 check -p compile_commands.example.json --require-complete
END
chroot "$root" sh /try
echo "the package works in an empty root"
